/**
 * Forms of official documents, as their layout shows them (GB/T 9704-2012, clauses 7 and 10): the usual form with a
 * head, a letter (信函格式), an order (命令格式), minutes (纪要格式), a telegram (电报).
 * @example
 * LAYOUT_FORMS.includes('minutes') // true
 */
export const LAYOUT_FORMS = ['document', 'letter', 'order', 'minutes', 'telegram'] as const

/**
 * One of `LAYOUT_FORMS`.
 * @example
 * const form: LayoutForm = 'letter'
 */
export type LayoutForm = (typeof LAYOUT_FORMS)[number]

/**
 * What a document says of its own publication (公开属性): 主动公开, 依申请公开, 删减后公开, 不予公开.
 * @example
 * DISCLOSURES.includes('on-request') // true
 */
export const DISCLOSURES = ['public', 'on-request', 'abridged', 'not-public'] as const

/**
 * One of `DISCLOSURES`.
 * @example
 * const disclosure: Disclosure = 'public'
 */
export type Disclosure = (typeof DISCLOSURES)[number]

/**
 * Regions of a document. Those of the layout (GB/T 9704-2012, clause 7): `head` (版头), `title`, `addressee` (主送机关),
 * `attachment-note` (附件说明), `signature` (署名和成文日期), `annotation` (附注), `imprint` (版记), `annex` (附件). Those of a
 * line: `table`, `list`, `quotation`, `cited-title` (the title of another document, in 《》).
 * @example
 * REGIONS.includes('imprint') // true
 */
export const REGIONS = [
  'head', 'title', 'addressee', 'attachment-note', 'signature', 'annotation', 'imprint', 'annex',
  'table', 'list', 'quotation', 'cited-title',
] as const

/**
 * One of `REGIONS`.
 * @example
 * const region: Region = 'annotation'
 */
export type Region = (typeof REGIONS)[number]

/**
 * What an official document says of itself, as far as its layout shows it. Fields that were not found are absent.
 * @example
 * const { number, issued }: DocumentFacts = screening.facts ?? {}
 */
export interface DocumentFacts {
  readonly form?: LayoutForm
  /** 份号: six digits as a rule. */
  readonly copyNumber?: string
  /** 紧急程度: 特急, 加急, 特提, 平急. */
  readonly urgency?: string
  /** 发文机关标志, without 文件. Only with `heading` or `reveal`. */
  readonly organ?: string
  /** 发文字号: 云政办发〔2026〕3号. */
  readonly number?: string
  /** 签发人. Only with `heading` or `reveal`. */
  readonly signers?: readonly string[]
  /** 标题. Only with `heading` or `reveal`. */
  readonly title?: string
  /** 主送机关. Only with `heading` or `reveal`. */
  readonly addressee?: string
  /** 成文日期, `YYYY-MM-DD`. */
  readonly issued?: string
  readonly disclosure?: Disclosure
  /** 抄送机关. Only with `heading` or `reveal`. */
  readonly copiedTo?: string
  /** 印发机关. Only with `heading` or `reveal`. */
  readonly printedBy?: string
  /** 印发日期, `YYYY-MM-DD`. */
  readonly printed?: string
}
