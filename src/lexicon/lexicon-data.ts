import type {
  Bilingual, Category, Disposition, IdentifierKind, Level, PartKind, Severity, Spaces, Stance,
} from '../model/index.js'
import type { Layer } from './lexicon.js'
import type { LEXICON_SCHEMA } from './schema.js'

/**
 * A lexicon as an object with the keys of a YAML file. docs/lexicons.md describes the keys, their meaning and their
 * defaults. Unknown keys are errors.
 * @example
 * const lexicon: LexiconData = {
 *   schema: 'secrecy-screen/lexicon/v1', id: 'our.projects', version: '1', owner: '保密办', source: '内部清单',
 *   title: { 'zh-CN': '项目代号', en: 'Project names' },
 *   rules: [{
 *     id: 'our.projects.names', title: { 'zh-CN': '项目代号', en: 'Project name' }, category: 'custom', severity: 'block',
 *     basis: ['内部清单 第一条'], terms: ['青松行动'], examples: { 'must-hit': ['青松行动已经开始'] },
 *   }],
 * }
 * const screener = await createScreener({ lexicons: [lexicon] })
 */
export interface LexiconData {
  readonly schema: typeof LEXICON_SCHEMA
  /** Unique among the lexicons loaded together: lower-case letters, digits, points and hyphens. */
  readonly id: string
  /** Digits and points: `2026.1.0`. */
  readonly version: string
  /** Default: `national`. */
  readonly layer?: Layer | undefined
  readonly title: Bilingual
  /** The office that maintains the lexicon. */
  readonly owner: string
  /** Where the terms come from: law, standard, public practice. */
  readonly source: string
  /** A lexicon has rules, overrides, or both. */
  readonly rules?: readonly RuleData[] | undefined
  readonly overrides?: readonly OverrideData[] | undefined
}

/**
 * A rule. It has exactly one of `mark`, `terms`, `document-number` and `identifier`; the keys from `edges` to `parts`
 * go with `terms` only.
 * @example
 * const rule: RuleData = {
 *   id: 'our.projects.names', title: { 'zh-CN': '项目代号', en: 'Project name' }, category: 'custom', severity: 'block',
 *   basis: ['内部清单 第一条'], terms: ['青松行动'], examples: { 'must-hit': ['青松行动已经开始'] },
 * }
 */
export interface RuleData {
  /** Unique among the rules of all lexicons loaded together. */
  readonly id: string
  readonly title: Bilingual
  readonly category: Category
  readonly severity: Severity
  readonly level?: Level | undefined
  readonly disposition?: Disposition | undefined
  /** Legal grounds, law and clause: `保守国家秘密法 第二十二条`. */
  readonly basis: readonly string[]
  /** True masks the terms in reports. */
  readonly sensitive?: boolean | undefined
  /** First and last day on which the rule applies, `YYYY-MM-DD`. */
  readonly valid?: { readonly from?: string | undefined; readonly to?: string | undefined } | undefined
  readonly mark?: MarkData | undefined
  readonly 'document-number'?: DocumentNumberData | undefined
  readonly identifier?: IdentifierData | undefined
  readonly terms?: readonly string[] | undefined
  readonly edges?: 'word' | 'none' | undefined
  readonly spaces?: Spaces | undefined
  readonly stances?: readonly Stance[] | undefined
  readonly otherwise?: Severity | 'suppress' | undefined
  readonly except?: readonly string[] | undefined
  readonly near?: NearData | undefined
  /** The finding is the credential `after` the term, or `inside` the connection string that begins with it. */
  readonly value?: 'after' | 'inside' | undefined
  readonly parts?: readonly PartKind[] | undefined
  /** Sentences that prove the rule: the lexicon does not load when one of them fails. */
  readonly examples: {
    readonly 'must-hit': readonly ExampleData[]
    readonly 'must-miss'?: readonly ExampleData[] | undefined
  }
}

/**
 * A sentence of the body, or a text in another part of a document.
 * @example
 * const examples: ExampleData[] = ['青松行动已经开始', { part: 'header', text: '青松行动' }]
 */
export type ExampleData = string | { readonly part: PartKind; readonly text: string }

/**
 * The grammar of state-secret marks (国家秘密标志).
 * @example
 * const mark: MarkData = { labels: ['密级'], stars: ['★'], mention: 'review' }
 */
export interface MarkData {
  readonly labels?: readonly string[] | undefined
  readonly stars?: readonly string[] | undefined
  readonly terms?: readonly string[] | undefined
  readonly except?: readonly string[] | undefined
  readonly mention?: Severity | 'suppress' | undefined
}

/**
 * Document numbers (发文字号) of a secret class.
 * @example
 * const number: DocumentNumberData = { classes: ['密', '机'], except: ['明电'] }
 */
export interface DocumentNumberData {
  readonly classes: readonly string[]
  readonly except?: readonly string[] | undefined
}

/**
 * Numbers and other values that name a person or a place.
 * @example
 * const identifier: IdentifierData = { kind: 'bank-card', keywords: ['账号'], 'list-from': 3, 'list-severity': 'block' }
 */
export interface IdentifierData {
  readonly kind: IdentifierKind
  readonly keywords?: readonly string[] | undefined
  readonly 'list-from'?: number | undefined
  readonly 'list-severity'?: Severity | undefined
}

/**
 * Words that must, or must not, stand near a term.
 * @example
 * const near: NearData = { any: ['兵力', '部署'], within: 'sentence' }
 */
export interface NearData {
  readonly any: readonly string[]
  readonly count?: number | undefined
  readonly all?: readonly string[] | undefined
  readonly none?: readonly string[] | undefined
  readonly figures?: boolean | undefined
  readonly within: 'sentence' | 'line' | 'paragraph' | 'part' | number
}

/**
 * A change to a rule of a lexicon in a lower layer.
 * @example
 * const override: OverrideData = { rule: 'our.projects.names', severity: 'review', reason: '项目已公布' }
 */
export interface OverrideData {
  /** Id of the rule. */
  readonly rule: string
  readonly severity?: Severity | undefined
  /** Turns the rule off; the text says why. */
  readonly disabled?: string | undefined
  /** Why; required when a rule of severity `block` is weakened. */
  readonly reason?: string | undefined
  readonly 'add-terms'?: readonly string[] | undefined
  readonly 'remove-terms'?: readonly string[] | undefined
  readonly 'add-except'?: readonly string[] | undefined
}
