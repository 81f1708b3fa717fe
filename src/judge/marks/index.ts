import type { Level, MarkDetector, Reason, Rule, Span } from '../../model/index.js'
import type { Decision } from '../candidate.js'
import { insideSafeWord } from '../context/safe-word.js'
import { foldedWords } from '../context/folded-words.js'
import { spacing } from '../context/spacing.js'
import { isBare } from '../context/stance.js'
import type { Text } from '../context/part.js'
import { foldedValue, openWindow, type Window } from '../context/window.js'
import { decide } from './decide.js'
import { levelOf, readMark, windowOf, type Mark } from './grammar.js'
import { endOfTerm } from './issue-date.js'

/**
 * Judges a hit of a mark rule: reads the mark around the level, weighs how it stands, and tells what the law says
 * to its term. An irregular or finished term is told and never clears.
 * @returns `undefined` when the hit spells no level.
 */
export function judgeMark(
  text: Text, hit: Span, rule: Rule, detector: MarkDetector, days: Days,
): Decision | undefined {
  const level = levelOf(foldedValue(text.part.text, hit))
  if (!level) return undefined
  const spaced = spacing(text.part.text, hit)
  if (spaced === 'torn') return suppressed(hit, level, { code: 'spaced-apart' })
  const near = openWindow(text.part.text, hit)
  const words = { stars: foldedWords(detector.stars), terms: foldedWords(detector.terms) }
  const mark = readMark(hit, level, words, near)
  const window = windowOf(text.part.text, hit, mark, near)
  const safe = insideSafeWord(near, level, safeWords(detector, mark))
  if (safe) return suppressed(hit, level, { code: 'inside-safe-word', args: { word: safe } })
  if (spaced === 'lines' && !mark.star && !vertical(window)) return suppressed(hit, level, { code: 'spaced-apart' })
  const labels = foldedWords(detector.labels)
  const weight = decide(mark, { text, window, detector, labels, severity: rule.severity })
  return {
    start: mark.span.start,
    end: mark.span.end,
    severity: weight.severity,
    level,
    reasons: [...weight.reasons, ...formSigns(mark, text.part.text, window), ...legalSigns(mark, level, days)],
  }
}

function suppressed({ start, end }: Span, level: Level, reason: Reason): Decision {
  return { start, end, severity: 'suppress', level, reasons: [reason] }
}

/**
 * A starred level is a mark whatever word it ends; only a word that is written with its star (工作秘密★) says otherwise.
 */
function safeWords({ except }: MarkDetector, { star }: Mark): readonly string[] {
  const words = foldedWords(except)
  return star ? words.filter((word) => word.includes('★')) : words
}

/** A level broken over lines or cells is one only where nothing else stands on its first and its last line. */
function vertical({ line: { left, right } }: Window): boolean {
  return isBare(left) && isBare(right)
}

function formSigns(mark: Mark, text: string, window: Window): Reason[] {
  const signs: Reason[] = []
  if (mark.star === 'substitute') signs.push({ code: 'star-substitute' })
  if (mark.star && spacing(text, mark.span) === 'lines') signs.push({ code: 'mark-split' })
  if (/解密/.test(window.before.slice(-16) + window.after.slice(0, 16))) signs.push({ code: 'declassified-beside' })
  return signs
}

/** The days that bear on a mark. */
export interface Days {
  /** `YYYY-MM-DD`. */
  readonly today: string
  /** When the document was issued, the same; asked for only where a term is reckoned from it. */
  readonly issued: () => string | undefined
}

/** 保守国家秘密法 (2024) art. 20: the longest term of each level, in years. */
const LONGEST: Readonly<Record<Level, number>> = { 绝密: 30, 机密: 20, 秘密: 10 }

function legalSigns({ star, term }: Mark, level: Level, { today, issued }: Days): Reason[] {
  if (term?.kind === 'period') return [...tooLong(term.years, level), ...(star ? until(term.years, issued()) : [])]
  if (term?.kind === 'date' && term.date < today) return [{ code: 'term-over', args: { date: term.date } }]
  if (term?.kind !== 'word') return []
  if (/启用|考试/.test(term.word)) return [{ code: 'exam-paper' }]
  return /长期|永久/.test(term.word) ? [{ code: 'term-unlimited' }] : []
}

function tooLong(years: number, level: Level): Reason[] {
  return years > LONGEST[level] ? [{ code: 'term-irregular', args: { years, most: LONGEST[level] } }] : []
}

/** Told whether it is over or not: what was learned stays true on another day. */
function until(years: number, issued: string | undefined): Reason[] {
  return issued === undefined ? [] : [{ code: 'term-until', args: { issued, date: endOfTerm(issued, years) } }]
}
