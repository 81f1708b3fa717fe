import type { Segmenter } from './segmenter.js'

/** White space, control and invisible characters: what a hit may contain besides the characters of its term. */
const INVISIBLE = /[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u

/**
 * True when the hit `text[start, end)` is a coincidence across words: 计算机|密码 contains 机密. That is so when a word
 * boundary is inside the hit, and its start or its end is not a word boundary. A hit inside one longer word (绝密文件) or
 * made of whole words (内部|文件) is no coincidence. Neither is a hit that contains white space, a border or an invisible
 * character: terms are spaced out or hidden like that, words are not.
 *
 * Only the run around the hit is segmented: the text between jieba's separators (space, tab, line feed, `，`, `。`).
 * This gives the same boundaries as segmenting the whole text. Where no separator is within 1,024 code units before the
 * hit, or 512 after it, the run is cut off. Cost, at most: segmenting about 3,000 units for one hit, and three times
 * the text for all hits in order.
 */
export function cutsWords(segmenter: Segmenter, text: string, start: number, end: number): boolean {
  if (INVISIBLE.test(text.slice(start, end))) return false
  const from = runStart(text, start)
  const ends = wordEnds(segmenter, text.slice(from, runEnd(text, start, end)))
  const first = firstAbove(ends, start - from)
  if (ends[first]! >= end - from) return false
  const startsWord = start === from || ends[first - 1] === start - from
  return !startsWord || ends[firstAbove(ends, end - from - 1)] !== end - from
}

/** Hits that begin in the same stretch of `STRIDE` units get the same run, so that it is segmented once. */
const STRIDE = 1024
/** Most code units that are segmented before and after that stretch. */
const MARGIN = 1024

function runStart(text: string, start: number): number {
  const floor = Math.max(0, start - (start % STRIDE) - MARGIN)
  let from = start
  while (from > floor && !isSeparator(text.charCodeAt(from - 1))) from--
  return splitsPair(text, from) ? from - 1 : from
}

/** Computed from the start of the hit too, so that all hits of a stretch have the same run, even one that leaves it. */
function runEnd(text: string, start: number, end: number): number {
  const ceiling = Math.min(text.length, Math.max(start - (start % STRIDE) + STRIDE + MARGIN, end + MARGIN / 2))
  let to = end
  while (to < ceiling && !isSeparator(text.charCodeAt(to))) to++
  return splitsPair(text, to) ? to + 1 : to
}

/** Space, tab, line feed, `，` or `。`: jieba segments the text between two of them independently. */
function isSeparator(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === 0x0a || unit === 0xff0c || unit === 0x3002
}

function splitsPair(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800
}

/** Runs up to this length are faster to segment again than to keep and compare. */
const SHORT = 64

interface Run {
  readonly text: string
  readonly ends: Uint32Array
}

/** The last run of each segmenter: hits come in order, and often several in one run. */
const lastRuns = new WeakMap<Segmenter, Run>()

function wordEnds(segmenter: Segmenter, text: string): Uint32Array {
  if (text.length <= SHORT) return segmenter.boundaries(text)
  const last = lastRuns.get(segmenter)
  if (last?.text === text) return last.ends
  const run = { text: detached(text), ends: segmenter.boundaries(text) }
  lastRuns.set(segmenter, run)
  return run.ends
}

/** A copy, since a slice would keep the whole document in memory: V8 slices refer to their source. */
function detached(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}

/** Index of the first end above `offset`. There is one for every offset inside the run. */
function firstAbove(ends: Uint32Array, offset: number): number {
  let low = 0
  let high = ends.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ends[middle]! > offset) high = middle
    else low = middle + 1
  }
  return low
}
