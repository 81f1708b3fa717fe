import type { PartKind } from './part.js'

export const CATEGORIES = [
  'state-secret', 'work-secret', 'trade-secret', 'personal-information', 'credential', 'process', 'attribute',
  'geographic', 'custom',
] as const
export type Category = (typeof CATEGORIES)[number]

/** `block` must not go out as it is · `review` a person must decide · `note` information. Gravest first. */
export const SEVERITIES = ['block', 'review', 'note'] as const
export type Severity = (typeof SEVERITIES)[number]

/** Levels of state secrets (密级), 保守国家秘密法 (2024) art. 14. Highest first. */
export const LEVELS = ['绝密', '机密', '秘密'] as const
export type Level = (typeof LEVELS)[number]

/** What is to be done with the information, in the words of the review forms. */
export const DISPOSITIONS = ['不予公开', '区分处理', '征求第三方意见', '可以不予公开', '遮蔽后公开', '报请确定'] as const
export type Disposition = (typeof DISPOSITIONS)[number]

/** A sentence in both languages of the reports. */
export interface Bilingual {
  readonly 'zh-CN': string
  readonly en: string
}

/**
 * What may stand between the characters of a term that the folding leaves out of account.
 * `none`: nothing but invisible characters · `inline`: spaces on one line (秘　密) · `lines`: line breaks, cell and
 * page borders too.
 */
export type Spaces = 'none' | 'inline' | 'lines'

/**
 * How a hit stands in its line, best evidence first.
 * `alone`: the whole line or cell · `label`: the value after a label's colon, or the label itself · `bracketed`:
 * alone inside 【】 or () · `leading`: at the start of a line, closed off by a space or punctuation · `running`: inside a
 * sentence · `mentioned`: quoted, titled 《》, listed or explained.
 */
export const STANCES = ['alone', 'label', 'bracketed', 'leading', 'running', 'mentioned'] as const
export type Stance = (typeof STANCES)[number]

/** Signs wanted near a hit, and how near. */
export interface Near {
  /** Words of which some must be there: one, or `count` different ones. */
  readonly any: readonly string[]
  readonly count?: number
  /** Words that must all be there. */
  readonly all?: readonly string[]
  /** Words that tell a rule or a lesson from a matter (应当, 不得): with one of them near, nothing is near. */
  readonly none?: readonly string[]
  /** A quantity (3 个旅, 12.5万吨) is a sign like one of the words. */
  readonly figures?: boolean
  /** A sentence, a line (or table row), the paragraph, the whole part, or a number of characters. */
  readonly within: 'sentence' | 'line' | 'paragraph' | 'part' | number
}

/** Finds its terms as they stand and asks how they stand. */
export interface TermDetector {
  readonly kind: 'terms'
  readonly terms: readonly string[]
  /** `word`: a hit that cuts a jieba word is suppressed (and shown). `none`: never ask. */
  readonly edges: 'word' | 'none'
  readonly spaces: Spaces
  /** The stances in which a hit is a finding of the rule's severity; in any other it is `otherwise`. */
  readonly stances: readonly Stance[]
  /** What a hit in another stance is: a finding of lower severity, or suppressed with its reason. */
  readonly otherwise: Severity | 'suppress'
  /** Longer, safe words: a hit inside one of them is suppressed (a longer safe word beats a shorter bad one). */
  readonly except: readonly string[]
  /** A hit without one of these near is `otherwise`. */
  readonly near?: Near
  /** Parts in which the rule looks; all when absent. */
  readonly parts?: readonly PartKind[]
}

/** The grammar of state-secret marks (国家秘密标志): level, star, term. */
export interface MarkDetector {
  readonly kind: 'mark'
  /** Words that introduce a level (密级, 文档密级). */
  readonly labels: readonly string[]
  /** Characters that stand for the star between level and term. */
  readonly stars: readonly string[]
  /** Conditions and words that may stand as a term (长期, 永久, 会议结束前). Numbers and dates are grammar, not data. */
  readonly terms: readonly string[]
  /** Longer, safe words in which a level is an accident (非秘密). */
  readonly except: readonly string[]
  /** Severity of a level that is only mentioned. */
  readonly mention: Severity | 'suppress'
}

/** Document numbers (发文字号) of a secret class: 市委密电〔2023〕5号. */
export interface DocumentNumberDetector {
  readonly kind: 'document-number'
  /** Words that make a number secret when they close its organ's code (密, 机, 密电, 传真密). */
  readonly classes: readonly string[]
  /** Public classes that look alike (明电). */
  readonly except: readonly string[]
}

export const IDENTIFIERS = [
  'resident-id', 'permanent-residence', 'travel-permit', 'passport', 'officer-id', 'mobile', 'landline', 'bank-card',
  'social-security', 'plate', 'email', 'address', 'coordinates', 'grid-coordinates', 'map-sheet', 'intranet-address',
  'access-key', 'masked', 'credit-code',
] as const
export type IdentifierKind = (typeof IDENTIFIERS)[number]

/** A number that proves itself: format, calendar, region, checksum. */
export interface IdentifierDetector {
  readonly kind: 'identifier'
  readonly identifier: IdentifierKind
  /** Words whose nearness turns a candidate its own digits leave open into a finding (银行卡, 账号). */
  readonly keywords: readonly string[]
  /** From how many different values in one document the list is graver than its members; then `listSeverity` holds. */
  readonly listFrom: number
  readonly listSeverity: Severity
}

export type Detector = TermDetector | MarkDetector | DocumentNumberDetector | IdentifierDetector

/** How hits become findings. Data from a lexicon file, checked. */
export interface Rule {
  readonly id: string
  readonly title: Bilingual
  readonly category: Category
  readonly severity: Severity
  readonly level?: Level
  /** Legal grounds: law and clause. */
  readonly basis: readonly string[]
  readonly disposition?: Disposition
  /** True for words that must not be shown as they stand (code names): masked like an identifier. */
  readonly sensitive: boolean
  readonly detector: Detector
}

/** Which lexicons a ruleset was compiled from. */
export interface LexiconId {
  readonly id: string
  readonly version: string
}

/** A string the automaton looks for, and the rules that asked for it. */
export interface Pattern {
  readonly text: string
  /** Indexes into `Ruleset.rules`. */
  readonly rules: readonly number[]
}

/** Which rules an answer rests on. */
export interface RulesetId {
  /** `sha256:` and 64 hex digits over everything that can change an answer. */
  readonly digest: string
  readonly lexicons: readonly LexiconId[]
}

/** Compiled rules: what the screener works with. Immutable; safe to share. */
export interface Ruleset extends RulesetId {
  readonly rules: readonly Rule[]
  readonly patterns: readonly Pattern[]
}
