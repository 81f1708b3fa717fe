/** What only the formats for spreadsheets and browsers say, and what is said of changes and waivers. */
export interface OutputMessages {
  /** Heads of the table's columns, and what a row can be. */
  readonly columns: Readonly<Record<ColumnWord, string>>
  readonly page: Readonly<Record<PageSentence, string>>
  readonly change: Readonly<Record<ChangeSentence, string>>
}

export type ColumnWord =
  | 'document' | 'verdict' | 'kind' | 'severity' | 'title' | 'level' | 'match' | 'place' | 'visibility' | 'category' | 'basis'
  | 'disposition' | 'reasons' | 'waiver' | 'rule' | 'fingerprint' | 'sha256' | 'finding' | 'gap' | 'waived'

/** What only the HTML report says. */
export type PageSentence =
  | 'title' | 'masked' | 'revealed' | 'coverage' | 'coverageWhole' | 'coveragePart' | 'filter' | 'search' | 'nothingShown'
  | 'suppressedNote' | 'lexicons' | 'files' | 'preview' | 'toPreview' | 'previewCut' | 'previewLeft' | 'previewTooBig' | 'category' | 'any'

/** What is said of changes in a repository and of waivers. */
export type ChangeSentence =
  | 'nothing' | 'hookWritten' | 'waived' | 'waiversExpired' | 'waiversUnused'
