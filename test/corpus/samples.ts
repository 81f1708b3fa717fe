import { resolve } from 'node:path'
import { docx, p } from '../builders/docx.js'
import { page, pdf, text } from '../builders/pdf.js'
import { drawText, encode } from '../builders/picture.js'
import { pack } from '../builders/seven-zip.js'

/** The folder they are shipped in. */
export const SAMPLES = resolve(import.meta.dirname, '../../data/samples')

const MARK = '机密★20年'

/** The documents that `screen doctor` screens to check the readers on a machine, by name. Each has the same mark. */
export async function samples(): Promise<Readonly<Record<string, Uint8Array>>> {
  const letter = docx({ header: [p(MARK)], body: [p('关于印发方案的通知')] })
  return {
    'letter.docx': letter,
    'predefined-cmap.pdf': pdf([page([text(MARK, { cmap: 'GBK-EUC-H' })])]),
    'scan.png': encode(drawText([{ text: MARK, size: 44, x: 60, y: 100 }], { width: 480, height: 160 })),
    'packed.7z': await pack('7z', { 'letter.docx': letter }),
  }
}
