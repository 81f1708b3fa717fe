import type { Reason, ReasonCode } from '../../model/index.js'

/** `confirmed`: the digits prove themselves · `refuted`: they cannot be one · `silent`: they leave it open. */
export type State = 'confirmed' | 'refuted' | 'silent'

/** What a number's own digits say. */
export interface Evidence {
  readonly state: State
  readonly reasons: readonly Reason[]
  /** Nothing but chance put these groups of digits together, unless a word near by says otherwise. */
  readonly odd?: boolean
}

/** Puts codes into evidence. */
export function evidence(state: State, ...codes: readonly ReasonCode[]): Evidence {
  return { state, reasons: codes.map((code) => ({ code })) }
}

/** What is silent and not even written like one. */
export function oddly(...codes: readonly ReasonCode[]): Evidence {
  return { ...evidence('silent', ...codes), odd: true }
}

/** True for placeholders: 11111111111, 00000000. */
export function repeatsOneDigit(digits: string): boolean {
  return new Set(digits).size === 1
}
