import type { PartKind } from './part.js'
import type { Weakening } from './weakening.js'

/**
 * Kinds of information that rules find.
 * @example
 * const counts = CATEGORIES.map((category) => screening.findings.filter((one) => one.category === category).length)
 */
export const CATEGORIES = [
  'state-secret', 'work-secret', 'trade-secret', 'personal-information', 'credential', 'process', 'attribute',
  'geographic', 'left-behind', 'custom',
] as const

/**
 * One of `CATEGORIES`.
 * @example
 * const category: Category = 'state-secret'
 */
export type Category = (typeof CATEGORIES)[number]

/**
 * Most severe first. `block`: must not be published as it is · `review`: a person must decide · `note`: information
 * only.
 * @example
 * const gravest = SEVERITIES.find((severity) => screening.findings.some((one) => one.severity === severity))
 */
export const SEVERITIES = ['block', 'review', 'note'] as const

/**
 * One of `SEVERITIES`.
 * @example
 * const severity: Severity = 'review'
 */
export type Severity = (typeof SEVERITIES)[number]

/**
 * Levels of state secrets (密级), 保守国家秘密法 (2024) art. 14: top secret, secret, confidential.
 * @example
 * LEVELS.indexOf('绝密') < LEVELS.indexOf('秘密') // true: the highest level first
 */
export const LEVELS = ['绝密', '机密', '秘密'] as const

/**
 * One of `LEVELS`.
 * @example
 * const level: Level = '机密'
 */
export type Level = (typeof LEVELS)[number]

/**
 * What to do with the information, in the terms of the official review forms.
 * @example
 * DISPOSITIONS.includes('不予公开') // true
 */
export const DISPOSITIONS = ['不予公开', '区分处理', '征求第三方意见', '可以不予公开', '遮蔽后公开', '报请确定'] as const

/**
 * One of `DISPOSITIONS`.
 * @example
 * const disposition: Disposition = '遮蔽后公开'
 */
export type Disposition = (typeof DISPOSITIONS)[number]

/**
 * A text in both languages of the reports.
 * @example
 * const title: Bilingual = { 'zh-CN': '国家秘密标志', en: 'State-secret mark' }
 */
export interface Bilingual {
  readonly 'zh-CN': string
  readonly en: string
}

/**
 * What may separate the characters of a term. `none`: only invisible characters · `inline`: also spaces, on one line
 * (秘　密) · `lines`: also line breaks and borders of cells and pages.
 * @example
 * const rule: Pick<RuleData, 'spaces'> = { spaces: 'inline' satisfies Spaces }
 */
export type Spaces = 'none' | 'inline' | 'lines'

/**
 * How a hit stands in its line, strongest evidence first.
 * - `alone`: it is the whole line or cell
 * - `label`: the value after a label and colon, or the label itself
 * - `bracketed`: alone inside 【】 or ()
 * - `leading`: at the start of a line, followed by a space or punctuation
 * - `running`: inside a sentence
 * - `mentioned`: quoted, inside a title 《》, one of a list, or explained
 * @example
 * STANCES.indexOf('alone') < STANCES.indexOf('running') // true: stronger evidence
 */
export const STANCES = ['alone', 'label', 'bracketed', 'leading', 'running', 'mentioned'] as const

/**
 * One of `STANCES`.
 * @example
 * const rule: Pick<RuleData, 'stances'> = { stances: ['alone', 'label'] satisfies Stance[] }
 */
export type Stance = (typeof STANCES)[number]

/** Words required near a hit, and how near. */
export interface Near {
  /** At least one of these words must be there, or `count` different ones. */
  readonly any: readonly string[]
  /** 2 to 20. Default: 1. */
  readonly count?: number
  /** All of these words must be there. */
  readonly all?: readonly string[]
  /** Words of regulations and guidance (应当, 不得). If one is there, the condition fails. */
  readonly none?: readonly string[]
  /**
   * True counts a quantity (3 个旅, 12.5万吨) as one of the words of `any`. Within a sentence, a line or a distance it
   * must be stated of the hit: in the same clause, close to it, and no threshold (5亿公斤以下).
   */
  readonly figures?: boolean
  /** The sentence, line or table row, paragraph or part of the hit; or a distance in characters, 1 to 500. */
  readonly within: 'sentence' | 'line' | 'paragraph' | 'part' | number
}

