import type { MarkDetector, Reason, ReasonCode, Severity } from '../../model/index.js'
import { capAtReview, SEVERITY_RANK } from '../candidate.js'
import { foldedWords } from '../context/folded-words.js'
import type { PartContext } from '../context/part.js'
import { isBare, reasonOf, stanceInLine, type LineStance } from '../context/stance.js'
import type { LineSides, Window } from '../context/window.js'
import { followsExampleLine } from './example.js'
import type { Mark } from './grammar.js'
import { labelBefore } from './label.js'
import { isEnumerated, isTicked } from './level-list.js'
import { readPeriod } from './period.js'
import { readPosition, type Position } from './position.js'

/** The severity of a mark, and the reasons for it. */
export interface MarkDecision {
  readonly severity: Severity | 'suppress'
  readonly reasons: readonly Reason[]
}

/** What a mark is decided by, besides the mark itself. */
export interface MarkContext extends PartContext {
  /** Around the mark. */
  readonly window: Window
  readonly detector: MarkDetector
  /** The detector's labels, folded. */
  readonly labels: readonly string[]
  /** The rule's severity, which is that of a mark in use. */
  readonly severity: Severity
}

/**
 * Decides between use and mention. A level with its star is a mark in use anywhere, unless the sentence is about it
 * (quoted, explained, listed). A level without a star is in use only in certain positions: alone on its line, after a
 * label, in brackets that open or close the line, in a header, or at the head of the document next to a copy number or
 * an urgency.
 */
export function decideMark(mark: Mark, context: MarkContext): MarkDecision {
  const position = readPosition(context, mark, context.window)
  const found = stanceInLine(position.line, context.part.kind)
  const markCase: MarkCase = { ...context, mark, position, found }
  return mark.star ? decideStarred(markCase) : decideLevel(markCase)
}

interface MarkCase extends MarkContext {
  readonly mark: Mark
  readonly position: Position
  readonly found: LineStance
}

/** A mark in use has the rule's severity. */
function inUse({ severity, position }: MarkCase, ...reasons: Reason[]): MarkDecision {
  return { severity, reasons: [...reasons, ...position.reasons] }
}

/** A doubtful mark is a review at most. */
function doubtful({ severity, detector, position }: MarkCase, ...reasons: Reason[]): MarkDecision {
  return { severity: moreSevere(detector.mention, capAtReview(severity)), reasons: [...reasons, ...position.reasons] }
}

/** Text about secrecy has the detector's severity for mentions. */
function mentioned({ detector }: MarkCase, ...reasons: Reason[]): MarkDecision {
  return { severity: detector.mention, reasons }
}

function moreSevere<Given extends Severity | 'suppress'>(one: Given, other: Given): Given {
  return SEVERITY_RANK[one] >= SEVERITY_RANK[other] ? one : other
}

function decideStarred(markCase: MarkCase): MarkDecision {
  const { mark, detector, severity, window, position, found } = markCase
  const listed = found.code === 'enumerated' && isEnumerated(mark.level, window)
  if (found.stance === 'mentioned' && (found.code !== 'enumerated' || listed)) {
    return { severity: moreSevere(detector.mention, 'note'), reasons: [reasonOf(found), ...position.reasons] }
  }
  const reasons = [...useReasons(markCase), ...position.reasons]
  if (!isExample(markCase)) return { severity, reasons }
  return { severity: capAtReview(severity), reasons: [...reasons, EXAMPLE] }
}

function decideLevel(markCase: MarkCase): MarkDecision {
  const { mark, window, labels, found } = markCase
  if (found.stance !== 'mentioned' && statesOwnLevel(markCase)) return doubtful(markCase, { code: 'level-stated' })
  if (NEXT_WORD.test(window.line.right)) return { severity: 'suppress', reasons: [{ code: 'cuts-word' }] }
  if (isEnumerated(mark.level, window)) {
    return isTicked(window.line) ? inUse(markCase, { code: 'box-ticked' }) : mentioned(markCase, { code: 'enumerated' })
  }
  const label = found.code === 'quoted' ? undefined : labelBefore(window, labels)
  if (label) return (label === 'colon' ? inUse : doubtful)(markCase, { code: 'mark-labelled' })
  switch (found.stance) {
    case 'alone': return decideAlone(markCase)
    case 'label': return (found.label === '' ? mentioned : doubtful)(markCase, reasonOf(found))
    case 'bracketed': return decideBracketed(markCase)
    case 'mentioned': return mentioned(markCase, reasonOf(found))
    default: return decideOpen(markCase)
  }
}

