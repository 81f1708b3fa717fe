import { isUtf8 } from 'node:buffer'
import { isForced, type Decoded, type Piece } from './decoded.js'
import { fromWestern } from './decode-as.js'
import { plausibility } from './plausibility.js'

/**
 * A line is decoded as one; a longer one is cut after a byte that is no part of a character in any of the encodings.
 */
const LONGEST = 64 * 1024

/**
 * Lines with more than one reading that are weighed one by one: 20,000 cost 0.4 s, and a document of more is no text.
 */
const PATIENCE = 20_000

/**
 * Decodes bytes that no single encoding explains, line by line: valid UTF-8, else of GB18030 and Big5 what succeeds,
 * `leading` first where both are alike. A line that nothing explains is read with U+FFFD for the bytes that do not fit,
 * and counted as damaged. Readings of a line that lost stand in the alternatives, so no line is ever lost.
 */
export function decodeLines(bytes: Uint8Array, leading: string): Decoded {
  const texts: string[] = []
  const others = new Map<string, Piece[]>()
  let damagedLines = 0
  let line = 1
  let odd = 0
  for (const slice of lines(bytes, () => odd > PATIENCE)) {
    const reading = decodeLine(slice, leading)
    texts.push(reading.text)
    if (reading.others.length > 0 || reading.damaged) odd++
    if (reading.damaged) damagedLines++
    for (const [encoding, text] of reading.others) {
      if (!others.has(encoding)) others.set(encoding, [])
      others.get(encoding)!.push({ line, text })
    }
    line += ends(slice)
  }
  const alternatives = [...others].map(([encoding, pieces]) => ({ encoding, pieces }))
  return { encoding: 'mixed', text: texts.join(''), alternatives, damagedLines }
}

function ends(slice: Uint8Array): number {
  let count = 0
  for (let at = slice.indexOf(0x0a); at >= 0; at = slice.indexOf(0x0a, at + 1)) count++
  return count
}

/** Lines, one by one while `weary` says no, then as many together as fit the longest. */
function* lines(bytes: Uint8Array, weary: () => boolean): Generator<Uint8Array> {
  let start = 0
  while (start < bytes.length) {
    const window = bytes.subarray(start, start + LONGEST)
    const found = weary() ? window.lastIndexOf(0x0a) : window.indexOf(0x0a)
    const end = found >= 0 ? start + found + 1 : cutAfter(bytes, start)
    yield bytes.subarray(start, end)
    start = end
  }
}

/** Bytes below 0x30 never trail in GB18030, Big5, Shift_JIS or UTF-8. */
function cutAfter(bytes: Uint8Array, start: number): number {
  const limit = Math.min(bytes.length, start + LONGEST)
  if (limit === bytes.length) return limit
  for (let at = limit - 1; at > start + LONGEST / 2; at--) if (bytes[at]! < 0x30) return at + 1
  return limit
}

interface LineReading {
  readonly text: string
  readonly others: readonly (readonly [encoding: string, text: string])[]
  readonly damaged: boolean
}

function decodeLine(slice: Uint8Array, leading: string): LineReading {
  if (isUtf8(slice)) return { text: lossy('utf-8', slice), others: [], damaged: false }
  if (isWestern(slice)) return { text: fromWestern(slice), others: [], damaged: false }
  const found = ['gb18030', 'big5']
    .map((encoding) => [encoding, strictly(encoding, slice)] as const)
    .filter((pair): pair is readonly [string, string] => pair[1] !== undefined)
    .filter(([encoding, text]) => encoding !== 'big5' || !isForced(text))
  const broken = ['utf-8', 'gb18030'].map((encoding) => [encoding, lossy(encoding, slice)] as const)
  const ranked = [...found, ...broken.filter(([, text]) => /[\u3000-\u9fff]/.test(text))]
    .map(([encoding, text]) => ({ encoding, text, score: rank(text, encoding === leading) }))
    .sort((a, b) => b.score - a.score)
  const best = ranked[0] ?? { text: lossy('gb18030', slice) }
  const others = ranked.filter(({ text }) => text !== best.text).map(({ encoding, text }) => [encoding, text] as const)
  return { text: best.text, others: [...others, ...shifted(slice, best.text)], damaged: best.text.includes('\ufffd') }
}

/** A reading is the better the more of it is common Chinese, and the worse the more of it is broken. */
function rank(text: string, leads: boolean): number {
  const broken = text.split('\ufffd').length - 1
  return plausibility(text) + (leads ? 0.05 : 0) - (broken > 0 ? 0.1 + broken / text.length : 0)
}

/** Accented letters of Western text stand alone or in pairs between ASCII letters. */
function isWestern(slice: Uint8Array): boolean {
  let run = 0
  for (const byte of slice) {
    run = byte >= 0x80 ? run + 1 : 0
    if (run > 1) return false
  }
  return true
}

/**
 * A stray byte before double bytes pairs them wrongly to the end of the run: the same with each run's first left out.
 */
function shifted(slice: Uint8Array, text: string): (readonly [string, string])[] {
  if (!text.includes('\ufffd')) return []
  const kept: number[] = []
  let before = 0
  for (const byte of slice) {
    if (byte < 0x80 || before >= 0x80) kept.push(byte)
    before = byte
  }
  const again = lossy('gb18030', Uint8Array.from(kept))
  return /[\u4e00-\u9fff]/.test(again) ? [['gb18030-shifted', again]] : []
}

function strictly(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return decoderFor(encoding, true).decode(bytes)
  } catch {
    return undefined
  }
}

function lossy(encoding: string, bytes: Uint8Array): string {
  return decoderFor(encoding, false).decode(bytes)
}

/** A decoder costs more to make than a line to decode. They hold no state between whole calls. */
const decoders = new Map<string, InstanceType<typeof TextDecoder>>()

function decoderFor(encoding: string, fatal: boolean): InstanceType<typeof TextDecoder> {
  const key = `${encoding} ${fatal}`
  const decoder = decoders.get(key) ?? new TextDecoder(encoding, { fatal, ignoreBOM: encoding === 'utf-8' })
  decoders.set(key, decoder)
  return decoder
}