/** Finds fixed terms. What a hit means depends on its stance, its word boundaries and the words near it. */
export interface TermDetector {
  readonly kind: 'terms'
  readonly terms: readonly string[]
  /** `word`: a hit that does not start and end at word boundaries is suppressed. `none`: boundaries are not checked. */
  readonly edges: 'word' | 'none'
  readonly spaces: Spaces
  /** Stances in which a hit has the severity of the rule. In other stances, `otherwise` applies. */
  readonly stances: readonly Stance[]
  /** Severity of a hit in another stance or without the words of `near`; `suppress` makes it no finding. */
  readonly otherwise: Severity | 'suppress'
  /** Longer, harmless words. A hit inside one of them is suppressed. */
  readonly except: readonly string[]
  /** Words required near a hit. Without them, `otherwise` applies. */
  readonly near?: Near
  /**
   * The finding is a credential that the term introduces, and its match is masked. `after`: the value behind the term
   * or below it in its table column · `inside`: the password in the connection string that begins with the term.
   */
  readonly value?: 'after' | 'inside'
  /** Kinds of parts that the rule searches. Default: all. */
  readonly parts?: readonly PartKind[]
}

/** Finds state-secret marks (国家秘密标志): level, star and term of secrecy, such as 机密★5年. */
export interface MarkDetector {
  readonly kind: 'mark'
  /** Words that introduce a level (密级, 文档密级). */
  readonly labels: readonly string[]
  /** Characters used as the star between level and term. */
  readonly stars: readonly string[]
  /** Words and conditions used as a term (长期, 永久, 会议结束前). Periods and dates are built into the grammar. */
  readonly terms: readonly string[]
  /** Longer, harmless words that contain a level (非秘密). */
  readonly except: readonly string[]
  /** Severity of a level that is only mentioned in a sentence. */
  readonly mention: Severity | 'suppress'
}

/** Finds document numbers (发文字号) of secret classes: 市委密电〔2023〕5号. */
export interface DocumentNumberDetector {
  readonly kind: 'document-number'
  /** Class words that end the issuer's code in a secret number (密, 机, 密电, 传真密). */
  readonly classes: readonly string[]
  /** Public classes that look similar (明电). */
  readonly except: readonly string[]
}

/**
 * Kinds of identifiers: numbers and other values that name a person, an organisation or a place.
 * @example
 * IDENTIFIERS.includes('resident-id') // true
 */
export const IDENTIFIERS = [
  'resident-id', 'permanent-residence', 'travel-permit', 'passport', 'officer-id', 'mobile', 'landline', 'bank-card',
  'social-security', 'plate', 'email', 'address', 'coordinates', 'grid-coordinates', 'map-sheet', 'intranet-address',
  'access-key', 'masked', 'credit-code',
] as const

/**
 * One of `IDENTIFIERS`.
 * @example
 * const kind: IdentifierKind = 'passport'
 */
export type IdentifierKind = (typeof IDENTIFIERS)[number]

/** Finds identifiers by their format, and confirms them by calendar, region, checksum or words near them. */
export interface IdentifierDetector {
  readonly kind: 'identifier'
  readonly identifier: IdentifierKind
  /** Words that confirm a candidate when its digits alone do not (银行卡, 账号). */
  readonly keywords: readonly string[]
  /** From this number of different values in one document on, each has `listSeverity`. */
  readonly listFrom: number
  readonly listSeverity: Severity
}

export type Detector = TermDetector | MarkDetector | DocumentNumberDetector | IdentifierDetector

/** What to search for, and what a hit means. Comes from a lexicon, checked and with defaults filled in. */
export interface Rule {
  readonly id: string
  readonly title: Bilingual
  readonly category: Category
  readonly severity: Severity
  readonly level?: Level
  /** Legal grounds: law and clause, 保守国家秘密法 第二十二条. */
  readonly basis: readonly string[]
  readonly disposition?: Disposition
  /** True when the terms themselves are secret (code names): reports mask them. */
  readonly sensitive: boolean
  readonly detector: Detector
}

/**
 * A lexicon in a ruleset.
 * @example
 * const ids = screener.ruleset.lexicons.map(({ id, version }: LexiconId) => `${id} ${version}`)
 */
export interface LexiconId {
  readonly id: string
  readonly version: string
}

/** A string that the matcher searches for, and the rules that use it. */
export interface Pattern {
  readonly text: string
  /** Indexes into `Ruleset.rules`. */
  readonly rules: readonly number[]
}

/**
 * Identifies the rules behind a result.
 * @example
 * const sameRules = (a: RulesetId, b: RulesetId) => a.digest === b.digest
 */
export interface RulesetId {
  /** `sha256:` and 64 hexadecimal digits. Changes with everything in the lexicons that can change a result. */
  readonly digest: string
  readonly lexicons: readonly LexiconId[]
  /** What lexicons weaken in rules of lower layers. */
  readonly weakenings?: readonly Weakening[]
}

/** Compiled lexicons. Immutable, safe to share. */
export interface Ruleset extends RulesetId {
  readonly rules: readonly Rule[]
  readonly patterns: readonly Pattern[]
}
