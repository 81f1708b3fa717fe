import { createHash } from 'node:crypto'

/** A law as text: articles (第…条) begin a line; paragraphs (款) are lines; items (项) begin with （一）. */
export interface LawText {
  readonly articles: ReadonlyMap<string, readonly string[]>
}

const FIGURES = '[零〇一二三四五六七八九十百千]+'
const ARTICLE = new RegExp(`^[*#\\s]*(第${FIGURES}条(?:之${FIGURES})?)[*\\s\\u3000]+(?=\\S)`)
const HEADING = new RegExp(`^(?:#|[*\\s]*第${FIGURES}[编章节][\\s\\u3000])`)
const ITEM = new RegExp(`^[（(](${FIGURES})[）)]`)
const CLAUSE = new RegExp(`^(第${FIGURES}条(?:之${FIGURES})?)(?:第(${FIGURES})款)?(?:第(${FIGURES})项)?$`)

export function parseLaw(source: string): LawText {
  const articles = new Map<string, string[]>()
  let lines: string[] | undefined
  for (const line of source.split(/\r?\n/)) {
    const start = ARTICLE.exec(line)
    if (start) {
      lines = [line.slice(start[0].length).trim()]
      // A decision that amends a law repeats its articles behind it: the first is that of the law.
      if (!articles.has(start[1]!)) articles.set(start[1]!, lines)
    } else if (HEADING.test(line)) lines = undefined
    else if (line.trim() !== '') lines?.push(line.trim())
  }
  return { articles }
}

/** The text of an article, a paragraph with its items, or an item. Undefined if the law has none of that name. */
export function clauseText({ articles }: LawText, clause: string): string | undefined {
  const [, article, paragraph, item] = CLAUSE.exec(clause) ?? []
  const lines = article === undefined ? undefined : articles.get(article)
  if (!lines) return undefined
  const within = paragraph === undefined ? lines : paragraphs(lines)[numberOf(paragraph) - 1]
  if (item === undefined || !within) return within?.join('\n')
  return within.find((line) => ITEM.exec(line)?.[1] === item)
}

function paragraphs(lines: readonly string[]): string[][] {
  const found: string[][] = []
  for (const line of lines) {
    if (ITEM.test(line)) found.at(-1)?.push(line)
    else found.push([line])
  }
  return found
}

/** The value of a Chinese figure below one hundred. */
function numberOf(figure: string): number {
  const digit = (one: string | undefined) => '零一二三四五六七八九'.indexOf(one ?? '')
  const [tens, units] = figure.split('十')
  if (units === undefined) return digit(figure)
  return (tens === '' ? 1 : digit(tens)) * 10 + (units === '' ? 0 : digit(units))
}

/** Without spaces, and with punctuation in one form: copies of a law differ in these. */
export function normaliseClause(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').replaceAll(/[“”"]/g, '"')
}

export function clauseHash(text: string): string {
  return createHash('sha256').update(normaliseClause(text)).digest('hex')
}
