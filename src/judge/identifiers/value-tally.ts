import type { IdentifierDetector, Reason, Rule } from '../../model/index.js'
import type { Candidate, Decision } from '../candidate.js'
import type { IdentifierCandidate } from './index.js'
import { MaskedValues } from './masked-values.js'

/**
 * The identifiers of one document under one rule. Counts the different values that are confirmed in all parts: at the
 * end the count decides whether they are a list, which is more severe than a single value.
 */
export class ValueTally {
  readonly #values = new Set<string>()
  readonly #masks = new MaskedValues()

  constructor(
    readonly rule: Rule,
    readonly detector: IdentifierDetector,
  ) {}

  /** The decision for a candidate; a confirmed value is counted. */
  decide({ start, end, state, canonical, reasons }: IdentifierCandidate): Decision {
    const masksDiffer = this.detector.identifier === 'masked' && this.#masks.add(canonical)
    if (masksDiffer && state === 'undecided') {
      return { start, end, severity: this.rule.severity, reasons: [...reasons, { code: 'masks-differ' }] }
    }
    if (state !== 'confirmed') return { start, end, severity: 'suppress', reasons: explained(state, reasons) }
    if (this.#values.size < MAX_VALUES) this.#values.add(canonical)
    return { start, end, severity: this.rule.severity, reasons }
  }

  /** How many different values of the rule are confirmed so far. */
  get count(): number {
    return this.#values.size
  }

  /** A confirmed candidate of the rule, with the severity of a list if there is one. */
  settle(candidate: Candidate): Candidate {
    const count = this.#values.size
    if (count < this.detector.listFrom) return candidate
    const reason: Reason = { code: 'list-of', args: { count } }
    return { ...candidate, severity: this.detector.listSeverity, reasons: [...candidate.reasons, reason] }
  }
}

/** Different values counted for one rule. */
const MAX_VALUES = 100_000

/** Every undecided value has a reason that explains why it is suppressed. */
function explained(state: IdentifierCandidate['state'], reasons: readonly Reason[]): readonly Reason[] {
  const complete = reasons.some(({ code }) => code === 'masked-already' || code === 'no-evidence')
  return state !== 'undecided' || complete ? reasons : [...reasons, { code: 'no-evidence' }]
}
