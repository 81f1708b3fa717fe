import type { DocumentFormat } from '../../model/index.js'
import { isHeader } from '../containers/archives/tar.js'
import { formatOfExtension } from './endings.js'
import { compoundFormat } from './compound.js'
import { textFormat } from './text.js'
import { zipFormat } from './zip.js'

/**
 * The true format of bytes, by their content. The name decides only between formats that are plain text. Nothing is
 * inflated. Cost: the head, the tail and the directory are read, never all bytes.
 */
export function sniff(bytes: Uint8Array, name: string): DocumentFormat {
  if (bytes.length === 0) return 'empty'
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096))
  const magic = byMagic(head)
  if (magic === 'zip') return zipFormat(bytes)
  if (magic === 'cfb') return compoundFormat(bytes)
  if (magic) return magic
  if (hasLatePdfHeader(head) || lacksPdfHeader(head, bytes)) return 'pdf'
  const expected = formatOfExtension(name)
  const format = textFormat(bytes, expected)
  return format === 'unknown' && expected && BY_NAME.has(expected) ? expected : format
}

/** Formats without a signature that is known for all their versions. */
const BY_NAME: ReadonlySet<DocumentFormat> = new Set(['ceb', 'sep', 's72', 'caj'])

/** True for bytes of a known format other than plain text. */
export function isKnownFile(bytes: Uint8Array): boolean {
  return !/^(?:text|unknown|empty)$/.test(sniff(bytes, ''))
}

type Signature = readonly [format: DocumentFormat, hex: string, offset?: number]

/** Signatures at the start of files; `isConfirmed` checks the short ones that text could begin with. */
const SIGNATURES: readonly Signature[] = [
  ['pdf', '255044462d'],
  ['zip', '504b0304'],
  ['zip', '504b0506'],
  ['zip', '504b070850'],
  ['cfb', 'd0cf11e0a1b11ae1'],
  ['rtf', '7b5c7274'],
  ['7z', '377abcaf271c'],
  ['rar', '526172211a07'],
  ['gz', '1f8b08'],
  ['bz2', '425a68'],
  ['xz', 'fd377a585a00'],
  ['zst', '28b52ffd'],
  ['tar', '7573746172', 257],
  ['apple-double', '0005160700020000'],
  ['apple-double', '0005160000020000'],
  ['ds-store', '0000000142756431'],
  ['png', '89504e470d0a1a0a'],
  ['jpg', 'ffd8ff'],
  ['gif', '474946383961'],
  ['gif', '474946383761'],
  ['tiff', '49492a00'],
  ['tiff', '4d4d002a'],
  ['jb2', '974a42320d0a1a0a'],
  ['jp2', '0000000c6a502020'],
  ['jp2', 'ff4fff51'],
  ['psd', '38425053000100'],
  ['emf', '20454d46', 40],
  ['wmf', 'd7cdc69a'],
  ['wmf', '010009000003'],
  ['wmf', '020009000003'],
  ['wmf', '010009000001'],
  ['djvu', '41542654464f524d'],
  ['mp3', '494433'],
  ['ogg', '4f67675300'],
  ['flac', '664c614300'],
  ['matroska', '1a45dfa3'],
  ['asf', '3026b2758e66cf11'],
  ['flv', '464c5601'],
  ['sqlite', '53514c69746520666f726d6174203300'],
  ['elf', '7f454c46'],
  ['class', 'cafebabe00'],
  ['tnef', '789f3e22'],
  ['wordperfect', 'ff575043'],
  ['chm', '49545346030000'],
  ['ceb', '466f756e64657220434542'], // Founder CEB
  ['caj', '43414a00'],
  ['caj', '4b444820'],
  ['onenote', 'e4525c7b8cd8a74daeb15378d02996d3'], // [MS-ONESTORE] 2.3.1
  ['onenote', 'a12fff43d9ef764c9ee210ea5722765f'],
  ['access', '000100005374616e64617264204a6574204442'],
  ['access', '000100005374616e646172642041434520444200'],
  ['outlook-data', '2142444e'],
  ['dwg', '41433130'], // AC10 and two digits
  ['dxf', '4175746f4341442042696e61727920445846'], // AutoCAD Binary DXF
  ['cab', '4d53434600000000'],
  ['lz4', '04224d18'],
  ['xls', '0908'],
]

function byMagic(head: Buffer): DocumentFormat | undefined {
  const digits = head.toString('hex', 0, SIGNED_BYTES)
  for (const [format, hex, offset = 0] of SIGNATURES) {
    if (digits.startsWith(hex, 2 * offset) && isConfirmed(format, head)) return format
  }
  return byStructure(head)
}

/** No signature reaches further. */
const SIGNED_BYTES = 262

/** A second check for short signatures, with which text could begin too. */
function isConfirmed(format: DocumentFormat, head: Buffer): boolean {
  if (format === 'bz2') return head.subarray(4, 10).toString('hex') === '314159265359'
  if (format === 'mp3') return head.length > 9 && head[3]! < 5 && head[4] === 0
  if (format === 'dwg') return /^AC10\d\d\0/.test(head.toString('latin1', 0, 7))
  if (format === 'outlook-data') return head.toString('latin1', 8, 10) === 'SM'
  if (format === 'xls') return head[2] === 0x10 || head[2] === 0x08 || head[3] === 0
  return true
}

/** Formats that are recognised by two separate fields. */
function byStructure(head: Buffer): DocumentFormat | undefined {
  const tag = head.subarray(0, 4).toString('latin1')
  const kind = head.subarray(8, 12).toString('latin1')
  if (tag === 'RIFF') return ({ 'WEBP': 'webp', 'WAVE': 'wav', 'AVI ': 'avi' } as Record<string, DocumentFormat>)[kind]
  if (head.subarray(4, 8).toString('latin1') === 'ftyp') {
    return /^(heic|heix|heim|heis|hevc|hevx|mif1|mif2|msf1|miaf|avif|avis)$/.test(kind) ? 'heic' : 'mp4'
  }
  if (tag.startsWith('BM') && head.length > 18 && head.readUInt32LE(6) === 0 && head.readUInt32LE(14) < 256) {
    return 'bmp'
  }
  if (tag.startsWith('MZ') && head.length > 64 && head.includes(0)) return 'exe'
  if (head[0] === 0xff && (head[1]! & 0xe6) === 0xe2 && head[2] !== 0 && head.includes(0)) return 'mp3'
  return isHeader(head, 0) ? 'tar' : undefined
}

/** Readers accept a PDF header within the first kilobyte. A text that merely mentions one has no object after it. */
function hasLatePdfHeader(head: Buffer): boolean {
  const text = head.toString('latin1')
  const at = text.search(/%PDF-\d\.\d/)
  return at > 0 && at < 1024 && /[\r\n]\d+ \d+ obj/.test(text.slice(at))
}

/**
 * PDF readers repair a file without its header: an object near the start and `startxref` at the end suffice.
 */
function lacksPdfHeader(head: Buffer, bytes: Uint8Array): boolean {
  if (!/(^|[\r\n])\d+ \d+ obj\s*<</.test(head.toString('latin1', 0, 1024))) return false
  const tail = bytes.subarray(-1024)
  return Buffer.from(tail.buffer, tail.byteOffset, tail.length).includes('startxref')
}
