import type { ReasonCode } from '../../../model/index.js'

/** Whether a reason supports a finding, weakens it, or does neither. */
export type Bearing = 'for' | 'against' | 'fact'

/** An unknown code is a fact. */
export function bearingOf(code: string): Bearing {
  const bearings: Readonly<Record<string, Bearing>> = BEARINGS
  return Object.hasOwn(bearings, code) ? bearings[code]! : 'fact'
}

/** The type requires every reason code. */
const BEARINGS: Readonly<Record<ReasonCode, Bearing>> = {
  'mark-complete': 'for', 'mark-with-star': 'for', 'mark-level-only': 'for', 'star-substitute': 'fact',
  'term-irregular': 'fact', 'term-unlimited': 'fact', 'term-over': 'fact', 'term-until': 'fact',
  'exam-paper': 'fact', 'declassified-beside': 'against',
  'mark-alone-on-line': 'for', 'mark-labelled': 'for', 'mark-bracketed': 'for', 'level-stated': 'for',
  'document-cited': 'for',
  'mark-split': 'fact',
  'passage-mark': 'for', 'box-ticked': 'for', 'in-header': 'for', 'in-footer': 'for', 'in-watermark': 'for',
  'in-textbox': 'for', 'in-file-name': 'for',
  'in-property': 'for', 'at-document-head': 'for', 'beside-copy-number': 'for', 'beside-urgency': 'for',
  'stands-alone': 'for', 'is-label': 'for', 'bracketed': 'for', 'leads-line': 'for', 'in-running-text': 'against',
  'mentioned-in-sentence': 'against', 'quoted': 'against', 'in-title': 'against', 'enumerated': 'against',
  'followed-by-noun': 'against', 'explained': 'against', 'teaching-text': 'against',
  'near-word': 'for', 'near-figure': 'for', 'not-near': 'against', 'cuts-word': 'against',
  'word-edges-unchecked': 'fact',
  'inside-safe-word': 'against', 'spaced-apart': 'against', 'part-of-longer': 'against', 'part-of-mark': 'against',
  'number-class': 'for', 'public-class': 'against',
  'checksum-valid': 'for', 'checksum-invalid': 'against', 'region-known': 'for', 'region-unknown': 'against',
  'date-valid': 'for', 'date-invalid': 'against', 'prefix-known': 'for', 'form-known': 'for', 'form-unknown': 'against',
  'address-complete': 'for', 'private-mailbox': 'for', 'other-mailbox': 'against', 'private-network': 'for',
  'prefix-unknown': 'against',
  'keyword-near': 'for', 'column-named': 'for',
  'other-number': 'against', 'digits-adjacent': 'against', 'repeats-one-digit': 'against', 'masked-already': 'against',
  'under-masked': 'for', 'masks-differ': 'for', 'public-number': 'against', 'no-evidence': 'against', 'list-of': 'for',
  'publication-required': 'against',
  'hidden-text': 'fact', 'deleted-text': 'fact', 'covered-text': 'fact', 'metadata-text': 'fact',
  'left-count': 'for', 'left-unseen': 'for', 'left-usual': 'against', 'left-practice': 'for',
  'policy-file-changed': 'for', 'policy-digest': 'fact', 'policy-invalid': 'for', 'policy-signed': 'against',
  'policy-accepted': 'against',
  'waived': 'against', 'line-untouched': 'against', 'waiver-expired': 'fact',
}
