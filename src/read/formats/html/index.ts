import type { Part } from '../../../model/index.js'
import { htmlParts } from '../../markup/html/html-parts.js'
import type { Intake, Readout } from '../../reader.js'
import { decode, type Decoded } from '../../text/decode.js'
import { declaredCharset } from '../../text/html-charset.js'
import { alternativeParts, decodingGaps } from '../../text/plain-text.js'

/**
 * Reads HTML pages (WHATWG HTML Living Standard, 13.2).
 *
 * Anatomy: tags and text. Attributes hold text too: `title`, `alt`, `value`, `href`. Text can be hidden by style or
 * attribute, and can stand in comments, scripts, style sheets and templates. `data:` addresses and `srcdoc` embed whole
 * files. The encoding is declared in a `meta` element (13.2.3.2) and checked against the bytes.
 *
 * Read: visible and hidden text line by line; titles, alternative texts, links, form values, metadata, comments,
 * scripts and style sheets. Embedded files are members. Locations are lines of the source.
 * Gaps: undecodable lines. Linked pictures and frames are other documents, and no gap.
 */
export async function readHtml(intake: Intake): Promise<Readout> {
  const { bytes } = intake.document
  const decoded = decode(bytes, declaredCharset(bytes))
  if (!intake.budget.takeText('', decoded.text.length)) return { parts: [], gaps: [] }
  const page = await htmlParts(intake, decoded.text, '')
  const alternatives = await readAlternatives(intake, decoded)
  return {
    parts: [...page.parts, ...alternatives],
    gaps: decodingGaps(decoded),
    members: page.members.filter((member) => intake.budget.takeEntry(member.path)),
  }
}

/** The whole page in another plausible encoding is read as HTML again; single lines in one become plain text. */
async function readAlternatives(intake: Intake, decoded: Decoded): Promise<Part[]> {
  const parts: Part[] = []
  for (const alternative of decoded.alternatives) {
    const [piece, ...more] = alternative.pieces
    if (!piece || more.length > 0 || piece.line > 1) {
      parts.push(...alternativeParts(intake, { ...decoded, alternatives: [alternative] }))
    } else if (intake.budget.takeText(alternative.encoding, piece.text.length)) {
      parts.push(...(await htmlParts(intake, piece.text, alternative.encoding)).parts)
    }
  }
  return parts
}
