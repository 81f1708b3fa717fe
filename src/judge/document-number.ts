import type { DocumentNumberDetector, Rule, Span } from '../model/index.js'
import type { Decision } from './candidate.js'
import { foldedWords } from './context/folded-words.js'
import type { PartContext } from './context/part.js'
import { foldedValue, openWindow, type Window } from './context/window.js'

/**
 * Judges a hit of a document-number rule (发文字号, GB/T 9704-2012, 7.2.5: the organ's code, the year in 〔〕, the number).
 * The class word must end the organ's code, and year and number must follow; any usual brackets are accepted for 〔〕.
 * @returns `undefined` when no number follows, because the word then means something else.
 */
export function judgeDocumentNumber(
  { part: { text } }: PartContext, hit: Span, rule: Rule, detector: DocumentNumberDetector,
): Decision | undefined {
  const value = foldedValue(text, hit)
  const word = longestPrefix(value, foldedWords(detector.classes))
  if (word === undefined) return undefined
  const window = openWindow(text, hit, 48)
  const tail = value.slice(word.length)
  const number = (word.length > 1 ? NUMBER_OR_YEAR : NUMBER).exec(tail + window.after)
  if (!number) return undefined
  const organ = organCodeBefore(window)
  const end = number[0].length > tail.length ? window.ends[number[0].length - tail.length - 1]! : hit.end
  const span = { start: organ === '' ? hit.start : window.starts[window.before.length - organ.length]!, end }
  const safe = foldedWords(detector.except).find((known) => (organ + word).endsWith(known))
  return safe === undefined
    ? { ...span, severity: rule.severity, reasons: [{ code: 'number-class', args: { class: word } }] }
    : { ...span, severity: 'suppress', reasons: [{ code: 'public-class', args: { class: safe } }] }
}

function longestPrefix(value: string, classes: readonly string[]): string | undefined {
  return classes.filter((word) => value.startsWith(word)).sort((a, b) => b.length - a.length)[0]
}

const DIGIT = '\\d\\s{0,2}'
const YEAR = `(?:1\\s{0,2}9|2\\s{0,2}0)\\s{0,2}${DIGIT}${DIGIT}(?:年\\s{0,2})?`
const BRACKETED_YEAR = `[字号发]?\\s{0,2}[〔[(【{<〈]\\s{0,2}${YEAR}[〕\\])】}>〉]`
const ORDINAL = `\\s{0,2}第?\\s{0,2}(?:${DIGIT}){1,6}(?:号|(?!\\d))`
const PLAIN = `\\s{0,2}字?\\s{0,2}第?\\s{0,2}(?:${DIGIT}){1,8}号`
/** After a class word of one character: 密〔2023〕5号, 密字第5号. */
const NUMBER = new RegExp(`^(?:${BRACKETED_YEAR}${ORDINAL}|\\s{0,2}字\\s{0,2}第?\\s{0,2}(?:${DIGIT}){1,8}号)`)
/** After a longer class word, which needs no brackets to be recognised: 密电5号 as well. */
const NUMBER_OR_YEAR = new RegExp(`^(?:${BRACKETED_YEAR}${ORDINAL}|${PLAIN})`)

/** The organ's code as far as it can be separated from a sentence: at most six characters, none of them a particle. */
function organCodeBefore(window: Window): string {
  return /[^\P{Script=Han}据按照见由经与和及以将对在的了为是依到号根文]{0,6}$/u.exec(window.line.left)![0]
}
