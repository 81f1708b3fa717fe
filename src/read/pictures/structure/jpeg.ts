import { readExif } from './exif.js'
import { behind, NOTHING, type PictureExtras } from './extras.js'
import { photoshopResources } from './photoshop.js'

const [EOI, SOS, APP1, APP13] = [0xd9, 0xda, 0xe1, 0xed]
const EXIF = 'Exif\0\0'
const PHOTOSHOP = 'Photoshop 3.0\0'

/** Walks the segments of a JPEG file to the end of its image (ITU-T T.81, B.1), with Exif data and extended XMP. */
export function jpegExtras(bytes: Buffer): PictureExtras {
  const texts: string[] = []
  const thumbnails: Buffer[] = []
  const packets: Buffer[] = []
  const regions: Buffer[] = []
  const add = (marker: number, data: Buffer): void => {
    if (marker === APP1 && data.toString('latin1', 0, EXIF.length) === EXIF) {
      const exif = readExif(data.subarray(EXIF.length))
      texts.push(...exif.texts)
      thumbnails.push(...exif.thumbnails)
      regions.push(exif.rest)
    } else if (marker === APP13 && data.toString('latin1', 0, PHOTOSHOP.length) === PHOTOSHOP) {
      regions.push(...photoshopResources(data.subarray(PHOTOSHOP.length)))
    } else {
      if (marker === APP1) packets.push(data)
      regions.push(data)
    }
  }
  let remains: Buffer[] = []
  let ended = bytes.length
  let at = 2
  while (at + 2 <= bytes.length) {
    const next = bytes[at] === 0xff ? at : nextMarker(bytes, at)
    if (next > at) regions.push(bytes.subarray(at, next))
    const marker = bytes[next + 1] ?? EOI
    if (marker === EOI) {
      ended = next + 2
      remains = behind(bytes, ended)
      break
    }
    at = next
    if (marker === 0xff || marker === 0 || (marker >= 0xd0 && marker <= 0xd8)) at += marker === 0xff ? 1 : 2
    else {
      const end = at + 4 <= bytes.length ? at + 2 + bytes.readUInt16BE(at + 2) : bytes.length
      add(marker, bytes.subarray(at + 4, end))
      at = marker === SOS ? nextMarker(bytes, end) : end
      if (at > end) regions.push(bytes.subarray(end, at))
    }
  }
  return { ...NOTHING, texts, xmp: xmpOf(packets), thumbnails, regions, remains, end: ended }
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
