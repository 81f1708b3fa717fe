/** The cells of the first rows in the table column of an offset. Ask in ascending order of lines. */
export type ColumnHeads = (offset: number) => readonly string[]

/**
 * The cells of a table's first rows, by column. A table is consecutive lines with cell borders. Each border is searched
 * for once; searching again from every line would be quadratic in a text without borders.
 */
export function columnHeads(text: string): ColumnHeads {
  let heads: string[][] = []
  let lineEnd = -1
  let tabs: number[] = []
  let tab = nextTab(text, 0)
  const advance = (): void => {
    const lineStart = lineEnd + 1
    const end = text.indexOf('\n', lineStart)
    lineEnd = end < 0 ? text.length : end
    tabs = []
    for (; tab < lineEnd; tab = nextTab(text, tab + 1)) if (tabs.length <= MAX_COLUMNS) tabs.push(tab)
    if (tabs.length === 0) heads = []
    else if (heads.length < HEAD_ROWS) heads.push(cells(text, lineStart, lineEnd, tabs))
  }
  return (offset) => {
    if (tab === text.length && tabs.length === 0 && heads.length === 0) return NO_HEADS
    while (lineEnd < offset && lineEnd < text.length) advance()
    if (heads.length === 0) return NO_HEADS
    const after = tabs.findIndex((border) => border >= offset)
    const column = after < 0 ? tabs.length : after
    return column > MAX_COLUMNS ? NO_HEADS : heads.map((row) => row[column] ?? '')
  }
}

const NO_HEADS: readonly string[] = []

function nextTab(text: string, from: number): number {
  const at = text.indexOf('\t', from)
  return at < 0 ? text.length : at
}

const HEAD_ROWS = 3
const MAX_HEAD = 40
const MAX_COLUMNS = 200

function cells(text: string, start: number, end: number, tabs: readonly number[]): string[] {
  const borders = [start - 1, ...tabs]
  return borders.map((border, column) =>
    text.slice(border + 1, Math.min(tabs[column] ?? end, border + 1 + MAX_HEAD)))
}
