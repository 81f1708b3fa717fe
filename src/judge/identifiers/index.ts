import type { IdentifierDetector, Reason, ReasonCode, Span } from '../../model/index.js'
import { foldedWords } from '../context/folded-words.js'
import type { CheckState, IdentifierMatch, Nothing } from './evidence.js'
import type { IdentifierIndex } from './identifier-index.js'
import { SEARCHES, type Confirmation } from './searches.js'
import { surroundingsOf, type Surroundings } from './surroundings.js'

export { indexIdentifiers, type IdentifierIndex } from './identifier-index.js'

/** A value that is, or looks like, an identifier of the wanted kind. */
export interface IdentifierCandidate extends Span {
  /** Only `confirmed` is a finding; the others are suppressed with their reasons. */
  readonly state: CheckState
  /** The value in ASCII, without separators: equal for all ways of writing it. */
  readonly canonical: string
  readonly reasons: readonly Reason[]
}

/**
 * Finds the identifiers of one kind. Their own characters are checked first. What these leave undecided is confirmed by
 * a keyword of the detector on the line or at the head of the table column, or refuted by a word for another kind of
 * number. Values that are plainly of another kind are left out. Candidates ascend and do not overlap.
 * Yields where it may pause.
 * @param hasKeyword whether the text contains one of the keywords anywhere
 * Cost: linear in the list of the kind, with bounded work per candidate.
 */
export function* findIdentifiers(
  index: IdentifierIndex, detector: IdentifierDetector, hasKeyword: boolean,
): Generator<'turn', IdentifierCandidate[]> {
  const { find, confirmedBy, findProven } = SEARCHES[detector.identifier]
  const proven = findProven ? [...findProven(index)] : []
  if (!hasKeyword && (confirmedBy === 'label' || confirmedBy === 'keyword')) {
    return proven.length === 0 ? NONE : proven.map((match) => toCandidate(match, match.state))
  }
  const surroundings = surroundingsOf(index.text)
  const keywords = foldedWords(detector.keywords)
  const personal = keywords.filter((word) => OF_A_PERSON.test(word))
  const kept: IdentifierCandidate[] = []
  let steps = 0
  const matches = proven.length === 0 ? find(index) : [...find(index), ...proven].sort(byStart)
  for (const match of matches) {
    if (++steps % STEPS_PER_LOOK === 0) yield 'turn'
    if (match === undefined) continue
    const needsKeyword = confirmedBy === 'form-or-keyword' && match.unlikely && match.state !== 'confirmed'
    if (needsKeyword && !hasKeyword) continue
    const isOld = detector.identifier === 'resident-id' && match.canonical.length === 15
    const candidate = settle(match, surroundings, isOld ? personal : keywords, confirmedBy)
    if (isReported(candidate, match)) keepStronger(kept, candidate)
  }
  return kept
}

/** Steps of a search between two looks at the clock. */
const STEPS_PER_LOOK = 128

const NONE: IdentifierCandidate[] = []

function byStart(one: Span | Nothing, other: Span | Nothing): number {
  return (one?.start ?? 0) - (other?.start ?? 0)
}

/** Resident numbers of fifteen digits have no check digit; 证号 and 证件号 name other numbers of that length too. */
const OF_A_PERSON = /身份|户口|identity|id ?card/

/** Decides by the surroundings what the characters leave undecided. */
function settle(
  match: IdentifierMatch, surroundings: Surroundings, keywords: readonly string[], confirmedBy: Confirmation,
): IdentifierCandidate {
  const { state } = match
  if (state === 'refuted' || (state === 'confirmed' && confirmedBy !== 'context')) return toCandidate(match, state)
  if (surroundings.isOtherCertificate(match)) return toCandidate(match, 'refuted', 'other-number')
  const named = confirmedBy === 'label'
    ? surroundings.hasLabelBefore(match, keywords)
    : surroundings.hasKeywordNear(match, keywords)
  if (named) return toCandidate(match, 'confirmed', 'keyword-near')
  if (surroundings.hasColumnHead(match, keywords)) return toCandidate(match, 'confirmed', 'column-named')
  if (surroundings.hasOtherLabel(match)) return toCandidate(match, 'refuted', 'other-number')
  if (surroundings.isPartOfLonger(match)) return toCandidate(match, 'undecided', 'digits-adjacent')
  return state === 'undecided' ? toCandidate(match, 'undecided', 'no-evidence') : toCandidate(match, state)
}

function toCandidate(match: IdentifierMatch, state: CheckState, code?: ReasonCode): IdentifierCandidate {
  const { start, end, canonical, reasons } = match
  return { start, end, state, canonical, reasons: code === undefined ? reasons : [...reasons, { code }] }
}

/** Unlikely values are reported only if confirmed; refuted ones only for reasons that a reviewer may want to see. */
function isReported({ state, reasons }: IdentifierCandidate, match: IdentifierMatch): boolean {
  if (state === 'confirmed') return true
  return !match.unlikely && (state === 'undecided' || reasons.some(({ code }) => REPORTED_REFUTATIONS.has(code)))
}

const REPORTED_REFUTATIONS: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'other-number', 'repeats-one-digit', 'public-number',
])

/** Of overlapping candidates keeps the one with the strongest state, then the longest, then the first. */
function keepStronger(kept: IdentifierCandidate[], candidate: IdentifierCandidate): void {
  let first = kept.length
  while (first > 0 && kept[first - 1]!.end > candidate.start) first--
  if (kept.slice(first).every((other) => isStronger(candidate, other))) kept.splice(first, kept.length, candidate)
}

function isStronger(one: IdentifierCandidate, other: IdentifierCandidate): boolean {
  const order = STRENGTH.indexOf(one.state) - STRENGTH.indexOf(other.state)
  return order === 0 ? one.end - one.start > other.end - other.start : order < 0
}

const STRENGTH: readonly CheckState[] = ['confirmed', 'undecided', 'refuted']
