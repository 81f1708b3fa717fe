/**
 * Fonts as documents embed them, made from a TrueType font that a package of the project ships, and printer settings.
 *
 *   liberation()                     // a whole TrueType font
 *   eot(font, { xor: true })         // the same as Embedded OpenType
 *   woff(font)                       // as WOFF 1.0
 *   obfuscated(font, GUID)           // as Word embeds it, .odttf
 *   devmode('某打印机', privateData)  // printer settings of Windows
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { deflateSync } from 'node:zlib'

const fonts = join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'standard_fonts')

export function liberation(): Buffer {
  return readFileSync(join(fonts, 'LiberationSans-Regular.ttf'))
}

/** A file of `pdfjs-dist/standard_fonts`. */
export function standardFont(name: string): Buffer {
  return readFileSync(join(fonts, name))
}

export function eot(font: Buffer, { xor = false } = {}): Buffer {
  const strings = ['某字体', 'Regular', '1', '某字体'].map((text) => {
    const bytes = Buffer.from(text, 'utf16le')
    const head = Buffer.alloc(4)
    head.writeUInt16LE(bytes.length, 2)
    return Buffer.concat([head, bytes])
  })
  const header = Buffer.concat([Buffer.alloc(80), ...strings, Buffer.alloc(4)])
  header.writeUInt32LE(header.length + font.length, 0)
  header.writeUInt32LE(font.length, 4)
  header.writeUInt32LE(0x00020001, 8)
  header.writeUInt32LE(xor ? 0x10000000 : 0, 12)
  header.writeUInt16LE(0x504c, 34)
  return Buffer.concat([header, xor ? font.map((byte) => byte ^ 0x50) : font])
}

export function woff(font: Buffer): Buffer {
  const count = font.readUInt16BE(4)
  const directory = Buffer.alloc(20 * count)
  const tables: Buffer[] = []
  let at = 44 + directory.length
  for (let row = 0; row < count; row++) {
    const from = 12 + 16 * row
    const start = font.readUInt32BE(from + 8)
    const size = font.readUInt32BE(from + 12)
    const packed = deflateSync(font.subarray(start, start + size))
    const table = packed.length < size ? packed : font.subarray(start, start + size)
    font.copy(directory, 20 * row, from, from + 4)
    directory.writeUInt32BE(at, 20 * row + 4)
    directory.writeUInt32BE(table.length, 20 * row + 8)
    directory.writeUInt32BE(size, 20 * row + 12)
    tables.push(table, Buffer.alloc(-table.length & 3))
    at += (table.length + 3) & ~3
  }
  const head = Buffer.alloc(44)
  head.write('wOFF', 0, 'latin1')
  font.copy(head, 4, 0, 4)
  head.writeUInt32BE(at, 8)
  head.writeUInt16BE(count, 12)
  return Buffer.concat([head, directory, ...tables])
}

/** The first 32 bytes XORed with the key from its last byte to its first (ISO/IEC 29500-4, 17.8.1). */
export function obfuscated(font: Buffer, guid: string): Buffer {
  const key = Buffer.from(guid.replace(/[{}-]/g, ''), 'hex').reverse()
  return Buffer.from(font.map((byte, at) => (at < 32 ? byte ^ key[at % 16]! : byte)))
}

export function devmode(printer: string, privateData: Uint8Array = Buffer.alloc(64)): Buffer {
  const bytes = Buffer.alloc(220)
  bytes.write(printer, 0, 'utf16le')
  bytes.writeUInt16LE(0x0401, 64)
  bytes.writeUInt16LE(bytes.length, 68)
  bytes.writeUInt16LE(privateData.length, 70)
  return Buffer.concat([bytes, privateData])
}
