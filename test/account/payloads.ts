import { crc32, deflateSync } from 'node:zlib'
import { docx, p } from '../builders/docx.js'
import { encode } from '../builders/text.js'
import { zip } from '../builders/zip.js'

/** What is put into a region of a file. */
export interface Payload {
  readonly name: string
  readonly bytes: Buffer
}

export const MARK = '机密★10年'

const NOTICE = `关于报送设备清单的函\n${MARK}\n请于月底前报送各单位的清单。\n`

/** Side lengths of the picture: the recogniser of these tests knows the picture by them. */
export const PICTURE_SIZE = { width: 48, height: 37 } as const

/** Payloads that are files, and so recognised wherever they stand. */
const FILES: readonly Payload[] = [
  { name: 'picture', bytes: picture() },
  { name: 'zip', bytes: Buffer.from(zip({ 'a.txt': NOTICE })) },
  { name: 'docx', bytes: Buffer.from(docx({ body: [p(MARK)] })) },
]

const TEXTS: readonly Payload[] = [
  { name: 'line', bytes: Buffer.from(MARK) },
  { name: 'UTF-8', bytes: Buffer.from(NOTICE) },
  { name: 'GBK', bytes: encode(NOTICE, 'gb18030') },
  { name: 'UTF-16', bytes: Buffer.from(`\ufeff${NOTICE}`, 'utf16le') },
]

export const PAYLOADS: readonly Payload[] = [...TEXTS, ...FILES]

/** A grey PNG with stripes: pictures of one colour are not looked at. */
function picture(): Buffer {
  const { width, height } = PICTURE_SIZE
  const rows = Buffer.alloc((width + 1) * height)
  for (let at = 0; at < rows.length; at++) if (at % (width + 1) > 0) rows[at] = (at * 37) % 251
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'), pngChunk('IHDR', header), pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND'),
  ])
}

export function pngChunk(type: string, data: Uint8Array = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
