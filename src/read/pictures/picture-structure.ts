import { inflateSync } from 'node:zlib'
import { boxesIn } from './decoders/boxes.js'

/** What a picture file holds besides the picture. */
export interface PictureExtras {
  /** Properties that say something: packed text, the place where a photo was taken. */
  readonly texts: readonly string[]
  /** XMP packets, which may hold pictures in base64; their texts are found by a sweep of the file. */
  readonly xmp: readonly string[]
  /** Smaller pictures of the same motif; an editor may have left an earlier version there. */
  readonly thumbnails: readonly Buffer[]
  /** Bytes behind the end of the picture, and chunks of no known kind: each may be a file of its own. */
  readonly remains: readonly Buffer[]
}

const NOTHING: PictureExtras = { texts: [], xmp: [], thumbnails: [], remains: [] }
/** A chunk or profile that inflates to more is left as it is. */
const MOST_INFLATED = 1 << 24

/**
 * Walks the structure of a PNG, JPEG, GIF, BMP or WebP file to its end, so that nothing in it goes unseen. Other
 * formats have no extras. Cost: linear.
 */
export function pictureExtras(file: Uint8Array): PictureExtras {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  if (bytes.subarray(0, 8).toString('hex') === '89504e470d0a1a0a') return pngExtras(bytes)
  if (bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8) return jpegExtras(bytes)
  const head = bytes.toString('latin1', 0, 4)
  if (head === 'RIFF' && bytes.length >= 12) {
    const size = bytes.readUInt32LE(4)
    return behind(bytes, 8 + size + (size & 1))
  }
  if (head.startsWith('BM') && bytes.length >= 14) return behind(bytes, bytes.readUInt32LE(2))
  if (head === 'GIF8') return behind(bytes, gifEnd(bytes))
  if (/^(ftyp|jP {2})$/.test(bytes.toString('latin1', 4, 8))) return behind(bytes, boxesIn(bytes, 0, bytes.length).rest)
  return NOTHING
}

/** The bytes from `end` on, unless they are zeros. */
function behind(bytes: Buffer, end: number): PictureExtras {
  const rest = end >= 14 && end < bytes.length ? bytes.subarray(end) : Buffer.alloc(0)
  return rest.some((byte) => byte !== 0) ? { ...NOTHING, remains: [rest] } : NOTHING
}

/** Chunks of the PNG specification (third edition, 11) and registered ones that hold samples, colours and measures. */
const PNG_CHUNKS = new Set([
  'IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'cHRM', 'gAMA', 'sBIT', 'sRGB', 'cICP', 'mDCV', 'cLLI', 'tEXt', 'bKGD',
  'hIST', 'pHYs', 'sPLT', 'tIME', 'acTL', 'fcTL', 'fdAT', 'oFFs', 'pCAL', 'sCAL', 'gIFg', 'gIFx', 'sTER',
])

function pngExtras(bytes: Buffer): PictureExtras {
  const texts: string[] = []
  const thumbnails: Buffer[] = []
  const remains: Buffer[] = []
  let at = 8
  let ended = false
  while (!ended && at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const data = bytes.subarray(at + 8, at + 8 + length)
    if (type === 'zTXt' || type === 'iTXt') texts.push(pngText(data, type))
    else if (type === 'iCCP') remains.push(...profileRemains(data))
    else if (type === 'eXIf') addExif(data, texts, thumbnails)
    else if (!PNG_CHUNKS.has(type) && data.length > 0) remains.push(inflated(data) ?? data)
    at += 12 + length
    ended = type === 'IEND'
  }
  if (ended) remains.push(...behind(bytes, at).remains)
  return { texts: texts.filter((text) => text !== ''), xmp: [], thumbnails, remains }
}

/** Keyword, then text: packed in zTXt, packed or not in iTXt (11.3.3). A sweep of the file finds what is not packed. */
function pngText(data: Buffer, type: 'zTXt' | 'iTXt'): string {
  const keywordEnd = data.indexOf(0)
  if (keywordEnd < 0) return ''
  if (type === 'zTXt') return inflated(data.subarray(keywordEnd + 2))?.toString('latin1') ?? ''
  if (data[keywordEnd + 1] !== 1) return ''
  const languageEnd = data.indexOf(0, keywordEnd + 3)
  const start = data.indexOf(0, languageEnd + 1) + 1
  return languageEnd > 0 && start > 0 ? inflated(data.subarray(start))?.toString('utf8') ?? '' : ''
}

/** A colour profile has its size at its head and `acsp` at 36 (ICC.1, 7.2); what has not is something else. */
function profileRemains(data: Buffer): Buffer[] {
  const profile = inflated(data.subarray(data.indexOf(0) + 2))
  if (!profile) return [data]
  const isProfile = profile.length >= 128 && profile.readUInt32BE(0) === profile.length
    && profile.toString('latin1', 36, 40) === 'acsp'
  return isProfile ? [] : [profile]
}

function inflated(bytes: Buffer): Buffer | undefined {
  try {
    return inflateSync(bytes, { maxOutputLength: MOST_INFLATED })
  } catch {
    return undefined
  }
}

