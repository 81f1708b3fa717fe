import { holdsFile } from '../../../sniff/within.js'
import type { FontFile } from './font-file.js'
import { parseSfnt } from './sfnt.js'

const MAGIC = 0x504c
const COMPRESSED = 0x4
const ENCRYPTED = 0x10000000

/**
 * Parses an Embedded OpenType file (W3C submission "Embedded OpenType (EOT) File Format", 2008): `.eot`, and `.fntdata`
 * of PowerPoint. Fonts packed with MicroType Express are recognised by its header; they are not unpacked.
 */
export function parseEot(bytes: Buffer): FontFile | undefined {
  if (bytes.length < 84 || bytes.readUInt32LE(0) !== bytes.length || bytes.readUInt16LE(34) !== MAGIC) return undefined
  const start = headerEnd(bytes, bytes.readUInt32LE(8))
  if (start === undefined || start + bytes.readUInt32LE(4) !== bytes.length) return undefined
  const flags = bytes.readUInt32LE(12)
  const data = Buffer.from(bytes.subarray(start))
  if ((flags & ENCRYPTED) !== 0) for (let at = 0; at < data.length; at++) data[at]! ^= 0x50
  const header = bytes.subarray(0, start)
  if ((flags & COMPRESSED) !== 0) {
    return isMicroType(data) && !holdsFile(data) ? { texts: [header], unknown: false } : undefined
  }
  const font = parseSfnt(data)
  return font && { ...font, texts: [header, ...font.texts] }
}

/** The end of the header: strings, each with its length in two bytes and two bytes of padding before it. */
function headerEnd(bytes: Buffer, version: number): number | undefined {
  const strings = { 0x00010000: 4, 0x00020001: 5, 0x00020002: 5 }[version]
  if (strings === undefined) return undefined
  let at: number | undefined = 80
  for (let count = 0; count < strings; count++) at = skipBlock(bytes, at, 2)
  if (at === undefined || version !== 0x00020002) return at
  const afterSignature = skipBlock(bytes, at + 8, 2)
  if (afterSignature === undefined || afterSignature + 8 > bytes.length) return undefined
  return afterSignature + 8 + bytes.readUInt32LE(afterSignature + 4)
}

function skipBlock(bytes: Buffer, at: number | undefined, padding: number): number | undefined {
  if (at === undefined || at + padding + 2 > bytes.length) return undefined
  return at + padding + 2 + bytes.readUInt16LE(at + padding)
}

/** Header of MicroType Express (W3C submission "MicroType Express (MTX) Font Format", 3): version 3, three blocks. */
function isMicroType(data: Buffer): boolean {
  if (data.length < 10 || data[0]! > 3) return false
  const [second, third] = [data.readUIntBE(4, 3), data.readUIntBE(7, 3)]
  return second >= 10 && second <= third && third <= data.length
}
