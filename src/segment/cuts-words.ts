import type { Segmenter } from './segmenter.js'

/** Most code units that are cut before and after the stretch of `STRIDE` in which a hit begins. */
const MARGIN = 1024
const STRIDE = 1024

/** White space, controls and whatever a reader does not see: what may stand inside a hit besides its term. */
const UNSEEN = /[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u

/** A run that is sooner cut again than remembered and compared. */
const SHORT = 64

interface Run {
  readonly text: string
  readonly ends: Uint32Array
}

/** The run each segmenter cut last: hits come in order, and many in one run. */
const lastRuns = new WeakMap<Segmenter, Run>()

/**
 * Whether the hit `text[start, end)` is an accident across word edges: 计算机|密码 holds 机密. It is when a word edge lies
 * inside the hit and its start or its end is none. A hit within one longer word (绝密文件) and a hit made of whole words
 * (内部|文件) are no accidents; nor is a hit with white space, a border or an invisible character inside: words do not come
 * like that, terms that are spaced out or hidden do.
 *
 * The text is cut as it stands, only between jieba's separators (space, tab, line feed, `，`, `。`) around the hit, which
 * gives the same edges as cutting all of it. Where these lie further off (by more than 1,024 code units before it or
 * 512 after it) the run may end there all the same: a hit costs the cutting of some 3,000 units at most, hits in order
 * together the cutting of three times the text.
 */
export function cutsWords(segmenter: Segmenter, text: string, start: number, end: number): boolean {
  if (UNSEEN.test(text.slice(start, end))) return false
  const from = runStart(text, start)
  const ends = edges(segmenter, text.slice(from, runEnd(text, start, end)))
  const first = firstAbove(ends, start - from)
  if (ends[first]! >= end - from) return false
  const startIsEdge = start === from || ends[first - 1] === start - from
  return !startIsEdge || ends[firstAbove(ends, end - from - 1)] !== end - from
}

function runStart(text: string, start: number): number {
  const floor = Math.max(0, start - (start % STRIDE) - MARGIN)
  let from = start
  while (from > floor && !isSeparator(text.charCodeAt(from - 1))) from--
  return splitsPair(text, from) ? from - 1 : from
}

/** Reckoned from the start too, so that all hits of a stretch have one run, also one that reaches over its end. */
function runEnd(text: string, start: number, end: number): number {
  const ceiling = Math.min(text.length, Math.max(start - (start % STRIDE) + STRIDE + MARGIN, end + MARGIN / 2))
  let to = end
  while (to < ceiling && !isSeparator(text.charCodeAt(to))) to++
  return splitsPair(text, to) ? to + 1 : to
}

/** Space, tab, line feed, `，` or `。`: jieba joins nothing to them and cuts the text between two of them on its own. */
function isSeparator(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === 0x0a || unit === 0xff0c || unit === 0x3002
}

function splitsPair(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800
}

function edges(segmenter: Segmenter, text: string): Uint32Array {
  if (text.length <= SHORT) return segmenter.boundaries(text)
  const last = lastRuns.get(segmenter)
  if (last?.text === text) return last.ends
  const run = { text: detached(text), ends: segmenter.boundaries(text) }
  lastRuns.set(segmenter, run)
  return run.ends
}

/** A copy: V8's slices keep the whole string they were taken from alive, and that is a document. */
function detached(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}

/** Index of the first of `ends` above `offset`. There is one as long as `offset` lies in the run. */
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
