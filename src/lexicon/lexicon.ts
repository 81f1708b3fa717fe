import type { Bilingual, PartKind, Rule, Severity } from '../model/index.js'

/** Where something stands in a lexicon file. Line and column count from 1. */
export interface Spot {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** A text a rule must or must not answer to, the part of a document it is, and where it is written. */
export interface Example extends Spot {
  readonly text: string
  readonly part: PartKind
}

/** First and last day a rule holds, `YYYY-MM-DD`; open where absent. */
export interface Validity {
  readonly from?: string
  readonly to?: string
}

/**
 * Whose words a lexicon holds, from the general to the particular.
 * A lexicon may override rules of the layers before its own.
 */
export const LAYERS = ['national', 'sector', 'local', 'unit'] as const
export type Layer = (typeof LAYERS)[number]

/** A change a lexicon makes to a rule of a lower layer. */
export interface Override {
  readonly rule: string
  readonly severity?: Severity
  /** Why the rule is left out. */
  readonly disabled?: string
  /** Why the rule is changed. */
  readonly reason?: string
  readonly addTerms: readonly string[]
  readonly removeTerms: readonly string[]
  readonly addExcept: readonly string[]
  readonly spot: Spot
}

/** An override that was applied to a rule. */
export interface Overridden {
  /** Id of the lexicon. */
  readonly by: string
  readonly severity?: Severity
  readonly disabled?: string
  readonly reason?: string
  /** How many terms and exceptions came or went. */
  readonly words: number
}

/** A rule as its file has it, and as the layers above have made it. */
export interface LexiconRule {
  readonly rule: Rule
  readonly valid: Validity
  readonly mustHit: readonly Example[]
  readonly mustMiss: readonly Example[]
  /** Where its id is written. */
  readonly spot: Spot
  /** Where each of its terms is written, in the order of the detector's terms; empty for other detectors. */
  readonly termSpots: readonly Spot[]
  /** True when a layer above leaves it out. */
  readonly disabled: boolean
  /** What the layers above changed, in their order. */
  readonly overrides: readonly Overridden[]
}

/** A maintained file of rules, checked by the schema. */
export interface Lexicon {
  readonly file: string
  readonly id: string
  readonly version: string
  readonly layer: Layer
  readonly title: Bilingual
  readonly owner: string
  /** Where the words come from: law, standard, public practice. */
  readonly source: string
  readonly rules: readonly LexiconRule[]
  readonly overrides: readonly Override[]
}
