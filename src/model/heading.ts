/**
 * Title and number of an official document, where it has them. Identifiers in them are masked without `reveal`.
 * @example
 * const titled = await createScreener({ heading: true })
 * const heading: Heading | undefined = (await titled.screen(bytes, { name: 'report.docx' })).heading
 */
export interface Heading {
  readonly title?: string
  /** The document number (发文字号, GB/T 9704-2012 clause 7.2.5): 云政办发〔2026〕3号. */
  readonly number?: string
}
