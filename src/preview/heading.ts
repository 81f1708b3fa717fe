import { locate, type Finding, type Heading, type Part } from '../model/index.js'

/**
 * Finds title and number of a document in the first lines of its body. The number is on a line of its own, or before
 * 签发人. The title names a kind of official document (GB/T 9704-2012 clause 5), or is the first short line. What is not
 * found is absent, and so are lines with a finding that must not be shown. Cost: only the first 8,000 code units are
 * read.
 * @param secret findings whose lines must not be shown
 * @param mask masks the values in a line
 */
export function findHeading(
  parts: readonly Part[], secret: readonly Finding[], mask: (line: string) => string,
): Heading {
  const body = parts.find(({ kind, text }) => kind === 'body' && text.trim() !== '')
  if (!body) return {}
  const lines = firstLines(body, secret)
  const number = lines.map(({ text }) => NUMBER_LINE.exec(text)?.[1]).find((found) => found !== undefined)
  const title = titleOf(lines)
  return { ...(title && { title: mask(title) }), ...(number && { number: mask(number.replace(/\s/g, '')) }) }
}

interface Line {
  readonly text: string
  readonly secret: boolean
}

const MOST_UNITS = 8000
const MOST_LINES = 40

function firstLines(part: Part, secret: readonly Finding[]): Line[] {
  const lines: Line[] = []
  let start = 0
  for (const piece of part.text.slice(0, MOST_UNITS).split(/[\n\f]/)) {
    const text = piece.replace(/\s+/g, ' ').trim()
    if (text !== '' && isVisible(part, start)) lines.push({ text, secret: isSecret(part, start, secret) })
    if (lines.length === MOST_LINES) break
    start += piece.length + 1
  }
  return lines
}

function isVisible(part: Part, start: number): boolean {
  const block = part.blocks.find(({ end }) => end > start)
  return block?.visibility === 'visible'
}

function isSecret(part: Part, start: number, secret: readonly Finding[]): boolean {
  if (secret.length === 0) return false
  const { page, paragraph, line, cell } = locate(part, start)
  return secret.some(({ location }) => location.kind === part.kind && location.page === page &&
    location.paragraph === paragraph && location.line === line && location.cell === cell)
}

function titleOf(lines: readonly Line[]): string | undefined {
  for (let at = 0; at < lines.length; at++) {
    for (let count = 1; count <= MOST_TITLE_LINES; count++) {
      const taken = lines.slice(at, at + count)
      if (FULL_TITLE.test(joined(taken))) return shownTitle(taken)
    }
  }
  const named = lines.find(({ text }) => text.length <= SHORT && KIND_AT_END.test(text))
  const first = lines.find(({ text }) => text.length <= SHORT && !/[。；：:]/.test(text) && !BEFORE_TITLE.test(text))
  const line = named ?? first
  return line && shownTitle([line])
}

function shownTitle(lines: readonly Line[]): string | undefined {
  return lines.some(({ secret }) => secret) ? undefined : joined(lines)
}

function joined(lines: readonly Line[]): string {
  return lines.map(({ text }) => text).join('')
}

const MOST_TITLE_LINES = 3
const SHORT = 40
const KINDS = '决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|办法|规定|细则|方案|规划|要点|条例|公示|指南|清单'
const FULL_TITLE = new RegExp(`^[^，。；：]{0,40}关于[^。；：]{2,80}的(?:${KINDS})(?:（[^（）]{1,20}）)?$`, 'u')
const KIND_AT_END = new RegExp(`^[^，。；：]{2,}(?:${KINDS})(?:（[^（）]{1,20}）)?$`, 'u')
const NUMBER_LINE = /^([\p{Script=Han}A-Za-z]{1,20} ?[〔［[（(] ?(?:19|20)\d{2} ?[〕］\]）)] ?第?\d{1,5} ?号)(?: *签发人.*)?$/u
/** Lines above a title: copy number, level, urgency, the issuer's heading, document number. */
const BEFORE_TITLE = /^(?:[\d ]+$|绝密|机密|秘密|特急|加急|平急|内部|份号)|文件$|号$/
