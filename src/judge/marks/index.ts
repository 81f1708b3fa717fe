import type { Level, MarkDetector, Reason, Rule, Span } from '../../model/index.js'
import { suppressHit, type Decision } from '../candidate.js'
import { foldedWords } from '../context/folded-words.js'
import type { PartContext } from '../context/part.js'
import { enclosingSafeWord } from '../context/safe-word.js'
import { spacingOf } from '../context/spacing.js'
import { isBare } from '../context/stance.js'
import { foldedValue, openWindow, type Window } from '../context/window.js'
import { decideMark } from './decide.js'
import { levelOf, markWindow, readMark, type Mark } from './grammar.js'
import { readInterrupted } from './interrupted.js'
import { endOfPeriod } from './end-of-period.js'

/**
 * Judges a hit of a mark rule: reads the mark around the level, decides its severity by its position, and adds what
 * the law says about its secrecy period. An irregular or expired period is reported but never makes the mark harmless.
 * @param today `YYYY-MM-DD`
 * @returns `undefined` when the hit is no level.
 */
export function judgeMark(
  context: PartContext, hit: Span, rule: Rule, detector: MarkDetector, today: string,
): Decision | undefined {
  const { part, layout: { facts: { issued } } } = context
  const { text } = part
  const written = levelOf(foldedValue(text, hit))
  const levelWindow = openWindow(text, hit)
  const words = { stars: foldedWords(detector.stars), periods: foldedWords(detector.terms) }
  const mark = written ? readMark(hit, written, words, levelWindow) : readInterrupted(hit, words, levelWindow)
  if (!mark) return undefined
  const { level } = mark
  const spacing = spacingOf(text, hit)
  if (spacing === 'too-wide') return suppressHit(hit, { code: 'spaced-apart' }, level)
  const window = markWindow(text, hit, mark, levelWindow)
  const safe = enclosingSafeWord(levelWindow, level, safeWordsFor(mark, detector))
  if (safe) return suppressHit(hit, { code: 'inside-safe-word', args: { word: safe } }, level)
  if (spacing === 'lines' && !mark.star && !isAlone(window)) return suppressHit(hit, { code: 'spaced-apart' }, level)
  const labels = foldedWords(detector.labels)
  const { severity, reasons } = decideMark(mark, { ...context, window, detector, labels, severity: rule.severity })
  return {
    start: mark.span.start,
    end: mark.span.end,
    severity,
    level,
    reasons: [...reasons, ...formReasons(mark, text, window), ...periodReasons(mark, today, issued)],
  }
}

/** A level with a star is a mark whatever word it ends; only words written with the star (工作秘密★) still protect it. */
function safeWordsFor({ star }: Mark, { except }: MarkDetector): readonly string[] {
  const words = foldedWords(except)
  return star ? words.filter((word) => word.includes('★')) : words
}

/** A level split over lines or cells counts only if nothing else is on its first and its last line. */
function isAlone({ line: { left, right } }: Window): boolean {
  return isBare(left) && isBare(right)
}

function formReasons(mark: Mark, text: string, window: Window): Reason[] {
  const reasons: Reason[] = []
  if (mark.star === 'substitute') reasons.push({ code: 'star-substitute' })
  if (mark.star && spacingOf(text, mark.span) === 'lines') reasons.push({ code: 'mark-split' })
  if (/解密/.test(window.before.slice(-16) + window.after.slice(0, 16))) reasons.push({ code: 'declassified-beside' })
  return reasons
}

function periodReasons({ level, star, period }: Mark, today: string, issued: string | undefined): Reason[] {
  switch (period?.kind) {
    case 'period': return [...tooLong(period.years, level), ...(star ? expiry(period.years, issued) : [])]
    case 'date': return period.date < today ? [{ code: 'term-over', args: { date: period.date } }] : []
    case 'word': return wordReasons(period.word)
    default: return []
  }
}

/** 保守国家秘密法 (2024) art. 20: the longest secrecy period of each level, in years. */
const MAX_YEARS: Readonly<Record<Level, number>> = { 绝密: 30, 机密: 20, 秘密: 10 }

function tooLong(years: number, level: Level): Reason[] {
  return years > MAX_YEARS[level] ? [{ code: 'term-irregular', args: { years, most: MAX_YEARS[level] } }] : []
}

/** Reported whether the period has ended or not, so that the result does not depend on the day. */
function expiry(years: number, issued: string | undefined): Reason[] {
  return issued === undefined ? [] : [{ code: 'term-until', args: { issued, date: endOfPeriod(issued, years) } }]
}

function wordReasons(word: string): Reason[] {
  if (/启用|考试/.test(word)) return [{ code: 'exam-paper' }]
  return /长期|永久/.test(word) ? [{ code: 'term-unlimited' }] : []
}
