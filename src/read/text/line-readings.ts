import { isUtf8 } from 'node:buffer'
import type { Decoded, Piece } from './decoded.js'
import { looksLikeText } from './sweep.js'

/** Longer lines are not looked through: they are data, not text. */
const LONGEST = 100_000
/** Lines looked through; a document with more of them is not text. */
const MOST_LINES = 20_000

/**
 * Lines in an encoding that decoders refuse or take for another: UTF-16 or UTF-32 inside a text of bytes, and UTF-8
 * with sequences longer than they may be (RFC 3629, 3), with surrogates written out (CESU-8) among them. Cost: linear.
 * Sound UTF-8 without controls has none.
 */
export function lineReadings(bytes: Uint8Array): Decoded['alternatives'] {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const wide: Piece[] = []
  const long: Piece[] = []
  let line = 0
  for (let start = 0; start < source.length && line < MOST_LINES;) {
    const found = source.indexOf(0x0a, start)
    const end = found < 0 ? source.length : found
    const slice = source.subarray(start, end)
    const withLineEnd = source.subarray(start, end + 2)
    start = end + 1
    line++
    if (slice.length > LONGEST) continue
    const latin = slice.toString('latin1')
    const isSound = isUtf8(slice)
    if (CONTROLS.test(latin) || (!isSound && !isGb(slice))) {
      for (const text of wideReadings(withLineEnd)) wide.push({ line, text })
    }
    const shortened = isSound ? undefined : shortestForms(latin)
    if (shortened !== undefined) long.push({ line, text: shortened })
  }
  return [
    ...(wide.length > 0 ? [{ encoding: 'utf-16', pieces: wide }] : []),
    ...(long.length > 0 ? [{ encoding: 'utf-8-overlong', pieces: long }] : []),
  ]
}

/** Zeros and controls that no text has, but which are half of a unit of UTF-16. */
export const CONTROLS = /[\0-\x08\x0e-\x1a\x1c-\x1f]/

/** Pairs of bytes that GB 18030 has; single ones beyond ASCII are letters of Western text or halves of units. */
function isGb(slice: Buffer): boolean {
  try {
    new TextDecoder('gb18030', { fatal: true }).decode(slice)
    return !/(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])/.test(slice.toString('latin1'))
  } catch {
    return false
  }
}

/** Text of Chinese in units of two or four bytes, in both orders, beginning at the first or the second byte. */
function wideReadings(slice: Buffer): string[] {
  const found = new Set<string>()
  for (const label of ['utf-16le', 'utf-16be']) {
    for (const parity of [0, 1]) {
      const end = slice.length - ((slice.length - parity) & 1)
      const text = new TextDecoder(label).decode(slice.subarray(parity, end)).replaceAll('\0', '')
      const runs = (text.match(RUN) ?? []).flatMap((run) => [run, ...around(run)])
      for (const run of runs) if (looksLikeText(run)) found.add(run)
    }
  }
  return [...found]
}

const RUN = /[\t -~\u00b7\u2010-\u2030\u2460-\u2473\u25a0-\u2609\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]{2,}/g

/**
 * Pairs of ASCII letters are rare hanzi (U+4141 to U+7A7A) before and behind the real ones: the run without those at
 * its ends, and what lies around its digits and signs.
 */
function around(run: string): string[] {
  const core = /[\u4e00-\u9fff]{0,4}[^\u4e00-\u9fff]+(?:[\u4e00-\u9fff]{1,4}[^\u4e00-\u9fff]+)*[\u4e00-\u9fff]{0,4}/g
  return run.match(core) ?? []
}

const OVERLONG = new RegExp([
  '[\\xc0\\xc1][\\x80-\\xbf]', '\\xe0[\\x80-\\x9f][\\x80-\\xbf]', '\\xf0[\\x80-\\x8f][\\x80-\\xbf]{2}',
  '\\xf8[\\x80-\\xbf]{4}', '\\xfc[\\x80-\\xbf]{5}', '\\xed[\\xa0-\\xaf][\\x80-\\xbf]\\xed[\\xb0-\\xbf][\\x80-\\xbf]',
].join('|'), 'g')

/** The line with its overlong sequences in their shortest form; undefined where that does not make it UTF-8. */
function shortestForms(latin: string): string | undefined {
  const mended = latin.replace(OVERLONG, (sequence) => Buffer.from(character(sequence), 'utf8').toString('latin1'))
  if (mended === latin) return undefined
  const bytes = Buffer.from(mended, 'latin1')
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined
}

function character(sequence: string): string {
  if (sequence.startsWith('\xed')) return surrogate(sequence.slice(0, 3)) + surrogate(sequence.slice(3))
  const lead = sequence.charCodeAt(0) & (0xff >> (sequence.length + 1))
  const point = [...sequence.slice(1)].reduce((value, byte) => value * 64 + (byte.charCodeAt(0) & 0x3f), lead)
  return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd'
}

function surrogate(sequence: string): string {
  return String.fromCharCode(0xd000 | ((sequence.charCodeAt(1) & 0x3f) << 6) | (sequence.charCodeAt(2) & 0x3f))
}
