import { SEVERITIES, type Finding, type Rule, type Screening, type Severity } from '../model/index.js'
import { fold } from '../normalise/index.js'
import { termsOf } from './terms-of.js'

/** What a rule, or one of its terms, came to over some documents. */
export interface Count {
  readonly rule: string
  /** As the lexicon writes it; absent where the row is of the whole rule. */
  readonly term?: string
  /** Documents with a finding or a suppressed hit. */
  readonly documents: number
  readonly findings: Readonly<Record<Severity, number>>
  readonly suppressed: number
}

/** Counts over documents, the noisiest first. */
export interface Tally {
  readonly documents: number
  /** Documents with gaps: what they hide is not counted. */
  readonly incomplete: number
  readonly findings: number
  readonly suppressed: number
  /** True when a document had more findings than are listed of one: counts are lower bounds. */
  readonly bounded: boolean
  readonly rules: readonly Count[]
  readonly terms: readonly Count[]
  /** Ids of rules that hit nothing, in the order of the ruleset. */
  readonly quiet: readonly string[]
}

/**
 * Counts what rules and terms hit, screening by screening. The screenings must come with `reveal`: a match is traced
 * back to the term it folds to, and only terms of the lexicon are kept, never text of a document. Cost: memory for one
 * row a rule and a term.
 */
export class Tallying {
  readonly #rows = new Map<string, Row>()
  readonly #terms: ReadonlyMap<string, ReadonlyMap<string, string>>
  #documents = 0
  #incomplete = 0
  #bounded = false

  constructor(readonly rules: readonly Rule[]) {
    this.#terms = new Map(rules.map((rule) => [rule.id, new Map(termsOf(rule).map((term) => [folded(term), term]))]))
  }

  add({ findings, suppressed, gaps, remarks }: Screening): void {
    this.#documents++
    if (gaps.length > 0) this.#incomplete++
    this.#bounded ||= remarks.includes('suppressed-not-all-listed')
      || gaps.some(({ args }) => args?.limit === 'findings')
    for (const finding of findings) this.#count(finding, finding.severity)
    for (const finding of suppressed) this.#count(finding, 'suppressed')
  }

  tally(): Tally {
    const counts = [...this.#rows.values()].map((row) => row.told()).sort(noisiest)
    const rules = counts.filter(({ term }) => term === undefined)
    const heard = new Set(rules.map(({ rule }) => rule))
    return {
      documents: this.#documents, incomplete: this.#incomplete, bounded: this.#bounded,
      findings: rules.reduce((sum, row) => sum + found(row), 0),
      suppressed: rules.reduce((sum, row) => sum + row.suppressed, 0),
      rules,
      terms: counts.filter(({ term }) => term !== undefined),
      quiet: this.rules.map(({ id }) => id).filter((id) => !heard.has(id)),
    }
  }

  #count({ rule, match }: Finding, as: Severity | 'suppressed'): void {
    this.#row(rule).count(as, this.#documents)
    const term = this.#terms.get(rule)?.get(folded(match))
    if (term !== undefined) this.#row(rule, term).count(as, this.#documents)
  }

  #row(rule: string, term?: string): Row {
    const key = JSON.stringify([rule, term])
    const row = this.#rows.get(key) ?? new Row(rule, term)
    this.#rows.set(key, row)
    return row
  }
}

class Row {
  readonly #findings = { block: 0, review: 0, note: 0 }
  #suppressed = 0
  #documents = 0
  /** The document that was counted last. */
  #last = 0

  constructor(readonly rule: string, readonly term: string | undefined) {}

  count(as: Severity | 'suppressed', document: number): void {
    if (as === 'suppressed') this.#suppressed++
    else this.#findings[as]++
    if (this.#last !== document) this.#documents++
    this.#last = document
  }

  told(): Count {
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

/** By all hits, then by name, so that the same documents give the same order. */
function noisiest(a: Count, b: Count): number {
  const [one, other] = [JSON.stringify([a.rule, a.term]), JSON.stringify([b.rule, b.term])]
  return found(b) + b.suppressed - found(a) - a.suppressed || (one < other ? -1 : 1)
}

function found({ findings }: Count): number {
  return SEVERITIES.reduce((sum, severity) => sum + findings[severity], 0)
}

function folded(text: string): string {
  return fold(text, { spaces: 'drop' }).text
}
