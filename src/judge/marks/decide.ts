import type { MarkDetector, Reason, ReasonCode, Severity } from '../../model/index.js'
import { GRAVITY, doubtful } from '../candidate.js'
import { foldedWords } from '../context/folded-words.js'
import { isBare, signOf, standingIn, type Standing } from '../context/stance.js'
import type { Sides, Window } from '../context/window.js'
import type { Text } from '../context/part.js'
import type { Mark } from './grammar.js'
import { introduced } from './label.js'
import { enumerated, ticked } from './level-list.js'
import { positionOf, type Position } from './position.js'
import { shownAsExample } from './example.js'
import { readTerm } from './period.js'

/** How grave a mark is where it stands, and why. */
export interface Weight {
  readonly severity: Severity | 'suppress'
  readonly reasons: readonly Reason[]
}

/** What deciding needs beside the mark. */
export interface Scene {
  readonly text: Text
  readonly window: Window
  readonly detector: MarkDetector
  /** The detector's labels, folded. */
  readonly labels: readonly string[]
  /** The rule's severity: that of a mark in use. */
  readonly severity: Severity
}

/**
 * Use or mention? A level with its star is a mark in use wherever it stands, unless the sentence speaks about it
 * (quoted, explained, listed). A level alone is one only where its place says so: alone on its line, after a label, in
 * brackets that open or close the line, at the head of the document beside copy number or urgency, in a header.
 */
export function decide(mark: Mark, scene: Scene): Weight {
  const position = positionOf(scene.text, mark, scene.window)
  const found = standingIn(position.line, scene.text.part.kind)
  return mark.star ? decideStarred(mark, scene, position, found) : decideLevel(mark, scene, position, found)
}

function decideStarred(mark: Mark, scene: Scene, position: Position, found: Standing): Weight {
  const listed = found.sign === 'enumerated' && enumerated(mark.level, scene.window)
  if (found.stance !== 'mentioned' || (found.sign === 'enumerated' && !listed)) {
    const used = [...usedAs(mark, found), ...position.signs]
    if (!asExample(scene, position)) return { severity: scene.severity, reasons: used }
    return { severity: doubtful(scene.severity), reasons: [...used, TAUGHT] }
  }
  return { severity: graver(scene.detector.mention, 'note'), reasons: [signOf(found), ...position.signs] }
}

/** What 密 begins a word of its own with: 无人机|密集, 舰机|密切, 计算机|密码, 隔绝|密闭. No segmenter is needed to see that. */
const CROSSED = /^[集切码闭度钥谋友]/

function decideLevel(mark: Mark, scene: Scene, position: Position, found: Standing): Weight {
  const use = (...reasons: Reason[]): Weight => ({ severity: scene.severity, reasons: [...reasons, ...position.signs] })
  const mention = (...reasons: Reason[]): Weight => ({ severity: scene.detector.mention, reasons })
  const doubt = (...reasons: Reason[]): Weight => ({
    severity: graver(scene.detector.mention, doubtful(scene.severity)), reasons: [...reasons, ...position.signs],
  })
  const { line } = scene.window
  if (CROSSED.test(line.right)) return { severity: 'suppress', reasons: [{ code: 'cuts-word' }] }
  if (enumerated(mark.level, scene.window)) {
    return ticked(line) ? use({ code: 'box-ticked' }) : mention({ code: 'enumerated' })
  }
  const label = found.sign === 'quoted' ? undefined : introduced(scene.window, scene.labels)
  if (label) return label === 'colon' ? use({ code: 'mark-labelled' }) : doubt({ code: 'mark-labelled' })
  switch (found.stance) {
    case 'alone':
      if (wrapped(scene.window)) return mention(SPOKEN_OF)
      return asExample(scene, position) ? doubt(...usedAs(mark, found), TAUGHT) : use(...usedAs(mark, found))
    case 'label': return found.label === '' ? mention(signOf(found)) : doubt(signOf(found))
    case 'bracketed': return decideBracketed(found, use, mention)
    case 'mentioned': return mention(signOf(found))
    default: return decideOpen(scene, position, found, use, mention, doubt)
  }
}

const TAUGHT: Reason = { code: 'teaching-text' }

