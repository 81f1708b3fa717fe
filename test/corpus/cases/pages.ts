import { residentId } from '../../builders/identities.js'
import { box, freeText, note, page, pdf, picture, redaction, spread, text } from '../../builders/pdf.js'
import { mark, row, type Case } from '../case.js'

const TITLE = text('关于开展农村公路养护检查的通知', { y: 700 })
const BODY = text('现将有关事项通知如下。', { y: 660, size: 12 })
const HEAD = { y: 780 }

/** PDF pages: Chinese fonts that are not embedded, text under boxes, annotations, scans. */
export const pageCases: readonly Case[] = [
  row('block-pdf-head', 'pdf', 'The mark stands at the head of page one, in a font that is not embedded.',
    pdf([page([text('机密★20年', HEAD), TITLE, BODY])]), { findings: [mark('机密★20年', { part: 'body', visibility: 'visible' })] }),
  row('block-pdf-gbk-font', 'pdf', 'The font has a GBK encoding, which many tools read as nothing.',
    pdf([page([text('秘密★10年', { ...HEAD, cmap: 'GBK-EUC-H' }), TITLE, BODY])]), { findings: [mark('秘密★10年')] }),
  row('block-pdf-glyph-by-glyph', 'pdf', 'Each glyph of the mark is a text object of its own.',
    pdf([page([spread('机密★20年', 18, HEAD), TITLE, BODY])]), { findings: [mark('机密★20年')] }),
  row('block-pdf-covered', 'pdf', 'A black box is painted over the mark, and the text is still there.',
    pdf([page([text('机密★20年', HEAD), box([50, 770, 200, 30]), TITLE, BODY])]), { findings: [mark('机密★20年', { visibility: 'covered' })] }),
  row('block-pdf-invisible', 'pdf', 'The mark is drawn in the invisible mode of a text layer.',
    pdf([page([text('机密★20年', { ...HEAD, mode: 3 }), TITLE, BODY])]), { findings: [mark('机密★20年', { visibility: 'hidden' })] }),
  row('block-pdf-off-page', 'pdf', 'The mark lies beyond the edge of the page.',
    pdf([page([text('机密★20年', { y: -300 }), TITLE, BODY])]), { findings: [mark('机密★20年', { visibility: 'hidden' })] }),
  row('block-pdf-layer-off', 'pdf', 'The mark lies on a layer that is switched off.',
    pdf([page([text('机密★20年', { ...HEAD, layer: 'off' }), TITLE, BODY])]), { findings: [mark('机密★20年', { visibility: 'hidden' })] }),
  row('block-pdf-annotation', 'pdf', 'A note on the page names the level.',
    pdf([page([TITLE, BODY], { annotations: [note('密级：机密', { author: '承办人' })] })]), { findings: [mark('机密', { part: 'annotation' })] }),
  row('block-pdf-free-text', 'pdf', 'The mark is typed over the page as free text.',
    pdf([page([TITLE, BODY], { annotations: [freeText('秘密★5年')] })]), { findings: [mark('秘密★5年', { part: 'annotation' })] }),
  row('block-pdf-title', 'pdf', 'The title property carries the mark of the draft it came from.',
    pdf([page([TITLE, BODY])], { info: { Title: '机密★10年' } }), { findings: [mark('机密★10年', { part: 'metadata' })] }),
  row('block-pdf-redaction-not-applied', 'pdf', 'The area is marked for redaction, but the redaction was not applied.',
    pdf([page([text('机密★20年', HEAD), TITLE, BODY], { annotations: [redaction([50, 770, 200, 30])] })]),
    { findings: [mark('机密★20年', { visibility: 'covered' })] }),
  row('review-pdf-resident-id', 'pdf', 'A resident ID number on the second page.',
    pdf([page([TITLE, BODY]), page([text(`身份证号：${residentId(4)}`)])]),
    { findings: [{ category: 'personal-information', severity: 'review', match: residentId(4) }] }),
  row('clear-pdf-notice', 'pdf', 'An ordinary notice.', pdf([page([TITLE, BODY])])),
  row('incomplete-pdf-scan', 'pdf', 'A page that is one picture.',
    pdf([page([picture([0, 0, 595, 842], 64, 64)])]), { gaps: ['page-without-text'] }),
  row('incomplete-pdf-picture', 'pdf', 'A page with text and a picture.',
    pdf([page([TITLE, BODY, picture([100, 100, 200, 200], 64, 64)])]), { gaps: ['image-not-read'] }),
  row('incomplete-pdf-password', 'pdf', 'The file wants a password.',
    pdf([page([text('机密★20年', HEAD), TITLE])], { encrypted: 'user' }), { gaps: ['encrypted'] }),
]
