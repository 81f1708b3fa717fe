import { decode } from '../../text/decode.js'
import { displayedLines } from '../../text/displayed-lines.js'
import { resolvePercents } from '../../text/escapes.js'
import { htmlParts } from '../../markup/html/html-parts.js'
import { htmlOf } from './html-of.js'
import { PartBuilder } from '../../parts/part-builder.js'
import type { Intake, Readout } from '../../reader.js'
import { addText, alternativeParts, decodingGaps } from '../../text/plain-text.js'

/**
 * Reads Markdown (CommonMark 0.31, with the tables of GitHub Flavored Markdown).
 *
 * Anatomy: lines of text with inline markup, fenced code (4.5) and HTML (4.6, 6.6). Front matter, which no standard
 * defines, is YAML between `---` lines or TOML between `+++` lines at the beginning.
 *
 * Read: lines unchanged, markup characters included; table rows as cells; HTML as HTML; front matter as metadata.
 * Addresses stay in their line; percent-encoded ones are decoded and read again as links. Gaps: those of HTML.
 */
export async function readMarkdown(intake: Intake): Promise<Readout> {
  const decoded = decode(intake.document.bytes)
  const { text } = decoded
  if (!intake.budget.takeText('', text.length)) return { parts: [], gaps: [] }
  const front = frontMatter(text)
  const blank = front.replace(/[^\r\n]+/g, '')
  const { parts, members } = await htmlParts(intake, htmlOf(blank + text.slice(front.length)), '', true)
  const extra = [frontPart(front), linkPart(text)].filter((builder) => !builder.empty).map((builder) => builder.build())
  const displayed = await displayedLines(text, intake.budget)
  return {
    parts: [...parts, ...extra, ...displayed, ...alternativeParts(intake, decoded)],
    gaps: decodingGaps(decoded),
    members: members.filter((member) => intake.budget.takeEntry(member.path)),
  }
}

/** YAML between `---` lines, TOML between `+++` lines, at the very beginning. */
function frontMatter(text: string): string {
  const fence = /^(---|\+\+\+)[ \t]*\r?\n/.exec(text)?.[1]
  if (fence === undefined) return ''
  const end = /^(?:---|\+\+\+|\.\.\.)[ \t]*$/gm
  end.lastIndex = text.indexOf('\n') + 1
  const found = end.exec(text)
  return found ? text.slice(0, found.index + found[0].length) : ''
}

function frontPart(front: string): PartBuilder {
  const builder = new PartBuilder('metadata', 'front matter')
  front.split('\n').forEach((line, index) => {
    builder.block(line.trimEnd(), { line: index + 1, column: 1 }, 'metadata').separate('\n')
  })
  return builder
}

function linkPart(text: string): PartBuilder {
  const builder = new PartBuilder('link')
  text.split('\n').forEach((line, index) => {
    const resolved = resolvePercents(line)
    if (resolved !== line) addText(builder, resolved, index + 1)
  })
  return builder
}