/** Shown as an example, and not where the standard puts a mark. */
function asExample({ window }: Scene, { signs }: Position): boolean {
  return !signs.some(({ code }) => FIRM.has(code)) && shownAsExample(window)
}

const SPOKEN_OF: Reason = { code: 'mentioned-in-sentence' }

type Make = (...reasons: Reason[]) => Weight

/** 【机密】关于… and …（机密): at one end of the line; inside a sentence a bracket explains. */
function decideBracketed(found: Standing, use: Make, mention: Make): Weight {
  if (!found.outside) return mention({ code: 'in-running-text' })
  const { left, right } = found.outside
  if (isBare(left)) return use({ code: 'mark-bracketed' }, { code: 'passage-mark' })
  return isBare(right) && !/[。;!?]/.test(left) ? use({ code: 'mark-bracketed' }) : mention(SPOKEN_OF)
}

const FIRM: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'in-header', 'in-footer', 'in-watermark', 'at-document-head', 'beside-copy-number', 'beside-urgency',
])
/** What a stamp may say after the level: 机密文件. */
const NOUN = /^ {0,2}(?:文 ?件|资 ?料|材 ?料|件|档 ?案|信 ?息|数 ?据|电 ?报|报 ?告)/
const ENDING = /\.[a-z0-9]{1,5}$/

/**
 * A level with more on its line: a term whose star was lost on the way, one end of the line closed off by spaces,
 * or the noun a stamp has.
 */
function decideOpen(scene: Scene, position: Position, found: Standing, use: Make, mention: Make, doubt: Make): Weight {
  const { left, right } = position.line
  if (isBare(left) && starLost(right, scene)) return use({ code: 'mark-level-only' }, { code: 'star-substitute' })
  const firm = position.signs.some((sign) => FIRM.has(sign.code))
  const apart = ends(position.line, firm ? 1 : 2)
  if (apart) return firm ? use({ code: 'leads-line' }) : doubt({ code: 'leads-line' })
  if (!NOUN.test(right)) return mention(signOf(found))
  const rest: Sides = { left, right: right.replace(NOUN, '').replace(ENDING, '') }
  const stamped = (isBare(left) && isBare(rest.right)) || (firm && ends(rest, 1))
  return stamped ? doubt({ code: 'stands-alone' }, { code: 'followed-by-noun' }) : mention({ code: 'followed-by-noun' })
}

/**
 * 机密20年, 机密 20年, 机密(20年), 机密?20年: fonts and code pages lose the star. In a picture it is read as whatever looks
 * like it: 机密文20年, 机密女20年, 机密大20年.
 */
function starLost(right: string, { detector, text }: Scene): boolean {
  const lead = text.part.kind === 'image' ? /^\s{0,2}[^\s\d]?\s{0,2}/ : undefined
  return termAfter(right, /^[\s(?□�]{0,4}/, detector) || (lead !== undefined && termAfter(right, lead, detector))
}

function termAfter(right: string, lead: RegExp, detector: MarkDetector): boolean {
  const start = lead.exec(right)![0].length
  const term = readTerm(right.slice(start), foldedWords(detector.terms))
  if (term === undefined || term.kind === 'number' || term.kind === 'condition') return false
  return isBare(right.slice(start + term.length))
}

/** At the start or the end of its line, with at least so many spaces between it and the rest. */
function ends({ left, right }: Sides, spaces: number): boolean {
  const gap = ' '.repeat(spaces)
  return (isBare(left) && right.startsWith(gap)) || (isBare(right) && left.endsWith(gap))
}

/** The line before ends in a word that goes on here: 保守国家 / 秘密. */
function wrapped(window: Window): boolean {
  return /(?:国家|商业|技术|工作|军事|国防|业务|保守|泄露|严守|科技|经济|个人|通信)\n$/.test(window.before)
}

function usedAs(mark: Mark, found: Standing): Reason[] {
  return [formOf(mark), found.stance === 'alone' ? { code: 'mark-alone-on-line' } : signOf(found)]
}

function formOf({ level, star, term }: Mark): Reason {
  if (star && term) return { code: 'mark-complete', args: { level, term: term.kind } }
  return { code: star ? 'mark-with-star' : 'mark-level-only', args: { level } }
}

function graver<A extends Severity | 'suppress'>(one: A, other: A): A {
  return GRAVITY[one] >= GRAVITY[other] ? one : other
}
