import { inflateRawSync, inflateSync } from 'node:zlib'
import { salvage } from '../../containers/zip/salvage.js'
import { Name, type Dictionary, type Value } from './syntax.js'

/** Bytes of a stream after its filters; `whole` is false when some could not be had. */
export interface Decoded {
  readonly bytes: Uint8Array
  readonly whole: boolean
}

/**
 * Undoes the filters that carry text (Flate, ASCII85, ASCIIHex; ISO 32000-1, 7.4); undefined for others. At most
 * `limit` bytes: more reads as not whole.
 */
export function decodeStream(dictionary: Dictionary, stored: Uint8Array, limit: number): Decoded | undefined {
  let decoded: Decoded = { bytes: stored, whole: true }
  for (const filter of filtersOf(dictionary.get('Filter') ?? dictionary.get('F'))) {
    const step = FILTERS[filter]
    if (!step || limit <= 0) return undefined
    const next = step(decoded.bytes, limit)
    decoded = { bytes: next.bytes, whole: decoded.whole && next.whole }
  }
  return decoded
}

function filtersOf(value: Value | undefined): string[] {
  if (value instanceof Name) return [value.text]
  return Array.isArray(value) ? value.flatMap((each) => filtersOf(each as Value)) : []
}

type Step = (bytes: Uint8Array, limit: number) => Decoded

const FILTERS: Readonly<Record<string, Step>> = {
  FlateDecode: inflate, Fl: inflate,
  ASCII85Decode: ascii85, A85: ascii85,
  ASCIIHexDecode: asciiHex, AHx: asciiHex,
}

/** Bytes of the head of a zlib stream (RFC 1950). */
const ZLIB_HEAD = 2

/** What comes before an error in the stream is given all the same. */
function inflate(bytes: Uint8Array, limit: number): Decoded {
  const options = { maxOutputLength: limit }
  const body = bytes.subarray(ZLIB_HEAD)
  try {
    return { bytes: inflateSync(bytes, options), whole: true }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ERR_BUFFER_TOO_LARGE') return { bytes: new Uint8Array(), whole: false }
    // A missing check sum is common and harmless; a wrong one means wrong bytes.
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
