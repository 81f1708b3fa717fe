import type { Bilingual, PartKind, Rule, Severity, SourcePosition, Weakening } from '../model/index.js'

/** A text that a rule must find, or must not. */
export interface Example {
  readonly text: string
  /** The kind of part it is screened as. */
  readonly part: PartKind
  readonly position: SourcePosition
}

/** First and last day on which a rule applies, `YYYY-MM-DD`; unbounded where absent. */
export interface Validity {
  readonly from?: string
  readonly to?: string
}

/**
 * Who a lexicon is for, from the general to the particular. A lexicon may override rules of the layers listed before
 * its own.
 * @example
 * LAYERS.indexOf('unit') > LAYERS.indexOf('national') // true: a unit may override national rules
 */
export const LAYERS = ['national', 'sector', 'local', 'unit'] as const

/**
 * One of `LAYERS`.
 * @example
 * const layer: Layer = 'unit'
 */
export type Layer = (typeof LAYERS)[number]

/** A change a lexicon makes to a rule of a lower layer. */
export interface Override {
  readonly rule: string
  readonly severity?: Severity
  /** Turns the rule off; the text says why. */
  readonly disabled?: string
  /** Why the rule is changed. */
  readonly reason?: string
  readonly addTerms: readonly string[]
  readonly removeTerms: readonly string[]
  readonly addExcept: readonly string[]
  readonly position: SourcePosition
}

/** An override that was applied to a rule. */
export interface Overridden {
  /** Id of the lexicon that has the override. */
  readonly by: string
  readonly severity?: Severity
  readonly disabled?: string
  readonly reason?: string
  /** Number of terms and exceptions added or removed. */
  readonly words: number
}

/** A rule with the overrides of the layers above it applied. */
export interface LexiconRule {
  readonly rule: Rule
  readonly valid: Validity
  readonly mustHit: readonly Example[]
  readonly mustMiss: readonly Example[]
  /** Where its id is written. */
  readonly position: SourcePosition
  /** Where each of its terms is written, as the file has them: before overrides. Empty for other detectors. */
  readonly termPositions: readonly SourcePosition[]
  /** True when an override turns the rule off. */
  readonly disabled: boolean
  /** The overrides applied to it, in order. */
  readonly overrides: readonly Overridden[]
  /** What the overrides weaken. */
  readonly weakenings: readonly Weakening[]
}

/** A lexicon that fits its schema, with all defaults filled in. */
export interface Lexicon {
  /** Path of its YAML file; absent for a lexicon given as an object. */
  readonly file?: string
  /** Where its id is written. */
  readonly position: SourcePosition
  readonly id: string
  readonly version: string
  readonly layer: Layer
  readonly title: Bilingual
  readonly owner: string
  /** Where the terms come from: law, standard, public practice. */
  readonly source: string
  readonly rules: readonly LexiconRule[]
  readonly overrides: readonly Override[]
}
