import { inflateSync } from 'node:zlib'
import { readExif } from './exif.js'
import { behind, NOTHING, type PictureExtras } from './extras.js'

/** A chunk or profile that inflates to more is left as it is. */
const MOST_INFLATED = 1 << 24

/** Chunks of the PNG specification (third edition, 11) and registered ones that hold samples, colours and measures. */
const CHUNKS = new Set([
  'IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'cHRM', 'gAMA', 'sBIT', 'sRGB', 'cICP', 'mDCV', 'cLLI', 'tEXt', 'bKGD',
  'hIST', 'pHYs', 'sPLT', 'tIME', 'acTL', 'fcTL', 'fdAT', 'oFFs', 'pCAL', 'sCAL', 'gIFg', 'gIFx', 'sTER',
])

/** Walks the chunks of a PNG file (PNG, 5.3) to its end. */
export function pngExtras(bytes: Buffer): PictureExtras {
  const texts: string[] = []
  const thumbnails: Buffer[] = []
  const regions: Buffer[] = []
  const unpacked: Buffer[] = []
  const remains: Buffer[] = []
  let at = 8
  let ended = false
  while (!ended && at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const data = bytes.subarray(at + 8, at + 8 + length)
    if (type === 'eXIf') {
      const exif = readExif(data)
      texts.push(...exif.texts)
      thumbnails.push(...exif.thumbnails)
      regions.push(exif.rest)
    } else if (CHUNKS.has(type)) regions.push(data)
    else if (type === 'zTXt' || type === 'iTXt') {
      regions.push(data)
      const text = packedText(data, type)
      if (text) texts.push(text.toString(type === 'iTXt' ? 'utf8' : 'latin1'))
      if (text) unpacked.push(text) // many programs write other encodings than the one of the specification
      else if (isPacked(data, type)) remains.push(data)
    } else if (type === 'iCCP') {
      const profile = profileOf(data)
      regions.push(data)
      if (profile && isProfile(profile)) unpacked.push(profile)
      else remains.push(profile ?? data)
    } else if (data.length > 0) remains.push(inflated(data) ?? data)
    at += 12 + length
    ended = type === 'IEND'
  }
  if (ended) remains.push(...behind(bytes, at))
  else at = bytes.length
  return { ...NOTHING, texts: texts.filter((text) => text !== ''), thumbnails, regions, unpacked, remains, end: at }
}

/** Keyword, then text: packed in zTXt, packed or not in iTXt (11.3.3). A sweep of the file finds what is not packed. */
function packedText(data: Buffer, type: 'zTXt' | 'iTXt'): Buffer | undefined {
  const keywordEnd = data.indexOf(0)
  if (keywordEnd < 0) return undefined
  if (type === 'zTXt') return inflated(data.subarray(keywordEnd + 2))
  if (data[keywordEnd + 1] !== 1) return undefined
  const languageEnd = data.indexOf(0, keywordEnd + 3)
  const start = data.indexOf(0, languageEnd + 1) + 1
  return languageEnd > 0 && start > 0 ? inflated(data.subarray(start)) : undefined
}

/** True for a text that is packed, whether or not it can be unpacked. */
function isPacked(data: Buffer, type: 'zTXt' | 'iTXt'): boolean {
  return type === 'zTXt' || data[data.indexOf(0) + 1] === 1
}

/** A name, a method, the packed profile (11.3.2.3). */
function profileOf(data: Buffer): Buffer | undefined {
  return inflated(data.subarray(data.indexOf(0) + 2))
}

/** A colour profile has its size at its head and `acsp` at 36 (ICC.1, 7.2); what has not is something else. */
function isProfile(profile: Buffer): boolean {
  return profile.length >= 128 && profile.readUInt32BE(0) === profile.length
    && profile.toString('latin1', 36, 40) === 'acsp'
}

function inflated(bytes: Buffer): Buffer | undefined {
  try {
    return inflateSync(bytes, { maxOutputLength: MOST_INFLATED })
  } catch {
    return undefined
  }
}