/** 密 begins another word: 无人机|密集, 舰机|密切, 计算机|密码, 隔绝|密闭. This needs no segmenter. */
const NEXT_WORD = /^(?:[集码闭度钥谋友]|切(?![勿莫忌]))/

/**
 * Whether a sentence gives the document this level (此件为机密级文件, 本材料属于秘密级), or the document opens with the
 * level and how to treat it (绝密，请勿转发).
 */
function statesOwnLevel({ position }: MarkCase): boolean {
  const { left, right } = position.line
  if (STATEMENT_BEFORE.test(left) && STATEMENT_AFTER.test(right)) return true
  if (REQUEST_BEFORE.test(left) && REQUEST_AFTER.test(right)) return true
  return isBare(left) && INSTRUCTION_AFTER.test(right) && isAtOfficialPlace(position)
}

const STATEMENT_BEFORE = new RegExp([
  '(?:^|[\\s,。;:(【])(?:此|本|该)(?:件|文|文件|公文|材料|资料|报告|通知|附件|方案|函|表|图|数据|信息|清单|名单|纪要)',
  '(?:内容)?(?:为|是|系|属于?|(?:已|被)?(?:确定|定|列)为|按)(?:国家)? ?$',
].join(''))
const STATEMENT_AFTER =
  /^ ?级?(?:文件|材料|资料|件|事项|信息|数据)?(?:$|[\s,。;!]|切勿|请|不得|严禁|禁止|会后|阅后|管理|保管)/
/** A line that asks to treat the document as one of this level: 请按秘密级文件管理. */
const REQUEST_BEFORE = /^ ?(?:[此本该](?:件|文件?|函|材料|资料))?(?:务?请|一律)?按(?:照)? ?$/
const REQUEST_AFTER = /^ ?级?(?:文件|材料|资料|件)?(?:的?(?:要求|规定))?(?:管理|处理|保管|对待)[。!]? ?$/
const INSTRUCTION_AFTER =
  /^ ?级?(?:文件|材料|资料|件|信息)?(?:[!。]{1,3} ?$|[,:;! ]{0,2}(?:请|切勿|勿|不得|不准|不许|严禁|禁止|注意|会后|阅后|妥善))/

function decideAlone(markCase: MarkCase): MarkDecision {
  if (continuesWord(markCase.window)) return mentioned(markCase, IN_SENTENCE)
  const reasons = useReasons(markCase)
  return isExample(markCase) ? doubtful(markCase, ...reasons, EXAMPLE) : inUse(markCase, ...reasons)
}

/** The line above ends in a word that continues here: 保守国家 / 秘密. */
function continuesWord(window: Window): boolean {
  return /(?:国家|商业|技术|工作|军事|国防|业务|保守|泄露|严守|科技|经济|个人|通信)\n$/.test(window.before)
}

/** Brackets at one end of the line hold a mark: 【机密】关于…, …（机密）. Inside a sentence they explain. */
function decideBracketed(markCase: MarkCase): MarkDecision {
  const { outside } = markCase.found
  if (!outside) return mentioned(markCase, { code: 'in-running-text' })
  if (isBare(outside.left)) return inUse(markCase, { code: 'mark-bracketed' }, { code: 'passage-mark' })
  if (CITATION.test(outside.left)) return doubtful(markCase, { code: 'mark-bracketed' }, { code: 'document-cited' })
  const closesLine = isBare(outside.right) && !/[。;!?]/.test(outside.left)
  return closesLine ? inUse(markCase, { code: 'mark-bracketed' }) : mentioned(markCase, IN_SENTENCE)
}

