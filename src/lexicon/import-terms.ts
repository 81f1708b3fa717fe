import { stringify } from 'yaml'
import type { Category, Severity } from '../model/index.js'
import { foldTerm } from '../normalise/index.js'
import { LEXICON_SCHEMA } from './schema.js'

/** A term of a list, and its line or row. */
export interface ListedTerm {
  readonly term: string
  readonly line: number
}

/** A term left out of the list: a duplicate once folded, or a single character, which would hit everywhere. */
export interface SkippedTerm extends ListedTerm {
  /** The earlier term; absent when the term is too short. */
  readonly first?: string
}

/** The distinct terms of a list, in its order. */
export interface TermList {
  readonly terms: readonly string[]
  readonly skipped: readonly SkippedTerm[]
}

/** Removes duplicates. Width, case, traditional forms, spaces and invisible characters make no difference. */
export function distinctTerms(listed: readonly ListedTerm[]): TermList {
  const first = new Map<string, string>()
  const skipped: SkippedTerm[] = []
  for (const { term, line } of listed) {
    const key = foldTerm(term)
    const earlier = first.get(key)
    if (earlier !== undefined) skipped.push({ term, line, first: earlier })
    else if ([...key].length < 2) skipped.push({ term, line })
    else first.set(key, term)
  }
  return { terms: [...first.values()], skipped }
}

/** What the lexicon needs besides the terms. */
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
 * The YAML of a lexicon with one rule for the terms, as a starting point. It is valid; its only example is the first
 * term.
 */
export function renderLexicon(terms: readonly string[], options: ImportOptions): string {
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
