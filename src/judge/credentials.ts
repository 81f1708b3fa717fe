import { credentialAfter, passwordInside } from '../mask/index.js'
import type { Rule, Severity, Span, TermDetector } from '../model/index.js'
import { fold } from '../normalise/index.js'
import type { Decision } from './candidate.js'
import { foldedWords } from './context/folded-words.js'
import { findNear } from './context/near.js'
import type { PartContext } from './context/part.js'
import { enclosingSafeWord } from './context/safe-word.js'
import { allowsSpacing, spacingOf } from './context/spacing.js'
import { reasonOf, stanceOf } from './context/stance.js'
import { foldedValue, openWindow, type Window } from './context/window.js'

/**
 * Judges a hit of a term that introduces a credential: the value is the finding, not the term. A label at the head of a
 * table column introduces every value below it. A term without a value is dropped: texts speak of passwords.
 */
export function judgeCredential(context: PartContext, hit: Span, rule: Rule, detector: TermDetector): Decision[] {
  const { text } = context.part
  if (!allowsSpacing(detector.spaces, spacingOf(text, hit))) return NONE
  const inside = detector.value === 'inside'
  let label = openWindow(text, hit, inside ? LONG_REACH : REACH)
  const term = foldedValue(text, hit)
  if (enclosingSafeWord(label, term, foldedWords(detector.except))) return NONE
  if (detector.near && !findNear(context, hit, detector.near)) return NONE
  if (!inside && continuesWord(term, label)) return NONE
  let value = inside ? passwordInside(label.after) : credentialAfter(label.after, true)
  if (value && !inside && value.end > REACH - NEAR_END) {
    label = openWindow(text, hit, LONG_REACH)
    value = credentialAfter(label.after, true)
  }
  if (!value) return inside ? NONE : valuesBelow(text, hit).map((span) => decide(span, rule.severity, 'column-named'))
  const found = stanceOf(label, context.part.kind)
  const severity = detector.stances.includes(found.stance) ? rule.severity : detector.otherwise
  return [decide(spanOf(value, label), severity, reasonOf(found).code)]
}

/** A Latin label goes on: `passwordHash`, `password@host`. */
function continuesWord(term: string, { after }: Window): boolean {
  return /[a-z]$/.test(term) && /^[^\s:=>"'`”’)\]}*]/.test(after)
}

const NONE: Decision[] = []
/** Folded units read behind a label; more where the value is longer, and for connection strings. */
const REACH = 80
const LONG_REACH = 400
/** A value that ends so near the end of what was read may go on. */
const NEAR_END = 8

type Code = Decision['reasons'][number]['code']

function decide({ start, end }: Span, severity: Severity | 'suppress', code: Code): Decision {
  return { start, end, severity, level: undefined, reasons: [{ code }] }
}

/** Offsets behind the label as offsets in the text. */
function spanOf({ start, end }: Span, label: Window): Span {
  const { ends, span } = label
  return { start: start === 0 ? span.end : ends[start - 1]!, end: ends[end - 1]! }
}

/** The values of a table column, where the hit is the end of a cell at its head. Cost: bounded for each head. */
function valuesBelow(text: string, hit: Span): Span[] {
  if (!/^["”]?[\t\n]/.test(text.slice(hit.end, hit.end + 2))) return NONE_BELOW
  const rowStart = lineStart(text, hit.start)
  const before = text.slice(rowStart, hit.start)
  const isHead = before.length <= MAX_ROW && before.split('\t').at(-1)!.length <= MAX_HEAD
  if (!isHead || !isFirstRow(text, rowStart)) return NONE_BELOW
  const column = before.split('\t').length - 1
  const values: Span[] = []
  let at = nextLine(text, hit.end)
  const isSingleColumn = !text.slice(rowStart, at).includes('\t')
  for (let rows = 0; at < text.length && rows < MAX_ROWS; rows++) {
    const end = nextLine(text, at) - 1
    const cell = end - at > MAX_ROW ? undefined : cellAt(text, at, end, column)
    if (!cell) break
    const value = credentialAfter(`:${fold(text.slice(cell.start, cell.end)).text}`, true)
    if (value) values.push(cell)
    // Where the lines have one cell each, any of them may look like a head: the column ends where its values end.
    else if (isSingleColumn) break
    at = end + 1
  }
  return values
}

const NONE_BELOW: Span[] = []
/** Characters before the label in its cell: 初始, 登录. */
const MAX_HEAD = 8
const MAX_ROW = 2000
/** Rows of one table that are read for each head. */
const MAX_ROWS = 1000

function lineStart(text: string, at: number): number {
  const from = text.slice(Math.max(0, at - MAX_ROW - 1), at)
  return at - (from.length - 1 - Math.max(from.lastIndexOf('\n'), from.lastIndexOf('\f')))
}

/** The row is a table's first: the line above has no cells. Rows further down do not name columns. */
function isFirstRow(text: string, rowStart: number): boolean {
  return !text.slice(lineStart(text, Math.max(0, rowStart - 1)), rowStart).includes('\t')
}

function nextLine(text: string, from: number): number {
  const at = text.slice(from, from + MAX_ROW + 1).search(/[\n\f]/)
  return at < 0 ? Math.min(text.length, from + MAX_ROW + 1) + 1 : from + at + 1
}

/** The cell of a column, without white space around it; undefined where the line is no row of that many cells. */
function cellAt(text: string, start: number, end: number, column: number): Span | undefined {
  const cells = text.slice(start, end).split('\t')
  const cell = cells.length > 1 || column === 0 ? cells[column] : undefined
  if (cell === undefined) return undefined
  const from = start + cells.slice(0, column).join('\t').length + (column > 0 ? 1 : 0)
  const lead = cell.length - cell.trimStart().length
  return { start: from + lead, end: from + Math.max(lead, cell.trimEnd().length) }
}
