import { deflateSync } from 'node:zlib'
import { createCanvas } from '@napi-rs/canvas'
import { emf, emfRecord, emfText, wmf, wmfRecord, wmfText } from '../../builders/metafile.js'
import { encode, toBmp, toTiff } from '../../builders/picture.js'
import { word16, word32 } from '../../builders/compound.js'
import { pngChunk } from '../payloads.js'
import { inserted, type Host, type Insertion } from './region.js'

/** Pictures. */
export function pictureHosts(): Host[] {
  const canvas = createCanvas(40, 40)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, 40, 40)
  context.fillStyle = '#000'
  context.fillRect(5, 5, 20, 3)
  const png = Buffer.from(encode(canvas))
  const jpeg = Buffer.from(encode(canvas, 'jpeg'))
  const webp = Buffer.from(encode(canvas, 'webp'))
  return [
    host('a.png', png, pngRegions(png)),
    host('a.jpg', jpeg, jpegRegions(jpeg)),
    host('a.webp', webp, riffRegions(webp)),
    host('a.gif', gif(), gifRegions(gif())),
    host('a.bmp', Buffer.from(toBmp(canvas)), bmpRegions(Buffer.from(toBmp(canvas)))),
    host('a.tif', toTiff([canvas]), tiffRegions(toTiff([canvas]))),
    host('a.emf', emf([emfText('正文', { x: 1, y: 9 })]), emfRegions()),
    host('a.wmf', wmf([wmfText(Buffer.from('text'), { x: 1, y: 9 })], { placeable: true }), wmfRegions()),
  ]
}

function host(name: string, bytes: Buffer, regions: Readonly<Record<string, Insertion>>): Host {
  return {
    name, bytes,
    regions: {
      'before the file': (payload) => Buffer.concat([payload, bytes]),
      'behind the end': (payload) => Buffer.concat([bytes, payload]),
      'behind zeros after the end': (payload) => Buffer.concat([bytes, Buffer.alloc(64), payload]),
      ...regions,
    },
  }
}

function pngRegions(png: Buffer): Record<string, Insertion> {
  const chunks: [string, (payload: Buffer) => Buffer][] = [
    ...['prVt', 'vpAg', 'iDOT', 'tEXt', 'iTXt', 'zTXt', 'iCCP', 'eXIf', 'tIME', 'sPLT', 'pCAL', 'sCAL', 'hIST', 'bKGD', 'gIFx', 'PLTE',
      'pHYs', 'fdAT', 'caBX', 'sTER', 'cHRM', 'acTL', 'tRNS', 'orNT', 'mkBF']
      .map((type): [string, (payload: Buffer) => Buffer] => [`in a chunk ${type}`, (payload) => pngChunk(type, payload)]),
    ['in a packed chunk prVt', (payload) => pngChunk('prVt', deflateSync(payload))],
    ['in a keyword of tEXt', (payload) => pngChunk('tEXt', Buffer.concat([payload, Buffer.from('\0a')]))],
    ['as text', (payload) => pngChunk('tEXt', Buffer.concat([Buffer.from('Comment\0'), payload]))],
    ['as packed text', (payload) => pngChunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(payload)]))],
    ['as international text',
      (payload) => pngChunk('iTXt', Buffer.concat([Buffer.from('Comment\0\0\0\0\0'), payload]))],
    ['as packed international text',
      (payload) => pngChunk('iTXt', Buffer.concat([Buffer.from('Comment\0\x01\0\0\0'), deflateSync(payload)]))],
    ['as digits of a raw profile', (payload) => pngChunk('zTXt', Buffer.concat([Buffer.from('Raw profile type exif\0\0'),
      deflateSync(Buffer.from(`\nexif\n      ${payload.length}\n${payload.toString('hex').replace(/.{72}/g, '$&\n')}\n`))]))],
    ['in a profile', (payload) => pngChunk('iCCP', Buffer.concat([Buffer.from('ICC\0\0'), deflateSync(payload)]))],
    ['in a tag of a profile', (payload) => pngChunk('iCCP', Buffer.concat([Buffer.from('ICC\0\0'), deflateSync(profile(payload))]))],
    ['behind the packed profile', (payload) => pngChunk('iCCP',
      Buffer.concat([Buffer.from('ICC\0\0'), deflateSync(profile(Buffer.alloc(0))), payload]))],
    ['in Exif', (payload) => pngChunk('eXIf', exif(payload))],
    ['behind the samples', (payload) => pngChunk('IDAT', payload)],
  ]
  const regions = Object.fromEntries(chunks.map(([where, make]): [string, Insertion] =>
    [where, (payload) => inserted(png, png.length - 12, make(payload))]))
  return {
    ...regions,
    'in the end chunk': (payload) => Buffer.concat([png.subarray(0, -12), pngChunk('IEND', payload)]),
    'before the end without a chunk': (payload) => inserted(png, png.length - 12, payload),
    'behind the header': (payload) => inserted(png, 33, pngChunk('prVt', payload)),
  }
}

