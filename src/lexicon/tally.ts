import { SEVERITIES, type Finding, type Rule, type Screening, type Severity } from '../model/index.js'
import { foldTerm } from '../normalise/index.js'
import { termsOf } from './terms-of.js'

/** Counts for one rule, or for one of its terms. */
export interface Count {
  readonly rule: string
  /** The term as written in the lexicon; absent in the counts of a whole rule. */
  readonly term?: string
  /** Documents with a finding or a suppressed hit of it. */
  readonly documents: number
  readonly findings: Readonly<Record<Severity, number>>
  readonly suppressed: number
}

/** Counts of hits over several documents. Rules and terms with the most hits come first. */
export interface Tally {
  readonly documents: number
  /** Documents with gaps. What was not read in them is not counted. */
  readonly incomplete: number
  readonly findings: number
  readonly suppressed: number
  /** True when a document had more findings than the limit: counts are lower bounds. */
  readonly bounded: boolean
  readonly rules: readonly Count[]
  readonly terms: readonly Count[]
  /** Ids of rules without any hit, in the order of the ruleset. */
  readonly quiet: readonly string[]
}

/**
 * Counts the hits of rules and terms over screenings. They must be made with `reveal`, since a hit is assigned to the
 * term that its text folds to. Only terms of lexicons are kept, never text of a document. Memory: one row for each rule
 * and term with hits.
 */
export class TallyBuilder {
  readonly #rows = new Map<string, RowCounter>()
  readonly #terms: ReadonlyMap<string, ReadonlyMap<string, string>>
  #documents = 0
  #incomplete = 0
  #bounded = false

  constructor(readonly rules: readonly Rule[]) {
    this.#terms = new Map(rules.map((rule) => [rule.id, new Map(termsOf(rule).map((term) => [foldTerm(term), term]))]))
  }

  add({ findings, suppressed, gaps, remarks }: Screening): void {
    this.#documents++
    if (gaps.length > 0) this.#incomplete++
    this.#bounded ||= remarks.includes('suppressed-not-all-listed')
      || gaps.some(({ args }) => args?.limit === 'findings')
    for (const finding of findings) this.#count(finding, finding.severity)
    for (const finding of suppressed) this.#count(finding, 'suppressed')
  }

  build(): Tally {
    const counts = [...this.#rows.values()].map((row) => row.toCount()).sort(byHits)
    const rules = counts.filter(({ term }) => term === undefined)
    const withHits = new Set(rules.map(({ rule }) => rule))
    return {
      documents: this.#documents, incomplete: this.#incomplete, bounded: this.#bounded,
      findings: rules.reduce((sum, row) => sum + findingsOf(row), 0),
      suppressed: rules.reduce((sum, row) => sum + row.suppressed, 0),
      rules,
      terms: counts.filter(({ term }) => term !== undefined),
      quiet: this.rules.map(({ id }) => id).filter((id) => !withHits.has(id)),
    }
  }

  /** Findings that come from no lexicon, such as content left in a document, are not counted. */
  #count({ rule, match }: Finding, as: Severity | 'suppressed'): void {
    if (!this.#terms.has(rule)) return
    this.#row(rule).count(as, this.#documents)
    const term = this.#terms.get(rule)?.get(foldTerm(match))
    if (term !== undefined) this.#row(rule, term).count(as, this.#documents)
  }

  #row(rule: string, term?: string): RowCounter {
    const key = JSON.stringify([rule, term])
    const row = this.#rows.get(key) ?? new RowCounter(rule, term)
    this.#rows.set(key, row)
    return row
  }
}

class RowCounter {
  readonly #findings = { block: 0, review: 0, note: 0 }
  #suppressed = 0
  #documents = 0
  /** Number of the document counted last. */
  #last = 0

  constructor(readonly rule: string, readonly term: string | undefined) {}

  count(as: Severity | 'suppressed', document: number): void {
    if (as === 'suppressed') this.#suppressed++
    else this.#findings[as]++
    if (this.#last !== document) this.#documents++
    this.#last = document
  }

  toCount(): Count {
    const { rule, term } = this
    return {
      rule,
      ...(term !== undefined && { term }),
      documents: this.#documents,
      findings: this.#findings,
      suppressed: this.#suppressed,
    }
  }
}

/** By number of hits, then by name, so that the order depends on the documents only. */
function byHits(a: Count, b: Count): number {
  const [one, other] = [JSON.stringify([a.rule, a.term]), JSON.stringify([b.rule, b.term])]
  return findingsOf(b) + b.suppressed - findingsOf(a) - a.suppressed || (one < other ? -1 : 1)
}

function findingsOf({ findings }: Count): number {
  return SEVERITIES.reduce((sum, severity) => sum + findings[severity], 0)
}
