import { docxParts } from '../../builders/docx.js'
import { zip } from '../../builders/zip.js'
import { row, type Case } from '../case.js'

const parts = docxParts({ body: ['关于开展农村公路养护检查的通知', '现将有关事项通知如下。'] })
const entries = Object.entries(parts).map(([name, data]) => ({ name, data, stored: true }))
const word = zip(entries)
/** A picture of one grey pixel. */
const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==', 'base64')

/** Documents that cannot be examined completely and so are never clear. */
export const coverageCases: readonly Case[] = [
  row('incomplete-docx-truncated', 'docx', 'A Word file of which the second half is gone.',
    word.subarray(0, Math.floor(word.length / 2)), { gaps: ['damaged'] }),
  row('incomplete-docx-picture', 'docx', 'A Word file with a picture that was not read.',
    zip([...entries, { name: 'word/media/image1.png', data: pixel, stored: true }]), { gaps: ['image-not-read'] }),
  row('incomplete-docx-encrypted-entry', 'docx', 'An entry of the package is encrypted.',
    zip([...entries, { name: 'word/extra.xml', data: '<a>1</a>', stored: true, encrypted: true }]), { gaps: ['encrypted'] }),
  row('incomplete-docx-unknown-part', 'docx', 'A package entry of an unknown kind.',
    zip([...entries, { name: 'word/vbaProject.bin', data: Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3, 4), stored: true }]),
    { gaps: ['part-not-supported'] }),
  row('incomplete-picture', 'png', 'A picture: its pixels are not read.', pixel, { gaps: ['image-not-read'] }),
  row('incomplete-renamed-picture', 'txt', 'A picture under the ending of a text.', pixel, { gaps: ['image-not-read'] }),
  row('incomplete-unknown-binary', 'dat', 'Bytes of no known format.',
    Uint8Array.from({ length: 512 }, (_, at) => (at * 197 + 31) % 256), { gaps: ['undecodable'] }),
  row('incomplete-pdf-damaged', 'pdf', 'A file that begins like a PDF and is none.', '%PDF-1.7\n%âãÏÓ\nnot a document\n', { gaps: ['damaged'] }),
  row('incomplete-office-2003', 'doc', 'The header of a compound file of old Office, and nothing after it.',
    Buffer.concat([Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), new Uint8Array(504)]), { gaps: ['damaged'] }),
  row('incomplete-html-inline-picture', 'html', 'A page with a picture inside it: a member that is not read.',
    `<!doctype html><meta charset="utf-8"><title>通知</title><p>通知如下。</p><img src="data:image/png;base64,${pixel.toString('base64')}">\n`),
]
