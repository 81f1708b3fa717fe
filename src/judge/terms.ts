import type { Part, PartKind, Reason, Rule, Span, Stance, TermDetector } from '../model/index.js'
import { capAtReview, suppressHit, type Decision } from './candidate.js'
import { foldedWords } from './context/folded-words.js'
import { findNear } from './context/near.js'
import type { PartContext } from './context/part.js'
import { enclosingSafeWord } from './context/safe-word.js'
import { allowsSpacing, spacingOf } from './context/spacing.js'
import { isLabelOfLine, isRequestOfLine, reasonOf, stanceOf } from './context/stance.js'
import { foldedValue, openWindow, type Window } from './context/window.js'
import { readPeriod } from './marks/period.js'

/**
 * Judges a hit of a term rule by the spacing between its characters, the word it is part of, its stance in its line
 * and the words near it. Word edges are checked afterwards, and only where they still matter (`needsWordEdges`).
 */
export function judgeTerm(context: PartContext, hit: Span, rule: Rule, detector: TermDetector): Decision {
  const { text } = context.part
  if (!allowsSpacing(detector.spaces, spacingOf(text, hit))) return suppressHit(hit, { code: 'spaced-apart' })
  const value = foldedValue(text, hit)
  const window = openWindow(text, hit)
  if (cutsLatinWord(value, window)) return suppressHit(hit, { code: 'cuts-word' })
  const safe = enclosingSafeWord(window, value, foldedWords(detector.except))
  if (safe) return suppressHit(hit, { code: 'inside-safe-word', args: { word: safe } })
  const end = endWithPeriod(value, hit, window)
  if (end === hit.end) return judgeStance(context, hit, rule, detector, window)
  const whole = { start: hit.start, end }
  return judgeStance(context, whole, rule, detector, openWindow(text, whole))
}

/** A Latin word or a number continues beyond the hit: `password` in `passwords`, but not in `密码password：`. */
function cutsLatinWord(value: string, { before, after }: Window): boolean {
  return (LATIN_START.test(value) && LATIN_END.test(before)) || (LATIN_END.test(value) && LATIN_START.test(after))
}

const LATIN_START = /^[a-z0-9]/
const LATIN_END = /[a-z0-9]$/

/** A term that ends in a star is a mark of its own kind (核心商密★); a period after the star belongs to it. */
function endWithPeriod(value: string, hit: Span, window: Window): number {
  const period = value.endsWith('★') ? readPeriod(window.after, []) : undefined
  return period ? window.ends[period.length - 1]! : hit.end
}

function judgeStance(context: PartContext, hit: Span, rule: Rule, detector: TermDetector, window: Window): Decision {
  const found = stanceOf(window, context.part.kind)
  const reasons: Reason[] = [reasonOf(found)]
  let severity = severityIn(found.stance, window, rule, detector)
  if (detector.near) {
    const near = findNear(context, hit, detector.near)
    reasons.push(near ?? { code: 'not-near' })
    if (!near) severity = detector.otherwise
  }
  return { start: hit.start, end: hit.end, severity, level: undefined, reasons }
}

function severityIn(stance: Stance, { line }: Window, rule: Rule, { stances, otherwise }: TermDetector) {
  const isAlone = (stance === 'running' || stance === 'leading') && stances.includes('alone')
    && (isLabelOfLine(line) || isRequestOfLine(line))
  return isAlone || stances.includes(stance) ? rule.severity : otherwise
}

/** Whether a rule applies to parts of this kind. */
export function appliesTo({ detector }: Rule, kind: PartKind): boolean {
  return detector.kind !== 'terms' || detector.parts === undefined || detector.parts.includes(kind)
}

/** Whether word edges matter: the rule requires them, the hit is not suppressed, and it holds Han characters. */
export function needsWordEdges(decision: Decision, { detector }: Rule, { text }: Part): boolean {
  const required = detector.kind === 'terms' && detector.edges === 'word' && decision.severity !== 'suppress'
  return required && HAN.test(text.slice(decision.start, decision.end))
}

const HAN = /\p{Script=Han}/u

/** The decision once word edges are known; `cutsWords` is `undefined` when there was no segmenter. */
export function withWordEdges(decision: Decision, cutsWords: boolean | undefined): Decision {
  if (cutsWords === false) return decision
  const reason: Reason = { code: cutsWords ? 'cuts-word' : 'word-edges-unchecked' }
  const severity = cutsWords ? 'suppress' : capAtReview(decision.severity)
  return { ...decision, severity, reasons: [...decision.reasons, reason] }
}
