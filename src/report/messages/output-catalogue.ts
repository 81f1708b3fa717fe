/** The text of the CSV and HTML reports. */
export interface OutputMessages {
  /** CSV column heads, and the kinds of rows. */
  readonly columns: Readonly<Record<ColumnWord, string>>
  readonly page: Readonly<Record<PageSentence, string>>
}

export type ColumnWord =
  | 'document' | 'verdict' | 'kind' | 'severity' | 'title' | 'level' | 'match' | 'place' | 'visibility' | 'category'
  | 'basis' | 'disposition' | 'reasons' | 'waiver' | 'rule' | 'fingerprint' | 'sha256' | 'finding' | 'gap' | 'waived'

export type PageSentence =
  | 'title' | 'masked' | 'revealed' | 'coverage' | 'coverageWhole' | 'coveragePart' | 'filter' | 'search'
  | 'nothingShown' | 'suppressedNote' | 'lexicons' | 'files' | 'preview' | 'toPreview' | 'previewCut' | 'previewLeft'
  | 'previewTooBig' | 'category' | 'any'
