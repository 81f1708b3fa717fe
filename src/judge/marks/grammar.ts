import { LEVELS, type Level, type Span } from '../../model/index.js'
import { openWindow, type Window } from '../context/window.js'
import { readTerm, type Term } from './period.js'

/** A state-secret mark (国家秘密标志) or what is left of one, as the grammar reads it around a level. */
export interface Mark {
  readonly level: Level
  /** From the star or level to the end of the term. */
  readonly span: Span
  /** 机密级 instead of 机密. */
  readonly graded: boolean
  /** ★ or a sign that can only stand for it; `substitute`: another sign that does with a term after it. */
  readonly star?: 'star' | 'substitute'
  readonly term?: Term
}

/** What the grammar wants to know of a detector: its stars and terms, folded. */
export interface MarkWords {
  readonly stars: readonly string[]
  readonly terms: readonly string[]
}

/** The level a folded hit spells, if it is one. */
export function levelOf(value: string): Level | undefined {
  return LEVELS.find((level) => level === value)
}

/**
 * Reads the mark around the level at `hit`: `级`? star term?, or star before the level. Between its pieces may stand
 * spaces, line and cell borders. `*`, `·` and other punctuation count as a star only singly and with a term after.
 */
export function readMark(hit: Span, level: Level, words: MarkWords, window: Window): Mark {
  const after = window.after
  const grade = /^\s{0,8}级(?!别)/.exec(after)?.[0].length ?? 0
  const trailing = readStar(after.slice(grade), words)
  if (trailing) {
    const end = window.ends[grade + trailing.length - 1]!
    const before = starBefore(window, words)
    const span = { start: before ?? hit.start, end }
    return { level, span, graded: grade > 0, star: trailing.star, ...(trailing.term && { term: trailing.term }) }
  }
  const lead = starBefore(window, words)
  if (lead !== undefined && closedOff(after.slice(grade))) {
    return { level, span: { start: lead, end: endOf(hit, window, grade) }, graded: grade > 0, star: 'star' }
  }
  return { level, span: { start: hit.start, end: endOf(hit, window, grade) }, graded: grade > 0 }
}

/** The window around a mark once its span is known; the one of its level where that is the whole of it. */
export function windowOf(text: string, hit: Span, mark: Mark, window: Window): Window {
  const same = mark.span.start === hit.start && mark.span.end === hit.end
  return same ? window : openWindow(text, mark.span)
}

function endOf(hit: Span, window: Window, units: number): number {
  return units > 0 ? window.ends[units - 1]! : hit.end
}

interface Star {
  readonly star: 'star' | 'substitute'
  readonly term?: Term
  /** Units from the end of the level (or 级) to the end of the star or term. */
  readonly length: number
}

function readStar(after: string, words: MarkWords): Star | undefined {
  const gap = /^\s{0,8}/.exec(after)![0].length
  const sign = words.stars.find((star) => after.startsWith(star, gap))
  if (sign === undefined) return undefined
  const rest = after.slice(gap + sign.length)
  const pause = /^\s{0,8}/.exec(rest)![0].length
  const term = readTerm(rest.slice(pause), words.terms)
  const upTo = gap + sign.length + (term ? pause + term.length : 0)
  if (isStar(sign)) return { star: 'star', length: upTo, ...(term && { term }) }
  const single = !rest.startsWith(sign)
  return single && term && term.kind !== 'number' ? { star: 'substitute', term, length: upTo } : undefined
}

const symbols = new Map<string, boolean>()

/** `★` and its like are symbols to Unicode (So); `*`, `·`, `-` are punctuation or used as such. */
function isStar(sign: string): boolean {
  let symbol = symbols.get(sign)
  if (symbol === undefined) symbols.set(sign, symbol = /^\p{So}/u.test(sign))
  return symbol
}

/** Start of a star directly before the level (★机密). */
function starBefore(window: Window, words: MarkWords): number | undefined {
  const before = window.before.replace(/ {1,2}$/, '')
  const sign = words.stars.find((star) => before.endsWith(star) && isStar(star))
  return sign === undefined ? undefined : window.starts[before.length - sign.length]!
}

/** Nothing that a word could go on with. */
function closedOff(after: string): boolean {
  return !/^ ?[\p{L}\p{N}]/u.test(after)
}
