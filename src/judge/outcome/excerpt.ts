import { applySpans, findInRow, type MaskedSpan, type Masking } from '../../mask/index.js'
import type { Finding, Part, Span } from '../../model/index.js'
import { DROPPED, foldTable } from '../../normalise/index.js'
import { columnHeads, type ColumnHeads } from '../context/column-heads.js'

/** The text around findings of one part, without the values in it. */
export class Excerpts {
  #heads: ColumnHeads | undefined

  /**
   * @param values the values found in the part, ordered by start
   * @param masking undefined to show everything (`reveal`)
   */
  constructor(readonly part: Part, readonly values: readonly MaskedSpan[], readonly masking: Masking | undefined) {}

  /** The context of a finding on its line. Ask in ascending order of lines. */
  around({ start, end }: Span): NonNullable<Finding['context']> {
    const { text } = this.part
    const from = Math.max(0, start - CONTEXT_READ)
    const window = text.slice(from, end + CONTEXT_READ)
    const own = { start: start - from, end: end - from }
    const lineStart = lineStartBefore(window, own.start)
    const lineEnd = lineEndAfter(window, own.end)
    const spans = this.masking ? this.#spansIn(window, from, { start: lineStart, end: lineEnd }, this.masking) : []
    const before = toVisible(applySpans(window, spans, { start: lineStart, end: own.start }))
    const after = toVisible(applySpans(window, spans, { start: own.end, end: lineEnd }))
    return { before: tail(before), after: head(after) }
  }

  /** Values of findings, of known values and of forms; names and addresses where one of these stands in the line. */
  #spansIn(window: string, from: number, line: Span, masking: Masking): MaskedSpan[] {
    const found = [...this.#valuesWithin(from, from + window.length), ...masking.spansIn(window)]
    if (!found.some(({ start, end }) => start < line.end && end > line.start)) return found
    const headsAt = (this.#heads ??= columnHeads(this.part.text))
    const inRow = findInRow(window.slice(line.start, line.end), (offset) => headsAt(from + line.start + offset))
    return [...found, ...inRow.map((span) => moved(span, line.start))]
  }

  #valuesWithin(from: number, to: number): MaskedSpan[] {
    const { values } = this
    let low = 0
    for (let high = values.length; low < high;) {
      const middle = (low + high) >> 1
      if (values[middle]!.start < from - MAX_VALUE) low = middle + 1
      else high = middle
    }
    const found: MaskedSpan[] = []
    for (; low < values.length && values[low]!.start < to; low++) {
      const { start, end, kind } = values[low]!
      if (end > from) found.push(moved({ start, end, kind }, -from))
    }
    return found
  }
}

function moved({ start, end, kind }: MaskedSpan, by: number): MaskedSpan {
  return { start: start + by, end: end + by, kind }
}

/** Units read on each side: more than is shown, so that a value at the edge is seen as a whole. */
const CONTEXT_READ = 80
/** Units of the longest value that reaches into an excerpt. Longer ones are masked by their form. */
const MAX_VALUE = 2400
/** Characters of context shown on each side. */
const MAX_CONTEXT = 20

const LINE_END = /[\n\f\v\r\u0085\u2028\u2029]/
const LAST_LINE = /(?<![^\n\f\v\r\u0085\u2028\u2029])[^\n\f\v\r\u0085\u2028\u2029]*$/

function lineStartBefore(text: string, at: number): number {
  return text.slice(0, at).search(LAST_LINE)
}

function lineEndAfter(text: string, at: number): number {
  const end = text.slice(at).search(LINE_END)
  return end < 0 ? text.length : at + end
}

function tail(text: string): string {
  return [...text].slice(-MAX_CONTEXT).join('')
}

function head(text: string): string {
  return [...text].slice(0, MAX_CONTEXT).join('')
}

/** A text without invisible characters, each border as one space. */
export function toVisible(text: string): string {
  const { units, spaces } = foldTable()
  let result = ''
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (spaces[unit] === 2) result += ' '
    else if (units[unit] !== DROPPED) result += text.charAt(at)
  }
  return result.toWellFormed()
}
