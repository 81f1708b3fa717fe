import type { OutputMessages } from './output-catalogue.js'

/** What spreadsheets and browsers show, in English. */
export const outputEn: OutputMessages = {
  columns: {
    document: 'document', verdict: 'verdict', kind: 'kind', severity: 'severity', title: 'what', level: 'level',
    match: 'match', place: 'place', visibility: 'visibility', category: 'category', basis: 'basis',
    disposition: 'action', reasons: 'reasons', waiver: 'waiver', rule: 'rule', fingerprint: 'fingerprint',
    sha256: 'SHA-256', finding: 'finding', gap: 'not examined', waived: 'waived',
  },
  page: {
    title: 'Secrecy screening report',
    masked: 'Values are masked, and no sentence of a document is in this report.',
    revealed: 'This report shows content as it stands (--reveal). Keep it as carefully as the documents themselves.',
    coverage: 'Coverage',
    coverageWhole: 'Everything in {documents} documents was examined.',
    coveragePart: '{gaps} pieces in {documents} documents were not examined; they are listed with their documents.',
    filter: 'Show',
    search: 'search documents, places and grounds',
    nothingShown: 'Nothing matches the filter.',
    suppressedNote: 'Judged down',
    lexicons: 'lexicons',
    files: 'documents',
    preview: 'Preview: the text and where the findings stand',
    toPreview: 'to its place in the preview',
    previewCut: 'The document goes on; the preview ends here.',
    previewLeft: '{count} more pages with findings are not in the preview.',
    previewTooBig: 'The report is large already: no preview of this document.',
    category: 'category',
    any: 'all',
  },
  change: {
    nothing: 'Nothing was added or changed: there is nothing to examine.',
    hookWritten: 'Written: {file}. What is about to be committed is screened first.',
    waived: 'Added {fingerprint} to {file}.',
    waiversExpired: 'remark: {count} waivers are over and no longer hold: {list}',
    waiversUnused: 'remark: {count} waivers were not needed; what they accept was changed or is not among these documents: {list}',
  },
}
