import type { IdentifierDetector, Reason, Rule } from '../../model/index.js'
import type { Candidate, Decision } from '../candidate.js'
import type { IdentifierCandidate } from './index.js'
import { MaskedValues } from './masked-values.js'

/** Different values counted for one rule; beyond it the count says at least. */
const MOST_COUNTED = 100_000

/**
 * The identifiers of one document under one rule. Guarded state: how many different values were confirmed, in all
 * parts, decides at the end whether they are a list, which is graver than its members.
 */
export class Listing {
  readonly #values = new Set<string>()
  readonly #masks = new MaskedValues()

  constructor(
    readonly rule: Rule,
    readonly detector: IdentifierDetector,
  ) {}

  /** What a candidate comes to; a confirmed value is counted. */
  decide({ start, end, state, canonical, reasons }: IdentifierCandidate): Decision {
    const differs = this.detector.identifier === 'masked' && this.#masks.add(canonical)
    if (differs && state === 'silent') {
      return { start, end, severity: this.rule.severity, reasons: [...reasons, { code: 'masks-differ' }] }
    }
    if (state !== 'confirmed') return { start, end, severity: 'suppress', reasons: withoutEvidence(state, reasons) }
    if (this.#values.size < MOST_COUNTED) this.#values.add(canonical)
    return { start, end, severity: this.rule.severity, reasons }
  }

  /** A confirmed candidate of the rule, as a member of its list where there is one. */
  settle(candidate: Candidate): Candidate {
    const count = this.#values.size
    if (count < this.detector.listFrom) return candidate
    const reason: Reason = { code: 'list-of', args: { count } }
    return { ...candidate, severity: this.detector.listSeverity, reasons: [...candidate.reasons, reason] }
  }
}

function withoutEvidence(state: string, reasons: Decision['reasons']): Decision['reasons'] {
  const told = state !== 'silent' || reasons.some(({ code }) => code === 'masked-already' || code === 'no-evidence')
  return told ? reasons : [...reasons, { code: 'no-evidence' }]
}
