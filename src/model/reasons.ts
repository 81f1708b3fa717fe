/**
 * Codes of the reasons for and against a finding. Their sentences are in the message catalogue (`src/report/messages`).
 * Names in braces are the arguments: numbers, codes and words of rules, never text of a document.
 * @example
 * const codes = new Set(screening.findings.flatMap(({ reasons }) => reasons.map(({ code }) => code)))
 * const unseen = REASON_CODES.filter((code) => !codes.has(code))
 */
export const REASON_CODES = [
  // Form of a state-secret mark.
  'mark-complete',          // level, star and term {level, term: period | date | condition | word}
  'mark-with-star',         // level and star without a readable term {level}
  'mark-level-only',        // level without star or term {level}
  'star-substitute',        // another character in place of ★
  'term-irregular',         // longer than 保守国家秘密法 art. 20 allows {years, most}
  'term-unlimited',         // 长期, 永久: not a term under art. 20
  'term-over',              // its end is in the past {date}
  'term-until',             // end of a term of years, counted from the date of issue {issued, date}
  'exam-paper',             // 启用前, 考试结束前: stays on the paper after the examination
  'declassified-beside',    // 解密 next to the mark

  // Position of a mark.
  'mark-alone-on-line',
  'mark-labelled',          // after 密级 or another label
  'mark-bracketed',         // alone inside brackets
  'level-stated',           // a sentence gives the document this level: 此件为机密级文件
  'document-cited',         // behind the title or number of another document
  'mark-split',             // across lines, cells or text objects
  'passage-mark',           // at the start of a passage (密点)
  'box-ticked',             // the ticked choice among several levels
  'in-header',
  'in-footer',
  'in-watermark',
  'in-textbox',
  'in-file-name',
  'in-property',            // in a property of the document
  'at-document-head',       // in the first lines of the text
  'beside-copy-number',     // 份号, six digits
  'beside-urgency',         // 特急, 加急

  // Stance of a hit in its line, any rule.
  'stands-alone',
  'is-label',               // the value of a label, or the label itself
  'bracketed',
  'leads-line',
  'in-running-text',
  'mentioned-in-sentence',
  'quoted',
  'in-title',               // inside 《》
  'enumerated',             // one of a list: 绝密、机密、秘密
  'followed-by-noun',       // 机密文件, 秘密级
  'explained',              // 如, 标注, 是指 next to it
  'teaching-text',          // the line before announces an example

  // Surroundings and overlaps.
  'near-word',              // a word that the rule requires is near
  'near-figure',            // a quantity is near
  'not-near',               // no required word is near, or an excluding one is
  'cuts-word',              // the hit starts or ends inside a word
  'word-edges-unchecked',   // no segmenter could be loaded
  'inside-safe-word',       // inside a longer, harmless word {word}
  'spaced-apart',           // its characters are further apart than the rule allows
  'part-of-longer',         // inside a longer finding of the same rule
  'part-of-mark',           // inside a state-secret mark

  // Document numbers.
  'number-class',           // the class word that makes the number secret {class}
  'public-class',           // a public class such as 明电 {class}

  // Identifiers.
  'checksum-valid',
  'checksum-invalid',
  'region-known',
  'region-unknown',
  'date-valid',
  'date-invalid',
  'prefix-known',           // a number range in use
  'form-known',             // the form of such numbers
  'form-unknown',
  'address-complete',       // down to a house or a room
  'private-mailbox',        // of a provider for private persons
  'other-mailbox',
  'private-network',        // RFC 1918
  'prefix-unknown',
  'keyword-near',
  'column-named',           // the head of its table column confirms it
  'other-number',           // a keyword names another kind of number (订单号, 统一社会信用代码)
  'digits-adjacent',        // part of a longer run of digits
  'repeats-one-digit',      // a placeholder like 11111111111
  'masked-already',
  'under-masked',
  'masks-differ',           // masked differently elsewhere: together the two reveal it
  'public-number',
  'no-evidence',            // neither confirmed nor refuted
  'publication-required',   // a contact or a site that a paper of this kind must contain
  'list-of',                // one of many different values in the document {count}

  // Visibility of the text, when it is not `visible`.
  'hidden-text',
  'deleted-text',
  'covered-text',
  'metadata-text',

  // Content left in a document.
  'left-count',             // how many places {count}
  'left-unseen',            // a reader of the pages does not see it
  'left-usual',             // most files have it
  'left-practice',          // review practice asks for it, no article of a law

  // Changes.
  'line-untouched',         // on a line that the screened change did not touch

  // Files of the policy.
  'policy-file-changed',    // a file that decides how documents are judged
  'policy-digest',          // of the policy after the change {digest}
  'policy-invalid',         // the policy after the change cannot be read
  'policy-signed',          // the changed files are signed
  'policy-accepted',        // --accept-policy names the policy after the change

  // Waivers.
  'waived',
  'waiver-expired',         // {expired}
] as const

/**
 * One of `REASON_CODES`.
 * @example
 * const code: ReasonCode = 'hidden-text'
 */
export type ReasonCode = (typeof REASON_CODES)[number]

/**
 * A reason for or against a finding.
 * @example
 * const hidden = finding.reasons.some((reason: Reason) => reason.code === 'hidden-text')
 */
export interface Reason {
  readonly code: ReasonCode
  readonly args?: Readonly<Record<string, string | number>>
}

/**
 * Codes of `Screening.remarks`: limitations of a result that are no gaps.
 * @example
 * REMARK_CODES.includes('word-edges-unchecked') // true
 */
export const REMARK_CODES = [
  'word-edges-unchecked',       // a rule needs word boundaries and no segmenter could be loaded
  'verdict-from-members',       // a document inside this one made the verdict more severe
  'suppressed-not-all-listed',  // more suppressed hits than `Limits.findings` allows to list
] as const

/**
 * One of `REMARK_CODES`.
 * @example
 * const isUnchecked = screening.remarks.includes('word-edges-unchecked' satisfies RemarkCode)
 */
export type RemarkCode = (typeof REMARK_CODES)[number]
