import type { Hits, Part, Ruleset } from '../../model/index.js'
import { toCandidate, type Candidate } from '../candidate.js'
import type { PartContext } from '../context/part.js'
import { HINT, planOf, type IdentifierRule, type RulePlan } from '../plan.js'
import { findIdentifiers, indexIdentifiers, type IdentifierIndex } from './index.js'
import { RequiredPublication } from './required-publication.js'
import { respell, type Respelling } from './respelling.js'
import { ValueTally } from './value-tally.js'

/** Judges the identifiers of one document. Keeps a tally of the values for each rule. */
export class IdentifierJudge {
  readonly #plan: RulePlan
  readonly #tallies = new Map<number, ValueTally>()
  readonly #publication: RequiredPublication

  constructor(readonly ruleset: Ruleset, parts: readonly Part[]) {
    this.#plan = planOf(ruleset)
    this.#publication = new RequiredPublication(parts)
  }

  /** The candidates of all kinds in a part, in no order. Yields where it may pause. */
  * judge(context: PartContext, hits: Hits, digitRuns: Uint32Array): Generator<'turn', Candidate[]> {
    const hints = hits.length === 0 ? NO_HINTS : this.#readHints(hits)
    const respelling = respell(context.part.text, digitRuns)
    const inOtherFigures = respelling === undefined ? [] : yield* this.#findRespelled(context, respelling, hints)
    if (digitRuns.length + hints.mails.length + hints.keys.length === 0) return inOtherFigures
    const index = indexIdentifiers(context.part.text, digitRuns, hints)
    return [...yield* this.#find(context, index, hints.rulesWithKeyword), ...inOtherFigures]
  }

  /** Only findings: what is no identifier in unusual figures need not be explained. */
  * #findRespelled(
    context: PartContext, { text, runs }: Respelling, { rulesWithKeyword }: Hints,
  ): Generator<'turn', Candidate[]> {
    const found = yield* this.#find(context, indexIdentifiers(text, runs), rulesWithKeyword)
    return found.filter(({ severity }) => severity !== 'suppress')
  }

  /** A confirmed candidate: a note where its paper must contain it, with the severity of a list if there is one. */
  settle(candidate: Candidate): Candidate {
    const tally = this.#tallies.get(candidate.rule)
    if (!tally) return candidate
    const reason = this.#publication.reasonFor(candidate, tally.detector.identifier, tally.count)
    if (reason) return { ...candidate, severity: 'note', reasons: [...candidate.reasons, reason] }
    return tally.settle(candidate)
  }

  #readHints(hits: Hits): Hints {
    const rulesWithKeyword = new Set<number>()
    const mails: number[] = []
    const keys: number[] = []
    for (let at = 0; at < hits.length; at += 3) {
      const pattern = hits[at]!
      const hint = this.#plan.hints[pattern]
      if (hint === HINT.mail) mails.push(hits[at + 1]!)
      else if (hint === HINT.key) keys.push(hits[at + 1]!)
      else if (hint === HINT.keyword) {
        for (const rule of this.ruleset.patterns[pattern]!.rules) rulesWithKeyword.add(rule)
      }
    }
    return { rulesWithKeyword, mails, keys }
  }

  * #find(
    context: PartContext, index: IdentifierIndex, rulesWithKeyword: ReadonlySet<number>,
  ): Generator<'turn', Candidate[]> {
    const candidates: Candidate[] = []
    for (const [list, rules] of this.#plan.identifiers) {
      if (index[list].length === 0) continue
      for (const rule of rules) {
        const hasKeyword = rulesWithKeyword.has(rule.index)
        for (const found of yield* findIdentifiers(index, rule.detector, hasKeyword)) {
          const candidate = toCandidate(this.#tally(rule).decide(found), rule.index, context)
          if (candidate) candidates.push(candidate)
        }
      }
    }
    return candidates
  }

  #tally({ index, rule, detector }: IdentifierRule): ValueTally {
    let tally = this.#tallies.get(index)
    if (!tally) this.#tallies.set(index, tally = new ValueTally(rule, detector))
    return tally
  }
}

/** What the matcher's hits in a part contribute to the search. */
interface Hints {
  /** Rules that have a keyword in the part, as indexes into `Ruleset.rules`. */
  readonly rulesWithKeyword: ReadonlySet<number>
  /** Offsets of `@`. */
  readonly mails: readonly number[]
  /** Offsets of key prefixes. */
  readonly keys: readonly number[]
}

const NO_HINTS: Hints = { rulesWithKeyword: new Set(), mails: [], keys: [] }
