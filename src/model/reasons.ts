/**
 * Codes of the reasons for and against a finding. Their sentences are in the message catalogue (`src/report/messages`).
 * The braces after a code name its arguments: numbers, codes and words of rules, never text of a document.
 */
export const REASON_CODES = [
  // How a state-secret mark is made.
  'mark-complete',          // level, star and term {level, term: period | date | condition | word}
  'mark-with-star',         // level and star, no term that can be read {level}
  'mark-level-only',        // a level alone, without star or term {level}
  'star-substitute',        // another character stands where ★ belongs
  'term-irregular',         // longer than 保守国家秘密法 art. 20 allows for the level {years, most}
  'term-unlimited',         // 长期, 永久: no term in the sense of art. 20
  'term-over',              // the date named as the end of secrecy is past {date}
  'term-until',             // the end of a term of years, reckoned from the date of issue {issued, date}
  'exam-paper',             // 启用前, 考试结束前: stays on the paper after the exam
  'declassified-beside',    // 解密 stands beside the mark

  // Where it stands.
  'mark-alone-on-line',
  'mark-labelled',          // after 密级 or another label
  'mark-bracketed',         // alone inside brackets
  'mark-split',             // over lines, cells or text objects
  'passage-mark',           // at the head of a passage (密点)
  'box-ticked',             // the ticked one of several levels to choose from
  'in-header',
  'in-footer',
  'in-watermark',
  'in-textbox',
  'in-file-name',
  'in-property',            // a property of the document
  'at-document-head',       // in the first lines of the text
  'beside-copy-number',     // 份号, six digits
  'beside-urgency',         // 特急, 加急

  // How a word stands in its line (any rule).
  'stands-alone',
  'is-label',               // a label's value, or the label itself
  'bracketed',
  'leads-line',
  'in-running-text',
  'mentioned-in-sentence',
  'quoted',
  'in-title',               // inside 《》
  'enumerated',             // one of a list: 绝密、机密、秘密
  'followed-by-noun',       // 机密文件, 秘密级
  'explained',              // 如, 标注, 是指 beside it
  'teaching-text',          // the line before says that an example follows

  // What else bears on it.
  'near-word',              // one of the words the rule wants near is there
  'near-figure',            // a quantity is
  'not-near',               // none of them is, or one that makes it a rule or a lesson
  'cuts-word',              // the hit lies across the edges of words
  'word-edges-unchecked',   // no segmenter could be loaded to ask
  'inside-safe-word',       // part of a longer, harmless word {word}
  'spaced-apart',           // more between its characters than the rule allows
  'part-of-longer',         // inside a longer finding of the same rule
  'part-of-mark',           // inside a state-secret mark

  // Document numbers.
  'number-class',           // the class word that makes the number secret {class}
  'public-class',           // 明电 and the like {class}

  // Identifiers.
  'checksum-valid',
  'checksum-invalid',
  'region-known',
  'region-unknown',
  'date-valid',
  'date-invalid',
  'prefix-known',           // a number range that is in use
  'prefix-unknown',
  'keyword-near',
  'column-named',           // the head of its table column names it
  'other-number',           // a keyword names it as something else (订单号, 统一社会信用代码)
  'digits-adjacent',        // part of a longer run of digits
  'repeats-one-digit',      // a placeholder like 11111111111
  'masked-already',
  'under-masked',
  'masks-differ',           // masked in another way elsewhere in the document: together they show it
  'public-number',
  'no-evidence',            // nothing for it and nothing against it
  'list-of',                // so many different values in this document {count}

  // Visibility of the text, when it is not plainly on the page.
  'hidden-text',
  'deleted-text',
  'covered-text',
  'metadata-text',

  // Changes.
  'line-untouched',         // on a line that the change screened did not make

  // Waivers.
  'waived',
  'waiver-expired',         // {expired}
] as const
export type ReasonCode = (typeof REASON_CODES)[number]

/** One reason for or against a finding. */
export interface Reason {
  readonly code: ReasonCode
  readonly args?: Readonly<Record<string, string | number>>
}

/** Codes of `Screening.remarks`: what limits the answer without being a gap. */
export const REMARK_CODES = [
  'word-edges-unchecked',       // a rule asked for word edges and no segmenter could be loaded
  'verdict-from-members',       // a document inside this one made its verdict graver
  'suppressed-not-all-listed',  // more hits were judged down than the limit of findings lets be listed
] as const
export type RemarkCode = (typeof REMARK_CODES)[number]
