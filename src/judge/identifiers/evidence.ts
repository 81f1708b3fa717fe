import type { Reason, ReasonCode, Span } from '../../model/index.js'

/**
 * What a value's own characters prove. `confirmed`: it is an identifier of the kind · `refuted`: it cannot be one ·
 * `undecided`: it may be one.
 */
export type CheckState = 'confirmed' | 'refuted' | 'undecided'

/** The result of checking a value by its own characters. */
export interface Evidence {
  readonly state: CheckState
  readonly reasons: readonly Reason[]
  /** Probably something else. It is reported only when a word near it confirms it. */
  readonly unlikely?: boolean
}

/** A value that a search found, with its evidence. */
export interface IdentifierMatch extends Span, Evidence {
  /** The value in ASCII, without separators: equal for all ways of writing it. */
  readonly canonical: string
}

/** A search that has looked at one more place and found nothing: there it may pause. */
export type Nothing = undefined

/** Evidence with reasons by code. */
export function evidence(state: CheckState, ...codes: readonly ReasonCode[]): Evidence {
  return { state, reasons: codes.map((code) => ({ code })) }
}

/** Undecided, and not written as such values usually are. */
export function unlikely(...codes: readonly ReasonCode[]): Evidence {
  return { ...evidence('undecided', ...codes), unlikely: true }
}

/** Refuted, and too far from the kind to be reported. */
export function dismissed(code: ReasonCode): Evidence {
  return { ...evidence('refuted', code), unlikely: true }
}

/** Whether a number is a placeholder: 11111111111, 00000000. */
export function repeatsOneDigit(digits: string): boolean {
  return new Set(digits).size === 1
}
