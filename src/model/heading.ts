/**
 * What an office calls a document by, as far as the document says it. Numbers in it are masked unless values are shown.
 */
export interface Heading {
  readonly title?: string
  /** The document number (发文字号, GB/T 9704-2012 clause 7.2.5): 云政办发〔2026〕3号. */
  readonly number?: string
}
