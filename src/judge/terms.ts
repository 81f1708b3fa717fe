import type { PartKind, Reason, Rule, Severity, Span, TermDetector } from '../model/index.js'
import { type Decision, GRAVITY } from './candidate.js'
import { insideSafeWord } from './context/safe-word.js'
import { foldedWords } from './context/folded-words.js'
import { readTerm } from './marks/period.js'
import { nearSign } from './context/near.js'
import { allows, spacing } from './context/spacing.js'
import { signOf, standing } from './context/stance.js'
import type { Text } from './context/part.js'
import { foldedValue, openWindow, type Window } from './context/window.js'

/**
 * Judges a hit of a term rule: what stands inside it, whether it is a word of its own, how it stands in its line and
 * what stands near. Word edges are asked for afterwards, and only where the answer still matters (`wantsEdges`).
 */
export function judgeTerm(text: Text, hit: Span, rule: Rule, detector: TermDetector): Decision {
  const suppressed = (reason: Reason): Decision =>
    ({ start: hit.start, end: hit.end, severity: 'suppress', level: undefined, reasons: [reason] })
  if (!allows(detector.spaces, spacing(text.part.text, hit))) return suppressed({ code: 'spaced-apart' })
  const value = foldedValue(text.part.text, hit)
  const window = openWindow(text.part.text, hit)
  if (cutsLatin(value, window)) return suppressed({ code: 'cuts-word' })
  const safe = insideSafeWord(window, value, foldedWords(detector.except))
  if (safe) return suppressed({ code: 'inside-safe-word', args: { word: safe } })
  const end = endOfTerm(value, hit, window)
  if (end === hit.end) return weigh(text, hit, rule, detector, window)
  const whole = { start: hit.start, end }
  return weigh(text, whole, rule, detector, openWindow(text.part.text, whole))
}

/** Whether a rule looks in parts of this kind. */
export function looksIn({ detector }: Rule, kind: PartKind): boolean {
  return detector.kind !== 'terms' || detector.parts === undefined || detector.parts.includes(kind)
}

/** A word that ends in a star is a mark of its own kind (核心商密★): the term after the star belongs to it. */
function endOfTerm(value: string, hit: Span, window: Window): number {
  const term = value.endsWith('★') ? readTerm(window.after, []) : undefined
  return term ? window.ends[term.length - 1]! : hit.end
}

function weigh(text: Text, hit: Span, rule: Rule, detector: TermDetector, window: Window): Decision {
  const found = standing(window, text.part.kind)
  const reasons: Reason[] = [signOf(found)]
  let severity: Severity | 'suppress' = detector.stances.includes(found.stance) ? rule.severity : detector.otherwise
  if (detector.near) {
    const sign = nearSign(text, hit, detector.near)
    reasons.push(sign ?? { code: 'not-near' })
    if (!sign) severity = detector.otherwise
  }
  return { start: hit.start, end: hit.end, severity, level: undefined, reasons }
}

/** Whether it matters if the hit cuts words: its rule asks, nothing has judged it down, and jieba knows its script. */
export function wantsEdges(found: Decision, { detector }: Rule, { part }: Text): boolean {
  const asks = detector.kind === 'terms' && detector.edges === 'word' && found.severity !== 'suppress'
  return asks && HAN.test(part.text.slice(found.start, found.end))
}

/** The decision after the answer: `undefined` when there was nobody to ask. */
export function withEdges(found: Decision, cut: boolean | undefined): Decision {
  if (cut === false) return found
  if (cut) return { ...found, severity: 'suppress', reasons: [...found.reasons, { code: 'cuts-word' }] }
  const severity = GRAVITY[found.severity] > GRAVITY.review ? 'review' : found.severity
  return { ...found, severity, reasons: [...found.reasons, { code: 'word-edges-unchecked' }] }
}

const HAN = /\p{Script=Han}/u

/** A Latin word or figure goes on beyond the hit: `password` in `passwords`, but not in `密码password：`. */
function cutsLatin(value: string, { before, after }: Window): boolean {
  return (LATIN_START.test(value) && LATIN_END.test(before)) || (LATIN_END.test(value) && LATIN_START.test(after))
}

const LATIN_START = /^[a-z0-9]/
const LATIN_END = /[a-z0-9]$/
