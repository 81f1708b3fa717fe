import type { Hits, Ruleset } from '../../model/index.js'
import { placed, type Candidate } from '../candidate.js'
import { findIdentifiers, leadsIn, type Leads } from './index.js'
import { Listing } from './value-tally.js'
import { LEADS, planOf, type IdentifierRule, type Plan } from '../plan.js'
import type { Text } from '../context/part.js'

/** The identifiers of one document. Guarded state: the values counted for each rule, from its first candidate on. */
export class Numbers {
  readonly #plan: Plan
  readonly #listings = new Map<number, Listing>()

  constructor(readonly ruleset: Ruleset) {
    this.#plan = planOf(ruleset)
  }

  /** What a part holds of all kinds: its digits are sorted once. In no order. */
  judge(text: Text, hits: Hits, digitRuns: Uint32Array): Candidate[] {
    const hints = hits.length === 0 ? NO_HINTS : this.#hints(hits)
    if (digitRuns.length + hints.mails.length + hints.keys.length === 0) return []
    return this.#find(text, leadsIn(text.part.text, digitRuns, hints), hints.words)
  }

  /** A confirmed candidate as a member of its list, where there is one. */
  settle(candidate: Candidate): Candidate {
    return this.#listings.get(candidate.rule)?.settle(candidate) ?? candidate
  }

  /** What the matcher has seen of the rules' words, by rule, of mail addresses and of keys. */
  #hints(hits: Hits): Hints {
    const words = new Set<number>()
    const mails: number[] = []
    const keys: number[] = []
    for (let at = 0; at < hits.length; at += 3) {
      const pattern = hits[at]!
      if (this.#plan.leads[pattern] === LEADS.mail) mails.push(hits[at + 1]!)
      else if (this.#plan.leads[pattern] === LEADS.key) keys.push(hits[at + 1]!)
      else if (this.#plan.leads[pattern] === LEADS.word) {
        for (const rule of this.ruleset.patterns[pattern]!.rules) words.add(rule)
      }
    }
    return { words, mails, keys }
  }

  #find(text: Text, leads: Leads, words: ReadonlySet<number>): Candidate[] {
    const candidates: Candidate[] = []
    for (const [list, rules] of this.#plan.identifiers) {
      if (leads[list].length === 0) continue
      for (const rule of rules) {
        const found = findIdentifiers(leads, rule.detector, words.has(rule.index))
        for (const each of found) {
          const candidate = placed(this.#listing(rule).decide(each), rule.index, text)
          if (candidate) candidates.push(candidate)
        }
      }
    }
    return candidates
  }

  #listing({ index, rule, detector }: IdentifierRule): Listing {
    let listing = this.#listings.get(index)
    if (!listing) this.#listings.set(index, listing = new Listing(rule, detector))
    return listing
  }
}

interface Hints {
  readonly words: ReadonlySet<number>
  readonly mails: readonly number[]
  readonly keys: readonly number[]
}

const NO_HINTS: Hints = { words: new Set(), mails: [], keys: [] }
