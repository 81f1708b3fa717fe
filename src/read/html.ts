import type { Document, Gap, Part } from '../model/index.js'
import { decode, type Decoded } from './encoding/decode.js'
import { lookInside, PLAIN_LOOK } from './html/look.js'
import { Page } from './html/page.js'
import { styleSheet } from './html/styles.js'
import { TooDeep, walkHtml } from './html/walk.js'
import { PartBuilder } from './part-builder.js'
import type { Intake, Readout } from './reader.js'
import { alternativeParts, decodingGaps, wholeText } from './text.js'

/**
 * Reads HTML: the page's text line by line with what is hidden on it, titles and stand-in texts, links, form values,
 * metadata, comments, scripts and style sheets. Files that `data:` addresses and `srcdoc` carry are members; pictures
 * in them are gaps. Pictures and frames that lie outside are other documents. Places are lines of the source.
 */
export function readHtml(intake: Intake): Readout {
  const { bytes } = intake.document
  const decoded = decode(bytes, declaredCharset(bytes))
  if (!intake.budget.takeText('', decoded.text.length)) return { parts: [], gaps: [] }
  const first = htmlParts(intake, decoded.text, '')
  const others = otherReadings(intake, decoded)
  return {
    parts: [...first.parts, ...others],
    gaps: [...first.gaps, ...decodingGaps(decoded)],
    members: first.members.filter((member) => intake.budget.takeEntry(member.path)),
  }
}

export interface HtmlParts {
  readonly parts: Part[]
  readonly gaps: Gap[]
  readonly members: Document[]
}

/**
 * The parts of HTML that has been decoded; `kept`: its line ends are kept, as in Markdown. Nesting beyond the bound:
 * the source as it stands, and the gap.
 */
export function htmlParts(intake: Intake, source: string, name: string, kept = false): HtmlParts {
  const depth = intake.budget.limits.xmlDepth
  const sheet = styleSheet(source)
  const page: Page = new Page(source, {
    name,
    path: intake.document.path,
    inside: (inner, look) => {
      try {
        walkHtml(inner, page, sheet, { depth, kept, base: lookInside(look, 'template', {}, {}) })
      } catch (stop) {
        if (!(stop instanceof TooDeep)) throw stop
        intake.budget.refuseDepth('')
        page.markup(inner)
      }
    },
  })
  try {
    walkHtml(source, page, sheet, { depth, kept, base: PLAIN_LOOK })
    const told = page.parts.length + page.gaps.length + page.members.length > 0
    const parts = told || source.trim() === '' ? page.parts : [wholeText(new PartBuilder('markup', name), source)]
    return { parts, gaps: page.gaps, members: page.members }
  } catch (stop) {
    if (!(stop instanceof TooDeep)) throw stop
    intake.budget.refuseDepth(name)
    return { parts: flatParts(source, name), gaps: page.gaps, members: page.members }
  }
}

/** The text without its tags, and the source with them: words that tags cut, and words that stand in tags. */
function flatParts(source: string, name: string): Part[] {
  const text = source.replace(/<[^<>]*>/g, (tag) => (/^<\/?(p|div|td|tr|li|br|h\d)\b/i.test(tag) ? '\n' : ''))
  return [wholeText(new PartBuilder('body', name), text), wholeText(new PartBuilder('markup', name), source)]
}

/** A reading of the whole in another encoding is read as HTML too; single lines of one are told as they stand. */
function otherReadings(intake: Intake, decoded: Decoded): Part[] {
  return decoded.alternatives.flatMap((alternative) => {
    const [piece, ...more] = alternative.pieces
    if (!piece || more.length > 0 || piece.line > 1) {
      return alternativeParts(intake, { ...decoded, alternatives: [alternative] })
    }
    if (!intake.budget.takeText(alternative.encoding, piece.text.length)) return []
    return htmlParts(intake, piece.text, alternative.encoding).parts
  })
}

/** The encoding a page declares within its first 4 KB: `<meta charset>`, `http-equiv`, or an XML declaration. */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1')
  return /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w:.-]{2,40})/i.exec(head)?.[1]
    ?? /^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w:.-]{2,40})/i.exec(head)?.[1]
}
