import { LEVELS, type Level, type Span } from '../../model/index.js'
import { openWindow, type Window } from '../context/window.js'
import { readPeriod, type SecrecyPeriod } from './period.js'

/** A state-secret mark (国家秘密标志), complete or not, as read around a level. */
export interface Mark {
  readonly level: Level
  /** From the star or level to the end of the period. */
  readonly span: Span
  /** `star`: ★ or a similar symbol · `substitute`: punctuation that counts as a star because a period follows. */
  readonly star?: 'star' | 'substitute'
  readonly period?: SecrecyPeriod
}

/** The words of a detector that the grammar needs, folded. */
export interface MarkWords {
  readonly stars: readonly string[]
  /** Words and conditions that can be a secrecy period. */
  readonly periods: readonly string[]
}

/** The level that a folded hit is, if it is one. */
export function levelOf(value: string): Level | undefined {
  return LEVELS.find((level) => level === value)
}

/**
 * Reads the mark around the level at `hit`: level `级`? star period?, or a star before the level. Spaces and borders
 * between its pieces are allowed. `*`, `·` and other punctuation count as a star only if single and before a period.
 */
export function readMark(hit: Span, level: Level, words: MarkWords, window: Window): Mark {
  const grade = /^\s{0,8}级(?!别)/.exec(window.after)?.[0].length ?? 0
  const before = starBefore(window, words)
  const after = readStar(window.after.slice(grade), words)
  if (after) {
    const span = { start: before ?? hit.start, end: window.ends[grade + after.length - 1]! }
    return { level, span, star: after.star, ...(after.period && { period: after.period }) }
  }
  const end = grade > 0 ? window.ends[grade - 1]! : hit.end
  if (before !== undefined && endsWord(window.after.slice(grade))) {
    return { level, span: { start: before, end }, star: 'star' }
  }
  return { level, span: { start: hit.start, end } }
}

/** The window around a whole mark; the window of its level where the level is all of it. */
export function markWindow(text: string, hit: Span, mark: Mark, window: Window): Window {
  const same = mark.span.start === hit.start && mark.span.end === hit.end
  return same ? window : openWindow(text, mark.span)
}

interface Star {
  readonly star: 'star' | 'substitute'
  readonly period?: SecrecyPeriod
  /** Units from the end of the level (or 级) to the end of the star or period. */
  readonly length: number
}

function readStar(after: string, words: MarkWords): Star | undefined {
  const gap = /^\s{0,8}/.exec(after)![0].length
  const sign = words.stars.find((star) => after.startsWith(star, gap)) ?? OTHER_SYMBOL.exec(after.slice(gap))?.[0]
  if (sign === undefined) return undefined
  const rest = after.slice(gap + sign.length)
  const pause = /^\s{0,8}/.exec(rest)![0].length
  const period = readPeriod(rest.slice(pause), words.periods)
  const length = gap + sign.length + (period ? pause + period.length : 0)
  if (isSymbol(sign) && words.stars.includes(sign)) return { star: 'star', length, ...(period && { period }) }
  const single = !rest.startsWith(sign)
  return single && period && period.kind !== 'number' ? { star: 'substitute', period, length } : undefined
}

/** Any other symbol where the star belongs: ☆ ▲ ◆ ● ■ ※ ✮ 🌟. It counts only before a period. */
const OTHER_SYMBOL = /^(?:\p{So}|\p{Sk}|[※٭†‡⁎⁑])/u

const symbols = new Map<string, boolean>()

/** `★` and the like are symbols in Unicode (So); `*`, `·`, `-` are not. */
function isSymbol(sign: string): boolean {
  let symbol = symbols.get(sign)
  if (symbol === undefined) symbols.set(sign, symbol = /^\p{So}/u.test(sign))
  return symbol
}

/** The start of a star directly before the level (★机密). */
function starBefore(window: Window, words: MarkWords): number | undefined {
  const before = window.before.replace(/ {1,2}$/, '')
  const sign = words.stars.find((star) => before.endsWith(star) && isSymbol(star))
  return sign === undefined ? undefined : window.starts[before.length - sign.length]!
}

/** Whether no letter or digit continues the word. */
function endsWord(after: string): boolean {
  return !/^ ?[\p{L}\p{N}]/u.test(after)
}
