import { stringify } from 'yaml'
import type { Category, Severity } from '../model/index.js'
import { fold } from '../normalise/index.js'
import { LEXICON_SCHEMA } from './schema.js'

/** A word of a list, and the line or row it stands on. */
export interface Listed {
  readonly term: string
  readonly line: number
}

/** A word that was left out: the same as an earlier one once folded, or of one character, which hits everywhere. */
export interface LeftOut extends Listed {
  /** The earlier word; absent where the word is too short. */
  readonly first?: string
}

/** A list without its repetitions, in its order. */
export interface TermList {
  readonly terms: readonly string[]
  readonly leftOut: readonly LeftOut[]
}

/** Takes each word once: width, case, traditional forms, spaces and invisible characters make no difference. */
export function distinctTerms(listed: readonly Listed[]): TermList {
  const first = new Map<string, string>()
  const leftOut: LeftOut[] = []
  for (const { term, line } of listed) {
    const key = fold(term, { spaces: 'drop' }).text
    const earlier = first.get(key)
    if (earlier !== undefined) leftOut.push({ term, line, first: earlier })
    else if ([...key].length < 2) leftOut.push({ term, line })
    else first.set(key, term)
  }
  return { terms: [...first.values()], leftOut }
}

/** What a list alone does not say. */
export interface ImportOptions {
  readonly id: string
  readonly title: string
  readonly owner: string
  readonly source: string
  readonly basis: readonly string[]
  readonly category: Category
  readonly severity: Severity
  readonly sensitive: boolean
}

/**
 * A lexicon of one rule with these terms, as a file to be gone on with: it holds,
 * and its one example is its first term.
 */
export function lexiconOf(terms: readonly string[], options: ImportOptions): string {
  const { id, title, owner, source, basis, category, severity, sensitive } = options
  const bilingual = { 'zh-CN': title, en: title }
  const rule = {
    id: `${id}.terms`, title: bilingual, category, severity, basis, ...(sensitive && { sensitive }), terms,
    examples: { 'must-hit': terms.slice(0, 1) },
  }
  const lexicon = { schema: LEXICON_SCHEMA, id, version: '1', title: bilingual, owner, source, rules: [rule] }
  return stringify(lexicon, {
    lineWidth: 0, aliasDuplicateObjects: false, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN',
  })
}
