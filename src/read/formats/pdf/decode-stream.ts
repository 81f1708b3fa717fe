import { inflateRawSync, inflateSync } from 'node:zlib'
import { salvage } from '../../containers/zip/salvage.js'
import { Name, type Dictionary, type Value } from './syntax.js'

/** A stream after its filters. */
export interface Decoded {
  readonly bytes: Uint8Array
  /** False where some bytes could not be decoded. */
  readonly whole: boolean
}

/**
 * Decodes the filters of streams with text: Flate, ASCII85 and ASCIIHex (ISO 32000-1, 7.4). Undefined for other
 * filters. A stream of more than `limit` bytes is not whole.
 */
export function decodeStream(dictionary: Dictionary, stored: Uint8Array, limit: number): Decoded | undefined {
  let decoded: Decoded = { bytes: stored, whole: true }
  for (const filter of filtersOf(dictionary.get('Filter') ?? dictionary.get('F'))) {
    const decode = FILTERS[filter]
    if (!decode || limit <= 0) return undefined
    const next = decode(decoded.bytes, limit)
    decoded = { bytes: next.bytes, whole: decoded.whole && next.whole }
  }
  return decoded
}

function filtersOf(value: Value | undefined): string[] {
  if (value instanceof Name) return [value.text]
  return Array.isArray(value) ? value.flatMap((each) => filtersOf(each as Value)) : []
}

type Filter = (bytes: Uint8Array, limit: number) => Decoded

const FILTERS: Readonly<Record<string, Filter>> = {
  FlateDecode: inflate, Fl: inflate,
  ASCII85Decode: ascii85, A85: ascii85,
  ASCIIHexDecode: asciiHex, AHx: asciiHex,
}

/** Length of the header of a zlib stream (RFC 1950). */
const ZLIB_HEADER = 2

/** Of a damaged stream, the bytes before the damage are kept. */
function inflate(bytes: Uint8Array, limit: number): Decoded {
  const options = { maxOutputLength: limit }
  const body = bytes.subarray(ZLIB_HEADER)
  try {
    return { bytes: inflateSync(bytes, options), whole: true }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ERR_BUFFER_TOO_LARGE') return { bytes: new Uint8Array(), whole: false }
    // A missing checksum is common and harmless; a wrong one means wrong bytes.
    if (code !== 'Z_BUF_ERROR') return { bytes: salvage(body, limit), whole: false }
  }
  try {
    return { bytes: inflateRawSync(body, options), whole: true }
  } catch {
    return { bytes: salvage(body, limit), whole: false }
  }
}

function asciiHex(bytes: Uint8Array): Decoded {
  const digits = Buffer.from(bytes).toString('latin1').replace(/>[\s\S]*$/, '').replace(/[^0-9a-f]/gi, '')
  return { bytes: Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex'), whole: true }
}

function ascii85(bytes: Uint8Array): Decoded {
  const out: number[] = []
  let group: number[] = []
  const flush = (digits: readonly number[], keep: number): void => {
    let word = 0
    for (const digit of digits) word = word * 85 + digit
    for (let i = 0; i < keep; i++) out.push(Math.floor(word / 256 ** (3 - i)) & 255)
  }
  for (const byte of bytes) {
    if (byte === 0x7e) break
    if (byte === 0x7a && group.length === 0) out.push(0, 0, 0, 0)
    else if (byte >= 0x21 && byte <= 0x75) group.push(byte - 0x21)
    if (group.length === 5) {
      flush(group, 4)
      group = []
    }
  }
  if (group.length > 1) flush([...group, 84, 84, 84, 84].slice(0, 5), group.length - 1)
  return { bytes: Uint8Array.from(out), whole: true }
}
