import type { OutputMessages } from './output-catalogue.js'

/** The text of the CSV and HTML reports in English. */
export const outputEn: OutputMessages = {
  columns: {
    document: 'document', verdict: 'verdict', kind: 'kind', severity: 'severity', title: 'what', level: 'level',
    match: 'match', place: 'place', visibility: 'visibility', category: 'category', basis: 'basis',
    disposition: 'action', reasons: 'reasons', waiver: 'waiver', rule: 'rule', fingerprint: 'fingerprint',
    sha256: 'SHA-256', finding: 'finding', gap: 'not examined', waived: 'waived',
  },
  page: {
    title: 'Secrecy screening report',
    masked: 'Values are masked, and the report contains no sentences of the documents.',
    revealed: 'This report shows content unmasked (--reveal). Protect it like the documents themselves.',
    coverage: 'Coverage',
    coverageWhole: 'Everything in {documents} documents was examined.',
    coveragePart: '{gaps} pieces of {documents} documents were not examined; they are listed below their documents.',
    filter: 'Show',
    search: 'search documents, places and legal basis',
    nothingShown: 'Nothing matches the filter.',
    suppressedNote: 'Suppressed',
    lexicons: 'lexicons',
    files: 'documents',
    preview: 'Preview: the text, with the findings marked',
    toPreview: 'show in preview',
    previewCut: 'The preview ends here; the document continues.',
    previewLeft: '{count} more pages with findings are not in the preview.',
    previewTooBig: 'No preview of this document, because the report is already large.',
    category: 'category',
    any: 'all',
  },
}
