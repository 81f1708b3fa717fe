import { compound } from '../../builders/compound.js'
import { docxParts } from '../../builders/docx.js'
import { attachment, mail, multipart, part, word } from '../../builders/mail.js'
import { rar } from '../../builders/rar.js'
import { tar } from '../../builders/tar.js'
import { encode } from '../../builders/text.js'
import { zip, type ZipFile } from '../../builders/zip.js'
import { mark, officialDocument, row, type Case } from '../case.js'

/** Entries are stored, because deflate gives other bytes in other releases of Node. */
function stored(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  return zip(Object.entries(files).map(([name, data]): ZipFile => ({ name, data, stored: true })))
}

function wordFile(header?: string): Uint8Array {
  return stored(docxParts({ ...(header !== undefined && { header: [header] }), body: ['关于开展农村公路养护检查的通知', '现将有关事项通知如下。'] }))
}

const plain = { 'Content-Type': 'text/plain; charset=utf-8' }
const notice = part(plain, officialDocument())

/** Documents with members: archives and mail. The findings are the document's own, the verdict that of all members. */
export const containerCases: readonly Case[] = [
  row('clear-empty-file', 'txt', 'A file without a byte.', ''),
  row('clear-zip', 'zip', 'An archive of two documents without anything.', stored({ '通知/通知.txt': officialDocument(), '通知/附件.docx': wordFile() })),
  row('clear-mail', 'eml', 'A mail with a plain body and an attachment.',
    mail({ Subject: word(encode('公路养护检查通知', 'gb18030'), 'GB2312') }, multipart('B', [notice, attachment('filename=a.txt', officialDocument())]))),
  row('block-zip-attachment-in-attachment', 'zip', 'A Word file with a mark in its header, attached to a mail in an archive in an archive.',
    stored({ '内层.zip': stored({ '来信.eml': mail({ Subject: 'x' }, multipart('B', [notice, attachment('filename=a.docx', wordFile('机密★10年'))])) }) })),
  row('block-eml-attachment', 'eml', 'A mail whose attachment alone carries the mark.',
    mail({ Subject: 'x' }, multipart('B', [notice, attachment('filename=a.docx', wordFile('秘密★5年'))]))),
  row('block-msg-attachment', 'msg', 'An Outlook item whose attachment alone carries the mark.', compound({
    '__properties_version1.0': Buffer.alloc(32), '__substg1.0_0037001F': Buffer.from('检查通知', 'utf16le'),
    '__attach_version1.0_#00000000': {
      '__substg1.0_3707001F': Buffer.from('附件.docx', 'utf16le'), '__substg1.0_37010102': wordFile('机密★5年'),
    },
  })),
  row('block-eml-raw-gbk', 'eml', 'A mail in bytes of GBK that nothing declares.',
    Buffer.concat([Buffer.from('From: a@example.com\r\nDate: Thu, 12 Jun 2025 08:00:00 +0800\r\nSubject: '), encode('检查通知\r\n\r\n机密★10年\r\n', 'gb18030'),
      encode(officialDocument(), 'gb18030')]), { findings: [mark('机密★10年', { part: 'body', visibility: 'visible' })] }),
  row('block-eml-outside-parts', 'eml', 'A mark before the first part of a mail, where no mail program shows it.',
    mail({ Subject: 'x' }, multipart('B', [notice], { before: '绝密★启用前\r\n' })),
    { findings: [mark('绝密★启用前', { part: 'body', visibility: 'hidden' })] }),
  row('block-tar', 'tar', 'A tape archive whose file has a name in GBK and a mark.',
    tar([{ name: encode('通知.txt', 'gb18030'), data: `机密★5年\n${officialDocument()}` }])),
  row('block-rar', 'rar', 'A RAR archive whose file carries a mark.', rar({ '通知.txt': `机密★5年\n${officialDocument()}` })),
  row('incomplete-zip-encrypted', 'zip', 'An archive with an encrypted entry.',
    zip([{ name: '通知.txt', data: officialDocument(), stored: true }, { name: '附件.txt', data: 'x', stored: true, encrypted: true }]),
    { gaps: ['encrypted'] }),
  row('incomplete-eml-cut', 'eml', 'A mail that ends before its last part does.',
    mail({ Subject: 'x' }, multipart('B', [notice], { open: true })), { gaps: ['damaged'] }),
]
