import { deflateSync } from 'node:zlib'
import { portables } from '../../fuzz/fixtures.js'
import { stream } from '../../builders/pdf.js'
import { inserted, offsetOf, type Host, type Insertion } from './region.js'

/** PDF. */
export function pdfHosts(): Host[] {
  return portables().map(({ name, bytes }) => {
    const firstObject = offsetOf(bytes, '\n1 0 obj') + 1
    const between = offsetOf(bytes, 'endobj\n', 'behind')
    const xref = offsetOf(bytes, '\nxref') + 1
    const trailer = offsetOf(bytes, '\ntrailer') + 1
    const startxref = offsetOf(bytes, '\nstartxref') + 1
    const text = (before: string, payload: Uint8Array, after: string): Buffer =>
      Buffer.concat([Buffer.from(before, 'latin1'), payload, Buffer.from(after, 'latin1')])
    const at = (offset: number, make: (payload: Buffer) => Uint8Array | undefined): Insertion => (payload) => {
      const made = make(payload)
      return made && moved(bytes, offset, made)
    }
    const regions: Record<string, Insertion> = {
      'before the header': at(0, (payload) => payload),
      'behind the header': at(firstObject, (payload) => text('', payload, '\n')),
      'between objects': at(between, (payload) => text('', payload, '\n')),
      'before the cross-references': at(xref, (payload) => text('', payload, '\n')),
      'before the trailer': at(trailer, (payload) => text('', payload, '\n')),
      'behind the trailer': at(startxref, (payload) => text('', payload, '\n')),
      'behind the end mark': at(bytes.length, (payload) => payload),
      'behind zeros after the end mark': at(bytes.length, (payload) => Buffer.concat([Buffer.alloc(64), payload])),
      'between two revisions': (payload) => Buffer.concat([bytes, payload, Buffer.from('\n'), revision(bytes)]),
      'behind a second revision': (payload) => Buffer.concat([bytes, revision(bytes), payload]),
    }
    const lines: Readonly<Record<string, (payload: Buffer) => Uint8Array | undefined>> = {
      'in a comment': (payload) => (payload.includes(10) || payload.includes(13) ? undefined : text('%', payload, '\n')),
      'in a comment as base64': (payload) => text('%', Buffer.from(payload.toString('base64')), '\n'),
      'in comments as lines of base64': (payload) =>
        Buffer.from(payload.toString('base64').replace(/.{60}|.+$/g, '% $&\n')),
      'in comments as lines of digits': (payload) => Buffer.from(payload.toString('hex').replace(/.{60}|.+$/g, '% $&\n')),
      ...objects(),
    }
    for (const [where, make] of Object.entries(lines)) regions[where] = at(between, make)
    for (const [where, make] of Object.entries(streams())) {
      regions[where] = at(between, (payload) => Buffer.from(`900 0 obj\n${make(payload)}\nendobj\n`, 'latin1'))
    }
    regions['between the end of a stream and its mark'] = at(between, (payload) => text(
      '900 0 obj\n<< /Length 4 >>\nstream\nq Q\n', payload, '\nendstream\nendobj\n'))
    regions['between a stream and the end of its object'] = at(between, (payload) => text(
      '900 0 obj\n<< /Length 4 >>\nstream\nq Q\n\nendstream\n', payload, '\nendobj\n'))
    regions['in a content stream after its operators'] = at(between, (payload) => text(
      `900 0 obj\n<< /Length ${4 + payload.length} >>\nstream\nq Q\n`, payload, '\nendstream\nendobj\n'))
    regions['in an inline image'] = at(between, (payload) => text(
      `900 0 obj\n<< /Length ${payload.length + 42} >>\nstream\nq BI /W 9 /H 9 /BPC 8 /CS /G ID `, payload, '\nEI Q\nendstream\nendobj\n'))
    return { name, bytes, regions }
  })
}

/** Values of objects that nothing refers to. */
function objects(): Record<string, (payload: Buffer) => Uint8Array | undefined> {
  const object = (value: string): Buffer => Buffer.from(`901 0 obj\n${value}\nendobj\n`, 'latin1')
  const plain = (payload: Buffer): string => `(${payload.toString('latin1').replace(/[\\()\r\n]/g, (sign) =>
    `\\${sign === '\r' ? 'r' : sign === '\n' ? 'n' : sign}`)})`
  const name = (payload: Buffer): string => `/${payload.toString('hex').replace(/../g, '#$&')}`
  const hex = (payload: Buffer): string => `<${payload.toString('hex')}>`
  const values: Record<string, (payload: Buffer) => string | undefined> = {
    'in a string': plain,
    'in a hexadecimal string': hex,
    'in a string in pieces': (payload) => `[${payload.toString('hex').replace(/.{1,40}/g, '<$&>')}]`,
    'in a string under an unknown key': (payload) => `<< /Key ${plain(payload)} >>`,
    'in a string of an identifier': (payload) => `<< /ID [${hex(payload)} ${hex(payload)}] >>`,
    'in a string of a font': (payload) => `<< /Type /FontDescriptor /FontFamily ${hex(payload)} >>`,
    'in a string of the language': (payload) => `<< /Lang ${hex(payload)} >>`,
    'in the contents of a signature': (payload) => `<< /Type /Sig /Contents ${hex(payload)} /ByteRange [0 1 2 3] >>`,
    'in the palette of a colour space': (payload) => `[/Indexed /DeviceRGB 255 ${hex(payload)}]`,
    'in a name': (payload) => (payload.length > 120 ? undefined : name(payload)),
    'in a key': (payload) => (payload.length > 120 ? undefined : `<< ${name(payload)} 1 >>`),
  }
  return Object.fromEntries(Object.entries(values).map(([where, make]) => [
    where,
    (payload) => {
      const value = make(payload)
      return value === undefined ? undefined : object(value)
    },
  ]))
}

