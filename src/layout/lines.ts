import { blockIndexAt, type Part, type Span, type TextStyle } from '../model/index.js'

/** A line of a part that is not empty: its range, and its text with single spaces. */
export interface Line extends Span {
  readonly text: string
  /** As the reader gives it; absent where it does not know. */
  readonly style?: TextStyle
  /** False for hidden, deleted and covered text, and for properties. */
  readonly visible: boolean
}

/** The first lines of a part: at most `most`, and none that starts after `units`. */
export function firstLines(part: Part, most: number, units: number): Line[] {
  const lines: Line[] = []
  for (let start = 0; start < Math.min(part.text.length, units) && lines.length < most;) {
    const end = lineEnd(part.text, start)
    if (!isBlank(part.text, start, end)) lines.push(lineAt(part, start, end))
    start = end + 1
  }
  return lines
}

/** The end of the line, cell row or page that starts at `start`. */
export function lineEnd(text: string, start: number): number {
  const newline = text.indexOf('\n', start)
  const end = newline < 0 ? text.length : newline
  const feed = text.slice(start, end).indexOf('\f')
  return feed < 0 ? end : start + feed
}

/** The line of a range. Lines longer than `MAX_UNITS` are cut: they are running text whatever follows. */
export function lineAt(part: Part, start: number, end: number): Line {
  const text = part.text.slice(start, Math.min(end, start + MAX_UNITS)).replace(/\s+/g, ' ').trim()
  const block = part.blocks[blockIndexAt(part.blocks, start)]
  const ahead = block && block.end <= start ? part.blocks[blockIndexAt(part.blocks, start) + 1] : block
  return { start, end, text, visible: ahead?.visibility === 'visible', ...(ahead?.style && { style: ahead.style }) }
}

const MAX_UNITS = 400

function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!isSpace(text.charCodeAt(at))) return false
  return true
}

/** White space inside a line: blanks, tabs, no-break and ideographic spaces. */
export function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === 0x0d || unit === 0xa0 || unit === 0x3000
}
