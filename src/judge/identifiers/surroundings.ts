import { fold } from '../../normalise/index.js'
import type { Span } from '../../model/index.js'

const REACH_BEFORE = 48
const REACH_AFTER = 16
const HEAD_ROWS = 3
const LONGEST_HEAD = 40

/** What stands around numbers of one text. Ask in ascending order of spans. */
export interface Surroundings {
  /** One of the words (folded) stands on the line near the number, or on the line above a number that stands alone. */
  keywordNear(span: Span, words: readonly string[]): boolean
  /**
   * One of the words is the label right before the number: nothing but a few signs and words without digits between.
   */
  labelled(span: Span, words: readonly string[]): boolean
  /** One of the words stands in the first rows of the number's table column. */
  columnNamed(span: Span, words: readonly string[]): boolean
  /** The words right before name it as a number of another sort. */
  namedOtherwise(span: Span): boolean
  /** It continues into letters, figures or an address. */
  joined(span: Span): boolean
}

/** Opens the surroundings of a text. Cost: bounded for each question; lines are walked once for all columns. */
export function surroundingsOf(text: string): Surroundings {
  let columns: ColumnHeads | undefined
  return {
    keywordNear: (span, words) => holdsAny(before(text, span) + '\n' + after(text, span), words),
    labelled: (span, words) => isLabelled(before(text, span), words),
    columnNamed: (span, words) => (columns ??= columnHeads(text))(span.start).some((head) => holdsAny(head, words)),
    namedOtherwise: ({ start }) =>
      OTHER.test(fold(text.slice(Math.max(0, start - 16), start), { spaces: 'drop' }).text),
    joined: (span) => joins(text, span),
  }
}

const OTHER = new RegExp(`(?:${[
  '订单', '流水', '单号', '编号', '编码', '发票', '快递', '运单', '批号', '批次', '货号', '条码', '条形码', '合同', '备案',
  '文号', '字号', '许可证', '注册', '登记', '案号', '型号', '序号', '期号', '代码', '税号', '社保',
  'isbn', 'issn', 'doi', 'qq', 'no\\.?', 'id',
].join('|')})[号码]*[:(]*$`)

function holdsAny(text: string, words: readonly string[]): boolean {
  const folded = fold(text, { spaces: 'drop' }).text
  return words.some((word) => folded.includes(word))
}

/** The last of the words, with at most twelve characters after it that name nothing else. */
function isLabelled(text: string, words: readonly string[]): boolean {
  const folded = fold(text, { spaces: 'drop' }).text
  return words.some((word) => {
    const at = folded.lastIndexOf(word)
    return at >= 0 && BRIDGE.test(folded.slice(at + word.length))
  })
}

const BRIDGE = /^(?!.*(?:电话|热线|日期|时间|金额|邮编|传真|编号|文号|费用|窗口|地址))[^0-9。;!?]{0,12}$/

/** The line before the span; the line above too where nothing stands before it. */
function before(text: string, span: Span): string {
  const reach = text.slice(Math.max(0, span.start - REACH_BEFORE), span.start)
  const line = reach.slice(reach.search(/[^\n\f]*$/))
  if (/[^\s(（:：]/.test(line)) return line
  return reach.slice(reach.trimEnd().search(/[^\n\f]*$/))
}

function after(text: string, span: Span): string {
  return text.slice(span.end, span.end + REACH_AFTER).split(/[\n\f]/, 1)[0]!
}

function joins(text: string, span: Span): boolean {
  const left = text.slice(Math.max(0, span.start - 2), span.start)
  const right = text.slice(span.end, span.end + 5)
  if (/[A-Za-z_]$|[0-9][.．]$/.test(left) || /^[A-Za-z_]|^[.．][0-9]|^,[0-9]{3}(?![0-9])/.test(right)) return true
  return ADDRESS.test(text.slice(Math.max(0, span.start - 256), span.start))
}

/** An address of the web up to the end of the string. */
const ADDRESS = /(?::\/\/|www\.)[!-~]*$/

type ColumnHeads = (offset: number) => readonly string[]

/**
 * Cells of a table's first rows, by column. A table is lines with cell borders that follow each other. Each border is
 * looked for once: asking again from every line would be quadratic in a text that has none.
 */
function columnHeads(text: string): ColumnHeads {
  let heads: string[][] = []
  let lineStart = 0
  let lineEnd = -1
  let tabs: number[] = []
  let tab = nextTab(text, 0)
  const advance = (): void => {
    lineStart = lineEnd + 1
    const end = text.indexOf('\n', lineStart)
    lineEnd = end < 0 ? text.length : end
    tabs = []
    for (; tab < lineEnd; tab = nextTab(text, tab + 1)) if (tabs.length <= MOST_COLUMNS) tabs.push(tab)
    if (tabs.length === 0) heads = []
    else if (heads.length < HEAD_ROWS) heads.push(cells(text, lineStart, lineEnd, tabs))
  }
  return (offset) => {
    if (tab === text.length && tabs.length === 0 && heads.length === 0) return NO_HEADS
    while (lineEnd < offset && lineEnd < text.length) advance()
    if (heads.length === 0) return NO_HEADS
    const after = tabs.findIndex((border) => border >= offset)
    const column = after < 0 ? tabs.length : after
    return column > MOST_COLUMNS ? NO_HEADS : heads.map((row) => row[column] ?? '')
  }
}

const NO_HEADS: readonly string[] = []

function nextTab(text: string, from: number): number {
  const at = text.indexOf('\t', from)
  return at < 0 ? text.length : at
}

const MOST_COLUMNS = 200

function cells(text: string, start: number, end: number, tabs: readonly number[]): string[] {
  const borders = [start - 1, ...tabs]
  return borders.map((border, column) =>
    text.slice(border + 1, Math.min(tabs[column] ?? end, border + 1 + LONGEST_HEAD)))
}