function profile(payload: Buffer): Buffer {
  const head = Buffer.alloc(128)
  const table = Buffer.concat([Buffer.from([0, 0, 0, 1]), Buffer.from('desc'), be32(144), be32(payload.length)])
  head.writeUInt32BE(144 + payload.length, 0)
  head.write('acsp', 36)
  return Buffer.concat([head, table, payload])
}

function be32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** A directory with one maker note. */
function exif(payload: Buffer, tag = 0x927c, type = 7): Buffer {
  return Buffer.concat([Buffer.from('49492a0008000000', 'hex'), word16(1, tag, type), word32(payload.length, 26), word32(0),
    payload])
}

function jpegRegions(jpeg: Buffer): Record<string, Insertion> {
  const segment = (marker: number, data: Uint8Array): Buffer | undefined => {
    if (data.length > 65000) return undefined
    const head = Buffer.from([0xff, marker, 0, 0])
    head.writeUInt16BE(data.length + 2, 2)
    return Buffer.concat([head, data])
  }
  const put = (marker: number, before: string | Uint8Array = ''): Insertion => (payload) => {
    const made = segment(marker, Buffer.concat([Buffer.from(before as string), payload]))
    return made && inserted(jpeg, 2, made)
  }
  const regions: Record<string, Insertion> = { 'in a comment': put(0xfe) }
  for (let marker = 0xe0; marker <= 0xef; marker++) regions[`in APP${marker - 0xe0}`] = put(marker)
  const named: Readonly<Record<string, Insertion>> = {
    'in JFIF behind its fields': put(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    'in JFXX': put(0xe0, 'JFXX\0\x10'),
    'in Exif': (payload) => inserted(jpeg, 2, segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif(payload)]))!),
    'in a comment of Exif': (payload) => inserted(jpeg, 2,
      segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif(Buffer.concat([Buffer.from('UNICODE\0'), payload]), 0x9286)]))!),
    'behind the directories of Exif': (payload) => inserted(jpeg, 2,
      segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif(Buffer.alloc(4)), payload]))!),
    'in XMP': put(0xe1, 'http://ns.adobe.com/xap/1.0/\0'),
    'in extended XMP': put(0xe1, `http://ns.adobe.com/xmp/extension/\0${'0'.repeat(32)}\0\0\0\0\0\0\0\0`),
    'in ICC': put(0xe2, 'ICC_PROFILE\0\x01\x01'),
    'in a tag of ICC': (payload) => inserted(jpeg, 2,
      segment(0xe2, Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), profile(payload)]))!),
    'in MPF': put(0xe2, 'MPF\0'),
    'in FPXR': put(0xe2, 'FPXR\0'),
    'in Photoshop': put(0xed, 'Photoshop 3.0\0'),
    'in Photoshop resources': (payload) => inserted(jpeg, 2, segment(0xed, Buffer.concat([
      Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0', 'latin1'), be32(payload.length), payload]))!),
    'in Adobe': put(0xee, 'Adobe\0d\0\0\0\0\0'),
    'in Ducky': put(0xec, 'Ducky\0'),
    'in JUMBF': put(0xeb, 'JP'),
    'before the end': (payload) => inserted(jpeg, jpeg.length - 2, payload),
    'in a table of quantisation': put(0xdb),
    'in a reserved marker': put(0xf0),
  }
  return { ...regions, ...named }
}

function riffRegions(webp: Buffer): Record<string, Insertion> {
  const chunk = (type: string): Insertion => (payload) => {
    const head = Buffer.alloc(8)
    head.write(type)
    head.writeUInt32LE(payload.length, 4)
    const file = Buffer.concat([webp, head, payload, Buffer.alloc(payload.length & 1)])
    file.writeUInt32LE(file.length - 8, 4)
    return file
  }
  return Object.fromEntries(['EXIF', 'XMP ', 'ICCP', 'xxxx', 'ALPH', 'ANMF', 'ANIM'].map((type) => [`in a chunk ${type}`, chunk(type)]))
}

function gif(): Buffer {
  return Buffer.from('47494638396101000100800000ffffff0000002c00000000010001000002024401003b', 'hex')
}

function gifRegions(file: Buffer): Record<string, Insertion> {
  const blocks = (payload: Buffer): Buffer => Buffer.concat([
    ...Array.from({ length: Math.ceil(payload.length / 255) }, (_, at) => {
      const block = payload.subarray(255 * at, 255 * (at + 1))
      return Buffer.concat([Buffer.from([block.length]), block])
    }),
    Buffer.from([0]),
  ])
  const put = (head: string): Insertion => (payload) =>
    inserted(file, 19, Buffer.concat([Buffer.from(head, 'latin1'), blocks(payload)]))
  return {
    'in a comment': put('!\xfe'),
    'in an application block': put('!\xff\x0bABCDEFGH1.0'),
    'in an XMP block': (payload) => inserted(file, 19, Buffer.concat([Buffer.from('!\xff\x0bXMP DataXMP', 'latin1'), payload,
      Buffer.from([1, ...Array.from({ length: 256 }, (_, at) => 255 - at), 0])])),
    'in an ICC block': put('!\xff\x0bICCRGBG1012'),
    'in plain text': put('!\x01\x0c\0\0\0\0\x01\0\x01\0\x08\x08\0\x01'),
    'in an unknown block': put('!\xaa'),
    'in a control block': put('!\xf9'),
    'behind the samples': (payload) => inserted(file, file.length - 2, blocks(payload).subarray(0, -1)),
    'before the trailer': (payload) => inserted(file, file.length - 1, payload),
  }
}

function bmpRegions(bmp: Buffer): Record<string, Insertion> {
  return {
    'between the head and the samples': (payload) => {
      const file = inserted(bmp, 54, payload)
      file.writeUInt32LE(file.length, 2)
      file.writeUInt32LE(54 + payload.length, 10)
      return file
    },
    'behind the samples within the file': (payload) => {
      const file = Buffer.concat([bmp, payload])
      file.writeUInt32LE(file.length, 2)
      return file
    },
    'in a profile': (payload) => {
      const head = Buffer.alloc(124)
      bmp.copy(head, 0, 14, 54)
      head.writeUInt32LE(124, 0)
      head.writeUInt32LE(0x4d424544, 56)
      head.writeUInt32LE(124 + bmp.length - 54, 112)
      head.writeUInt32LE(payload.length, 116)
      const file = Buffer.concat([bmp.subarray(0, 14), head, bmp.subarray(54), payload])
      file.writeUInt32LE(file.length, 2)
      file.writeUInt32LE(138, 10)
      return file
    },
  }
}

function tiffRegions(tiff: Buffer): Record<string, Insertion> {
  const directory = tiff.readUInt32LE(4)
  const count = tiff.readUInt16LE(directory)
  const field = (tag: number, type: number): Insertion => (payload) => {
    const at = directory + 2 + 12 * count
    const entry = Buffer.concat([word16(tag, type), word32(payload.length, tiff.length + 12)])
    const file = Buffer.concat([inserted(tiff, at, entry), payload])
    file.writeUInt16LE(count + 1, directory)
    return file
  }
  const regions: Record<string, Insertion> = {
    'between the head and the samples': (payload) => {
      if (payload.length % 2 === 1) return undefined
      const file = inserted(tiff, 8, payload)
      file.writeUInt32LE(directory + payload.length, 4)
      const strip = directory + payload.length + 2 + 12 * 5 + 8
      file.writeUInt32LE(8 + payload.length, strip)
      return file
    },
  }
  for (const [tag, name] of Object.entries({ 270: 'ImageDescription', 315: 'Artist', 700: 'XMP', 33723: 'IPTC', 34377: 'Photoshop',
    34675: 'ICC', 37724: 'ImageSourceData', 40091: 'XPTitle', 50341: 'PrintIM', 65000: 'an unknown tag', 34665: 'ExifIFD', 42112: 'GDAL_METADATA' })) {
    regions[`in ${name}`] = field(Number(tag), 7)
  }
  return regions
}

function emfRegions(): Record<string, Insertion> {
  const put = (type: number, ...before: readonly Buffer[]): Insertion => (payload) =>
    emf([emfText('正文', { x: 1, y: 9 }), emfRecord(type, ...before, payload)])
  return {
    'in a comment': (payload) => emf([emfText('正文', { x: 1, y: 9 }), emfRecord(70, word32(payload.length), payload)]),
    'in a public comment': (payload) =>
      emf([emfText('正文', { x: 1, y: 9 }), emfRecord(70, word32(payload.length + 8), Buffer.from('GDIC'), word32(2), payload)]),
    'in an EMF+ comment': (payload) =>
      emf([emfText('正文', { x: 1, y: 9 }), emfRecord(70, word32(payload.length + 4), Buffer.from('EMF+'), payload)]),
    'in an unknown record': put(200),
    'in a record of GL': put(102),
    'behind the fields of a record': put(33),
    'in a record of a palette': put(49, word32(1)),
    'in a record of a driver': put(105),
    'in a named escape': put(110),
    'in a record of colours': put(121),
  }
}

function wmfRegions(): Record<string, Insertion> {
  const put = (type: number, ...before: readonly Buffer[]): Insertion => (payload) =>
    wmf([wmfText(Buffer.from('text'), { x: 1, y: 9 }), wmfRecord(type, ...before, payload)], { placeable: true })
  return {
    'in an escape comment': (payload) => wmf([wmfText(Buffer.from('text'), { x: 1, y: 9 }),
      wmfRecord(0x626, word16(15, payload.length), payload)], { placeable: true }),
    'in an unknown record': put(0x9999),
    'in a palette': put(0xf7),
    'behind the fields of a record': put(0x1e),
    'in a region': put(0x6ff),
  }
}
