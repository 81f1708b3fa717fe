import type { PartKind, Place, Visibility } from './part.js'
import type { Reason } from './reasons.js'
import type { Bilingual, Category, Disposition, Level, Severity } from './rule.js'

export interface Location extends Place {
  readonly kind: PartKind
  /** The piece of the package, where there are several of one kind: `word/header1.xml`. */
  readonly name?: string
}

/** A judged hit. */
export interface Finding {
  readonly rule: string
  readonly category: Category
  readonly severity: Severity
  readonly level?: Level
  readonly title: Bilingual
  /** What was found, fit to be shown: rule words as they stand, values masked. With `reveal`, as it stands. */
  readonly match: string
  readonly visibility: Visibility
  readonly location: Location
  /** Text before and after on its line; only when asked for, values masked unless revealed. */
  readonly context?: { readonly before: string; readonly after: string }
  readonly basis: readonly string[]
  readonly disposition?: Disposition
  readonly reasons: readonly Reason[]
  /** 32 hex digits, keyed; what a waiver names. */
  readonly fingerprint: string
  /** The waiver that accepts it, when there is one. */
  readonly waiver?: { readonly reason: string; readonly approver: string; readonly expires?: string }
}
