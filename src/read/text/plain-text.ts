import type { Gap, Part } from '../../model/index.js'
import type { Decoded } from './decode.js'
import { PartBuilder } from '../parts/part-builder.js'
import type { Intake } from '../reader.js'

/** Most UTF-16 units in a block: it bounds the cost of counting lines from a block's start. */
const BLOCK = 64 * 1024

/** The body in one part, and each alternative reading in a part that is named after its encoding. */
export function textParts(intake: Intake, decoded: Decoded): Part[] {
  if (!intake.budget.takeText('', decoded.text.length)) return []
  return [wholeText(new PartBuilder('body'), decoded.text), ...alternativeParts(intake, decoded)]
}

/** One part for each alternative reading of the bytes. */
export function alternativeParts(intake: Intake, decoded: Decoded): Part[] {
  return decoded.alternatives.flatMap(({ encoding, pieces }) => {
    const units = pieces.reduce((sum, { text }) => sum + text.length, 0)
    if (!intake.budget.takeText(encoding, units)) return []
    const builder = new PartBuilder('body', encoding)
    for (const { line, text } of pieces) addText(builder, text, line)
    return [builder.build()]
  })
}

/** The gap for lines that are invalid in every encoding. */
export function decodingGaps(decoded: Decoded): Gap[] {
  if (decoded.damagedLines === 0) return []
  return [{ piece: '', reason: 'partly-unreadable', args: { feature: 'encoding', lines: decoded.damagedLines } }]
}

/** Builds a part from one text, which starts at line 1. */
export function wholeText(builder: PartBuilder, text: string): Part {
  addText(builder, text, 1)
  return builder.build()
}

/**
 * Adds text unchanged, in blocks of whole lines, each with its place. There are no separators between the blocks. A
 * line longer than a block continues in the next, whose place has the column at which it continues.
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

/**
 * The offset after the last line end within a block's length, never between \r and \n; without one, the full length.
 */
function blockEnd(text: string, start: number): number {
  const limit = start + BLOCK
  if (limit >= text.length) return text.length
  const piece = text.slice(start, limit) // searching in the whole text could go back to its start
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