/** The title or number of another document, with its level behind it: 《…方案》（机密）, 中发〔2020〕12号（秘密）. */
const CITATION = /(?:》|\d ?号) ?$/

/**
 * A level with more on its line: a period whose star was lost, spaces that separate the level from the rest of the
 * line, or a noun as on a stamp (机密文件).
 */
function decideOpen(markCase: MarkCase): MarkDecision {
  const { position, found } = markCase
  const { left, right } = position.line
  if (isBare(left) && hasLostStar(right, markCase)) {
    return inUse(markCase, { code: 'mark-level-only' }, { code: 'star-substitute' })
  }
  const official = isAtOfficialPlace(position)
  if (isSetOff(position.line, official ? 1 : 2)) return (official ? inUse : doubtful)(markCase, { code: 'leads-line' })
  if (!NOUN.test(right)) return mentioned(markCase, reasonOf(found))
  const rest: LineSides = { left, right: right.replace(NOUN, '').replace(FILE_EXTENSION, '') }
  const stamped = (isBare(left) && isBare(rest.right)) || (official && isSetOff(rest, 1))
  return stamped
    ? doubtful(markCase, { code: 'stands-alone' }, { code: 'followed-by-noun' })
    : mentioned(markCase, { code: 'followed-by-noun' })
}

const NOUN = /^ {0,2}(?:文 ?件|资 ?料|材 ?料|件|档 ?案|信 ?息|数 ?据|电 ?报|报 ?告)/
const FILE_EXTENSION = /\.[a-z0-9]{1,5}$/

/**
 * Fonts and code pages lose the star: 机密20年, 机密 20年, 机密(20年), 机密【20年】, 机密?20年. OCR reads it as a character that looks
 * like it: 机密文20年, 机密女20年, 机密大20年.
 */
function hasLostStar(right: string, { detector, part }: MarkContext): boolean {
  if (endsInPeriod(right, /^[\s([【〔{<?□�]{0,4}/, detector)) return true
  return part.kind === 'image' && endsInPeriod(right, /^\s{0,2}[^\s\d]?\s{0,2}/, detector)
}

/** Whether a period follows what `lead` matches, and nothing after it. */
function endsInPeriod(right: string, lead: RegExp, detector: MarkDetector): boolean {
  const start = lead.exec(right)![0].length
  const period = readPeriod(right.slice(start), foldedWords(detector.terms))
  if (period === undefined || period.kind === 'number' || period.kind === 'condition') return false
  return isBare(right.slice(start + period.length))
}

/** At the start or the end of its line, with at least `spaces` spaces between it and the rest. */
function isSetOff({ left, right }: LineSides, spaces: number): boolean {
  const gap = ' '.repeat(spaces)
  return (isBare(left) && right.startsWith(gap)) || (isBare(right) && left.endsWith(gap))
}

function useReasons({ mark, found }: MarkCase): Reason[] {
  return [formReason(mark), found.stance === 'alone' ? { code: 'mark-alone-on-line' } : reasonOf(found)]
}

function formReason({ level, star, period }: Mark): Reason {
  if (star && period) return { code: 'mark-complete', args: { level, term: period.kind } }
  return { code: star ? 'mark-with-star' : 'mark-level-only', args: { level } }
}

const IN_SENTENCE: Reason = { code: 'mentioned-in-sentence' }
const EXAMPLE: Reason = { code: 'teaching-text' }

/** Introduced as an example, and not where official documents carry their mark. */
function isExample({ window, position }: MarkCase): boolean {
  return !isAtOfficialPlace(position) && followsExampleLine(window)
}

function isAtOfficialPlace({ reasons }: Position): boolean {
  return reasons.some(({ code }) => OFFICIAL_PLACES.has(code))
}

const OFFICIAL_PLACES: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'in-header', 'in-footer', 'in-watermark', 'at-document-head', 'beside-copy-number', 'beside-urgency',
])
