import type { IdentifierDetector, Reason, ReasonCode, Span } from '../../model/index.js'
import { foldedWords } from '../context/folded-words.js'
import type { State } from './evidence.js'
import type { Found } from './found.js'
import type { Leads } from './leads.js'
import { SEARCHES, type Search } from './searches.js'
import { surroundingsOf, type Surroundings } from './surroundings.js'

export { leadsIn, type Leads, type LeadsTo } from './leads.js'
export type { State } from './evidence.js'

/** A number of the wanted kind, or one that looks like it, and what speaks for and against it. */
export interface IdentifierCandidate extends Span {
  /** `confirmed` is a finding; `refuted` and `silent` are not, and say why. */
  readonly state: State
  /** ASCII digits and capitals without separators: equal for all ways of writing one value. */
  readonly canonical: string
  readonly reasons: readonly Reason[]
}

/**
 * Finds the numbers of one kind in a text. The digits judge first; what they leave open is confirmed by one of the
 * detector's keywords on its line or at the head of its table column, or refuted by a word that names it otherwise.
 * Numbers that are plainly of another kind are left out. Candidates ascend and do not overlap.
 * @param held whether the text holds one of the keywords anywhere; it tells where to look (`Search.by`)
 * Cost: linear in the leads of the kind, and bounded work for each candidate.
 */
export function findIdentifiers(leads: Leads, detector: IdentifierDetector, held: boolean): IdentifierCandidate[] {
  const search = SEARCHES[detector.identifier]
  if (!held && (search.by === 'labelled' || search.by === 'told')) return NONE
  const around = surroundingsOf(leads.text)
  const keywords = foldedWords(detector.keywords)
  const kept: IdentifierCandidate[] = []
  for (const found of search.find(leads)) {
    if (search.by === 'worded' && !held && found.odd && found.state !== 'confirmed') continue
    const candidate = settle(found, around, keywords, search)
    if (worthTelling(candidate, found)) keepBetter(kept, candidate)
  }
  return kept
}

const NONE: IdentifierCandidate[] = []

/** Lets what stands around decide what the digits leave open. */
function settle(found: Found, around: Surroundings, keywords: readonly string[], { by }: Search): IdentifierCandidate {
  if (found.state === 'refuted' || (found.state === 'confirmed' && by !== 'near')) return decide(found, found.state)
  const near = by === 'labelled' ? around.labelled(found, keywords) : around.keywordNear(found, keywords)
  if (near) return decide(found, 'confirmed', 'keyword-near')
  if (around.columnNamed(found, keywords)) return decide(found, 'confirmed', 'column-named')
  if (around.namedOtherwise(found)) return decide(found, 'refuted', 'other-number')
  if (around.joined(found)) return decide(found, 'silent', 'digits-adjacent')
  return found.state === 'silent' ? decide(found, 'silent', 'no-evidence') : decide(found, found.state)
}

function decide({ start, end, canonical, reasons }: Found, state: State, code?: ReasonCode): IdentifierCandidate {
  return { start, end, state, canonical, reasons: code === undefined ? reasons : [...reasons, { code }] }
}

/** Refuted by its own form, a number is just another number; one put together by chance is none. */
function worthTelling({ state, reasons }: IdentifierCandidate, { odd }: Found): boolean {
  if (state === 'confirmed') return true
  return !odd && (state === 'silent' || reasons.some(({ code }) => TOLD.has(code)))
}

const TOLD: ReadonlySet<ReasonCode> = new Set<ReasonCode>(['other-number', 'repeats-one-digit', 'public-number'])

/** Of candidates that overlap the best proven stays, then the longest, then the first. */
function keepBetter(kept: IdentifierCandidate[], candidate: IdentifierCandidate): void {
  let first = kept.length
  while (first > 0 && kept[first - 1]!.end > candidate.start) first--
  if (kept.slice(first).every((other) => beats(candidate, other))) kept.splice(first, kept.length, candidate)
}

function beats(one: IdentifierCandidate, other: IdentifierCandidate): boolean {
  const order = STRENGTH.indexOf(one.state) - STRENGTH.indexOf(other.state)
  return order === 0 ? one.end - one.start > other.end - other.start : order < 0
}

const STRENGTH: readonly State[] = ['confirmed', 'silent', 'refuted']
