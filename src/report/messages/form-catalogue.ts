/** What the review form, the monthly table and the records of screenings say. */
export interface FormMessages {
  readonly form: Readonly<Record<FormSentence, string>>
  readonly summary: Readonly<Record<SummarySentence, string>>
  readonly verify: Readonly<Record<VerifySentence, string>>
}

export type FormSentence =
  | 'signDrafter' | 'signOffice' | 'signReviewer' | 'signLeader' | 'note' | 'coverageWhole' | 'coveragePart'
  | 'members' | 'found' | 'categoryCount' | 'moreFindings' | 'moreGaps' | 'waived'

/** What the table of a month says. */
export type SummarySentence =
  | 'title' | 'all' | 'overview' | 'documents' | 'count' | 'total' | 'findings' | 'folder' | 'here' | 'serial'
  | 'heading' | 'number' | 'signers' | 'issued' | 'disclosure' | 'at' | 'reviewer' | 'opinion' | 'more'

/** What a file to be published is, compared with its records. */
export type VerifySentence =
  | 'cleared' | 'notCleared' | 'partly' | 'unrecorded' | 'changed' | 'damaged' | 'screened' | 'rulesetChanged'
  | 'waived' | 'weaker' | 'unsealed' | 'weakerRules' | 'weakerThreshold' | 'unkeyedWaivers' | 'sealValid' | 'sealUnchecked'
  | 'sealNone' | 'brokenChain'
