import { isUtf8 } from 'node:buffer'
import { isForced, type Decoded, type Piece } from './decoded.js'
import { fromWestern } from './decode-as.js'
import { plausibility } from './plausibility.js'

/** Bytes of a line that are decoded at once. A longer line is cut where no encoding has a character. */
const LONGEST_LINE = 64 * 1024

/**
 * Lines with more than one possible reading that are compared one by one: 20,000 cost 0.4 s. Documents with more are
 * not text, and their lines are decoded many at a time.
 */
const MOST_AMBIGUOUS_LINES = 20_000

/**
 * Decodes bytes in which no single encoding is valid throughout, line by line: as UTF-8 if valid, else as GB18030 or
 * Big5, whichever is valid; `leading` breaks ties. A line that is valid in none is decoded with U+FFFD for the invalid
 * bytes and counted as damaged. The other readings of each line are in the alternatives, so that no text is lost.
 */
export function decodeLines(bytes: Uint8Array, leading: string): Decoded {
  const texts: string[] = []
  const others = new Map<string, Piece[]>()
  let damagedLines = 0
  let line = 1
  let ambiguous = 0
  for (const slice of lines(bytes, () => ambiguous > MOST_AMBIGUOUS_LINES)) {
    const reading = decodeLine(slice, leading)
    texts.push(reading.text)
    if (reading.others.length > 0 || reading.damaged) ambiguous++
    if (reading.damaged) damagedLines++
    for (const [encoding, text] of reading.others) {
      if (!others.has(encoding)) others.set(encoding, [])
      others.get(encoding)!.push({ line, text })
    }
    line += countLineEnds(slice)
  }
  const alternatives = [...others].map(([encoding, pieces]) => ({ encoding, pieces }))
  return { encoding: 'mixed', text: texts.join(''), alternatives, damagedLines }
}

function countLineEnds(slice: Uint8Array): number {
  let count = 0
  for (let at = slice.indexOf(0x0a); at >= 0; at = slice.indexOf(0x0a, at + 1)) count++
  return count
}

/** Slices of one line each; once `inBulk` returns true, of as many whole lines as fit in `LONGEST_LINE`. */
function* lines(bytes: Uint8Array, inBulk: () => boolean): Generator<Uint8Array> {
  let start = 0
  while (start < bytes.length) {
    const window = bytes.subarray(start, start + LONGEST_LINE)
    const found = inBulk() ? window.lastIndexOf(0x0a) : window.indexOf(0x0a)
    const end = found >= 0 ? start + found + 1 : cutAfter(bytes, start)
    yield bytes.subarray(start, end)
    start = end
  }
}

/** Bytes below 0x30 are never trail bytes in GB18030, Big5, Shift_JIS or UTF-8, so it is safe to cut after one. */
function cutAfter(bytes: Uint8Array, start: number): number {
  const limit = Math.min(bytes.length, start + LONGEST_LINE)
  if (limit === bytes.length) return limit
  for (let at = limit - 1; at > start + LONGEST_LINE / 2; at--) if (bytes[at]! < 0x30) return at + 1
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

/** The score of a reading: more common Chinese characters raise it, invalid bytes lower it. */
function rank(text: string, isLeading: boolean): number {
  const broken = text.split('\ufffd').length - 1
  return plausibility(text) + (isLeading ? 0.05 : 0) - (broken > 0 ? 0.1 + broken / text.length : 0)
}

/** True where no two bytes beyond ASCII are adjacent, as in Western text: its accented letters stand alone. */
function isWestern(slice: Uint8Array): boolean {
  let run = 0
  for (const byte of slice) {
    run = byte >= 0x80 ? run + 1 : 0
    if (run > 1) return false
  }
  return true
}

/**
 * One extra byte before double-byte characters shifts all pairs to the end of the run. This is the reading without the
 * first byte of each run.
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

/** Decoders are reused: creating one costs more than decoding a line. They keep no state between calls. */
const decoders = new Map<string, InstanceType<typeof TextDecoder>>()

function decoderFor(encoding: string, fatal: boolean): InstanceType<typeof TextDecoder> {
  const key = `${encoding} ${fatal}`
  const decoder = decoders.get(key) ?? new TextDecoder(encoding, { fatal, ignoreBOM: encoding === 'utf-8' })
  decoders.set(key, decoder)
  return decoder
}