/** Objects with a stream that nothing refers to, or that a known key leads to. */
function streams(): Record<string, (payload: Buffer) => string> {
  const made: Record<string, (payload: Buffer) => string> = {
    'in a packed stream': (payload) => stream('/Filter /FlateDecode', deflateSync(payload)),
    'in a stream of digits': (payload) => stream('/Filter /ASCIIHexDecode', `${payload.toString('hex')}>`),
    'in a stream of ASCII85': (payload) => stream('/Filter /ASCII85Decode', `${ascii85(payload)}~>`),
    'in a stream of two filters': (payload) =>
      stream('/Filter [/ASCIIHexDecode /FlateDecode]', `${deflateSync(payload).toString('hex')}>`),
    'in a stream of an unknown filter': (payload) => stream('/Filter /Unknown', payload),
    'in a stream of a predictor': (payload) =>
      stream('/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 4 >>', deflateSync(payload)),
    'in an external stream': (payload) => stream('/F (a.txt)', payload),
    'in an object stream': (payload) => {
      const value = `<${payload.toString('hex')}>`
      return stream(`/Type /ObjStm /N 1 /First 6`, `902 0 ${value}`)
    },
    'behind the objects of an object stream': (payload) =>
      stream(`/Type /ObjStm /N 1 /First 6`, Buffer.concat([Buffer.from('902 0 null\n'), payload])),
  }
  for (const entries of ENTRIES) made[`in a stream with ${entries || 'no entry'}`] = (payload) => stream(entries, payload)
  return made
}

const ENTRIES = ['', '/Type /EmbeddedFile', '/Type /XObject /Subtype /Form /BBox [0 0 9 9]',
  '/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace /DeviceGray',
  '/Type /XObject /Subtype /Image /Width 8 /Height 8 /Filter /DCTDecode', '/Type /Metadata /Subtype /XML', '/Length1 9', '/Length1 9 /Length2 9 /Length3 0',
  '/Subtype /Type1C', '/Subtype /CIDFontType0C', '/Subtype /OpenType', '/N 3 /Alternate /DeviceRGB', '/N 3', '/Type /XRef /Size 1 /W [1 1 1]',
  '/Type /ObjStm /N 0 /First 0', '/Type /CMap /CMapName /A', '/CMapName /A', '/FunctionType 4 /Domain [0 1] /Range [0 1]', '/FunctionType 0 /Size [1]',
  '/ShadingType 4', '/HalftoneType 6', '/Type /Sound /R 8000', '/Type /3D /Subtype /U3D', '/S 1 /T 2', '/PatternType 1', '/Type /Unknown',
  '/Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8', '/Type /Pattern /PatternType 1 /BBox [0 0 9 9]',
  '/Subtype /XML', '/Type /Filespec', '/Subtype /application#2Fpdf', '/Type /SigFieldLock']

function ascii85(bytes: Buffer): string {
  let out = ''
  for (let at = 0; at < bytes.length; at += 4) {
    const count = Math.min(4, bytes.length - at)
    const padded = Buffer.alloc(4)
    bytes.copy(padded, 0, at, at + count)
    let word = padded.readUInt32BE()
    let digits = ''
    for (let digit = 0; digit < 5; digit++) {
      digits = String.fromCharCode(33 + (word % 85)) + digits
      word = Math.floor(word / 85)
    }
    out += count === 4 && digits === '!!!!!' ? 'z' : digits.slice(0, count + 1)
  }
  return out
}

/** The file with bytes put in, and offsets of its cross-references put right. */
function moved(bytes: Buffer, at: number, made: Uint8Array): Buffer {
  const shift = (offset: number): number => (offset >= at ? offset + made.length : offset)
  const xref = offsetOf(bytes, '\nxref') + 1
  const head = bytes.subarray(0, xref)
  const tail = bytes.toString('latin1', xref)
    .replace(/^(\d{10}) (\d{5}) n/gm, (_all, offset: string, rest: string) =>
      `${String(shift(Number(offset))).padStart(10, '0')} ${rest} n`)
    .replace(/startxref\n(\d+)/, (_all, offset: string) => `startxref\n${at === xref ? Number(offset) + made.length : shift(Number(offset))}`)
  const whole = Buffer.concat([head, Buffer.from(tail, 'latin1')])
  return inserted(whole, at < xref ? at : at + whole.length - bytes.length, made)
}

/** An update that defines one object more. */
function revision(bytes: Buffer): Buffer {
  const before = /startxref\n(\d+)/.exec(bytes.toString('latin1'))![1]!
  const root = /\/Root (\d+) 0 R/.exec(bytes.toString('latin1'))![1]!
  return Buffer.from(`903 0 obj\nnull\nendobj\nxref\n0 0\ntrailer\n<< /Size 904 /Root ${root} 0 R /Prev ${before} >>\n`
    + `startxref\n${before}\n%%EOF\n`)
}
