/** The columns of a text on a terminal: two for wide and full-width characters (UAX #11), none for combining marks. */
export function width(text: string): number {
  let columns = 0
  for (const character of text) columns += columnsOf(character)
  return columns
}

/** Pads on the right to a number of columns. */
export function padColumns(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)))
}

/** Breaks a text into lines of at most `columns`: at spaces, and between Chinese characters. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.match(WORDS) ?? []) {
    if (line !== '' && width(line + word.trimEnd()) > columns) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += line === '' ? word.trimStart() : word
    for (let head = headOf(line, columns); head.length < line.trimEnd().length; head = headOf(line, columns)) {
      lines.push(head)
      line = line.slice(head.length)
    }
  }
  return line.trim() === '' && lines.length > 0 ? lines : [...lines, line.trimEnd()]
}

/** Cuts the middle out of a text that is too wide, since both ends say more. `columns` is at least 5. */
export function clip(text: string, columns: number): string {
  if (width(text) <= columns) return text
  const head = headOf(text, Math.floor((columns - 1) / 2))
  let tail = ''
  for (const character of [...text].reverse()) {
    if (width(character + tail) > Math.ceil((columns - 1) / 2)) break
    tail = character + tail
  }
  return `${head}…${tail}`
}

// Closing punctuation never begins a line; a run of narrow characters stays together.
const CLOSING = '，。；：、？！）》】〕」』”’…'
const WORDS = new RegExp(
  `[\\u{1100}-\\u{3ffff}][${CLOSING}]*\\s*|[^\\s\\u{1100}-\\u{3ffff}]+[${CLOSING}]*\\s*|\\s+`, 'gu',
)
const WIDE = new RegExp(`^[${[
  '\\u1100-\\u115f\\u2e80-\\u303e\\u3041-\\u33ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\ua000-\\ua4cf\\uac00-\\ud7a3',
  '\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff00-\\uff60\\uffe0-\\uffe6',
  '\\u{1f300}-\\u{1f64f}\\u{1f900}-\\u{1f9ff}\\u{20000}-\\u{3fffd}',
].join('')}]`, 'u')
const COMBINING = /^\p{Mark}/u

function columnsOf(character: string): number {
  if (character < '\u0300') return 1
  if (COMBINING.test(character)) return 0
  return WIDE.test(character) ? 2 : 1
}

function headOf(text: string, columns: number): string {
  let head = ''
  let used = 0
  for (const character of text) {
    used += columnsOf(character)
    if (used > columns && head !== '') break
    head += character
  }
  return head
}
