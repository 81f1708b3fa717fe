import type { LayoutMessages } from './layout-catalogue.js'

/** The layout of a document in English. */
export const layoutEn: LayoutMessages = {
  disclosures: {
    'public': 'published', 'on-request': 'on request', 'abridged': 'published in part', 'not-public': 'not published',
  },
  layoutForms: {
    document: 'official document', letter: 'official letter', order: 'order', minutes: 'minutes', telegram: 'telegram',
  },
  regions: {
    'head': 'head', 'title': 'title', 'addressee': 'addressee', 'attachment-note': 'list of attachments',
    'signature': 'issuer and date', 'annotation': 'annotation', 'imprint': 'imprint', 'annex': 'annex', 'table': 'table',
    'list': 'list item', 'quotation': 'quotation', 'cited-title': 'title of another document',
  },
  documentFacts: {
    form: 'form', copyNumber: 'copy number', urgency: 'urgency', organ: 'issuing organ', number: 'document number',
    signers: 'signed off by', title: 'title', addressee: 'addressee', issued: 'date of issue',
    disclosure: 'disclosure attribute', copiedTo: 'copied to', printedBy: 'printed by', printed: 'date of printing',
  },
  layout: { file: 'file', none: 'no elements of an official document', region: 'stands in', text: 'text' },
}
