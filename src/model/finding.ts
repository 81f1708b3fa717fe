import type { Region } from './layout.js'
import type { PartKind, Place, Visibility } from './part.js'
import type { Reason } from './reasons.js'
import type { Bilingual, Category, Disposition, Level, Severity } from './rule.js'

/**
 * Where in a document a finding is.
 * @example
 * const where = ({ kind, page, line }: Location) => `${kind}, page ${page}, line ${line}`
 */
export interface Location extends Place {
  readonly kind: PartKind
  /** Which part, where the format has several of one kind: `word/header1.xml`. */
  readonly name?: string
}

/**
 * A hit after judging. The same type serves for findings and for suppressed hits.
 * @example
 * for (const { title, match, location } of screening.findings) console.log(title.en, match, location.page)
 */
export interface Finding {
  /** Id of the rule. */
  readonly rule: string
  readonly category: Category
  readonly severity: Severity
  readonly level?: Level
  readonly title: Bilingual
  /** The text found. Without `reveal`, identifiers, credentials and terms of sensitive rules are masked. */
  readonly match: string
  readonly visibility: Visibility
  readonly location: Location
  /** The next places, where one finding stands for many; their number is the argument `count` of a reason. */
  readonly places?: readonly Location[]
  /** What of the document it stands in; absent in running text, and where the layout does not show it. */
  readonly region?: Region
  /** Text before and after it on its line, masked like `match`. Present only with the option `context`. */
  readonly context?: { readonly before: string; readonly after: string }
  /** Legal grounds: law and clause. */
  readonly basis: readonly string[]
  readonly disposition?: Disposition
  readonly reasons: readonly Reason[]
  /** 32 hexadecimal digits of a keyed hash. Waivers name findings by it. */
  readonly fingerprint: string
  /** The waiver that accepts the finding. `expires`: last day, `YYYY-MM-DD`. */
  readonly waiver?: { readonly reason: string; readonly approver: string; readonly expires?: string }
}