const [EOI, SOS, APP1] = [0xd9, 0xda, 0xe1]

/** Segments to the end of the image (ITU-T T.81, B.1), with the Exif data and extended XMP in them. */
function jpegExtras(bytes: Buffer): PictureExtras {
  const texts: string[] = []
  const thumbnails: Buffer[] = []
  const packets: Buffer[] = []
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) {
      at = nextMarker(bytes, at)
      continue
    }
    const marker = bytes[at + 1]!
    if (marker === EOI) return { texts, xmp: xmpOf(packets), thumbnails, remains: behind(bytes, at + 2).remains }
    if (marker === 0xff || marker === 0 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += marker === 0xff ? 1 : 2
      continue
    }
    const data = bytes.subarray(at + 4, at + 2 + bytes.readUInt16BE(at + 2))
    if (marker === APP1 && data.toString('latin1', 0, 6) === 'Exif\0\0') addExif(data.subarray(6), texts, thumbnails)
    else if (marker === APP1) packets.push(data)
    at += 2 + bytes.readUInt16BE(at + 2)
    if (marker === SOS) at = nextMarker(bytes, at)
  }
  return { texts, xmp: xmpOf(packets), thumbnails, remains: [] }
}

/** Name of extended XMP (XMP specification part 3, 1.1.3.1); a digest, the whole length and an offset follow it. */
const EXTENSION = 'http://ns.adobe.com/xmp/extension/\0'

/** The main packet, and the extension put together from its segments. */
function xmpOf(packets: readonly Buffer[]): string[] {
  const isExtension = (data: Buffer): boolean => data.toString('latin1', 0, EXTENSION.length) === EXTENSION
  const extended = packets.filter(isExtension).map((data) => data.subarray(EXTENSION.length + 40))
  return [...packets.filter((data) => !isExtension(data)), Buffer.concat(extended)]
    .filter(({ length }) => length > 0).map((data) => data.toString('latin1'))
}

/** The next marker in coded data: zeros after 0xff are stuffing, restarts belong to it. */
function nextMarker(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const marker = bytes[at + 1]!
    if (marker !== 0 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd7)) return at
  }
  return bytes.length
}

/** Reads Exif data (CIPA DC-008, 4.6): the thumbnail in the second directory, the position in the GPS directory. */
function addExif(tiff: Buffer, texts: string[], thumbnails: Buffer[]): void {
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const u16 = (at: number): number => {
    if (at + 2 > tiff.length) return 0
    return little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at)
  }
  const u32 = (at: number): number => {
    if (at + 4 > tiff.length) return 0
    return little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at)
  }
  const directory = (start: number): { tags: Map<number, number>; next: number } => {
    const count = start > 0 ? Math.min(u16(start), 1000) : 0
    const tags = new Map<number, number>()
    for (let entry = 0; entry < count; entry++) tags.set(u16(start + 2 + 12 * entry), start + 2 + 12 * entry)
    return { tags, next: start > 0 ? u32(start + 2 + 12 * count) : 0 }
  }
  const first = directory(u32(4))
  const second = directory(first.next).tags
  const [offset, length] = [0x201, 0x202].map((tag) => (second.has(tag) ? u32(second.get(tag)! + 8) : 0))
  if (offset! > 0 && length! > 0) thumbnails.push(tiff.subarray(offset, offset! + length!))
  const gps = first.tags.has(0x8825) ? directory(u32(first.tags.get(0x8825)! + 8)).tags : new Map<number, number>()
  const angle = (tag: number): number | undefined => {
    if (!gps.has(tag)) return undefined
    const at = u32(gps.get(tag)! + 8)
    const [degrees, minutes, seconds] = [0, 8, 16].map((by) => u32(at + by) / (u32(at + by + 4) || 1))
    return degrees! + minutes! / 60 + seconds! / 3600
  }
  const [latitude, longitude] = [angle(2), angle(4)]
  if (latitude === undefined || longitude === undefined) return
  const letter = (tag: number): string => (gps.has(tag) ? String.fromCharCode(tiff[gps.get(tag)! + 8] ?? 0) : '')
  const [south, west] = [letter(1) === 'S', letter(3) === 'W']
  texts.push(`GPS 坐标：${south ? '南' : '北'}纬${latitude.toFixed(6)}°，${west ? '西' : '东'}经${longitude.toFixed(6)}°`)
}

/** Behind the trailer of a GIF (GIF89a, 27): blocks are skipped by their sizes. */
function gifEnd(bytes: Buffer): number {
  const tableSize = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 << ((flags & 7) + 1))
  let at = 13 + tableSize(bytes[10] ?? 0)
  const skipBlocks = (): void => {
    while (at < bytes.length && bytes[at] !== 0) at += 1 + bytes[at]!
    at++
  }
  while (at < bytes.length && bytes[at] !== 0x3b) {
    if (bytes[at] === 0x21) at += 2
    else if (bytes[at] === 0x2c) at += 11 + tableSize(bytes[at + 9] ?? 0)
    else return bytes.length
    skipBlocks()
  }
  return at + 1
}
