import type { Gap, Part } from '../../model/index.js'
import type { Decoded } from './decode.js'
import { PartBuilder } from '../parts/part-builder.js'
import type { Intake } from '../reader.js'

/** Units to a block: what counting lines from a block's start may cost at most. */
const BLOCK = 64 * 1024

/** The body as it stands, one part, and each other reading of it a part named for its encoding. */
export function textParts(intake: Intake, decoded: Decoded): Part[] {
  if (!intake.budget.takeText('', decoded.text.length)) return []
  return [wholeText(new PartBuilder('body'), decoded.text), ...alternativeParts(intake, decoded)]
}

/** Every other reading of the bytes, as plain text. */
export function alternativeParts(intake: Intake, decoded: Decoded): Part[] {
  return decoded.alternatives.flatMap(({ encoding, pieces }) => {
    const units = pieces.reduce((sum, { text }) => sum + text.length, 0)
    if (!intake.budget.takeText(encoding, units)) return []
    const builder = new PartBuilder('body', encoding)
    for (const { line, text } of pieces) addText(builder, text, line)
    return [builder.build()]
  })
}

/** The gap for lines that no encoding explains in full. */
export function decodingGaps(decoded: Decoded): Gap[] {
  if (decoded.damagedLines === 0) return []
  return [{ piece: '', reason: 'partly-unreadable', args: { feature: 'encoding', lines: decoded.damagedLines } }]
}

/** A part that holds one text as it stands, from line 1. */
export function wholeText(builder: PartBuilder, text: string): Part {
  addText(builder, text, 1)
  return builder.build()
}

/**
 * Adds text as it stands, in blocks of whole lines with their place; the last of several ends without a separator.
 * A single line longer than a block goes on in the next, which names the column it goes on from.
 */
export function addText(builder: PartBuilder, text: string, firstLine: number): void {
  let line = firstLine
  let column = 1
  for (let start = 0; start < text.length;) {
    const end = blockEnd(text, start)
    builder.block(text.slice(start, end), { line, column })
    const ends = lineEnds(text, start, end)
    line += ends.count
    column = ends.count > 0 ? end - ends.last : column + end - start
    start = end
  }
  builder.separate('\n')
}

/** After the last line end within a block's length, or at the length where there is none. Never between \r and \n. */
function blockEnd(text: string, start: number): number {
  const limit = start + BLOCK
  if (limit >= text.length) return text.length
  const piece = text.slice(start, limit) // a search in the whole text would go back to its beginning
  const end = Math.max(piece.lastIndexOf('\n'), piece.lastIndexOf('\r', BLOCK - 2)) + 1
  return end > 0 ? start + end + Number(text[start + end] === '\n' && piece[end - 1] === '\r') : limit
}

function lineEnds(text: string, start: number, end: number): { count: number; last: number } {
  let count = 0
  let last = start
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at)
    if (unit !== 0x0a && (unit !== 0x0d || text.charCodeAt(at + 1) === 0x0a)) continue
    count++
    last = at
  }
  return { count, last }
}
