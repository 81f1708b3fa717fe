import type { PartKind, Reason, ReasonCode, Stance } from '../../model/index.js'
import type { LineSides, Window } from './window.js'

/** The stance of a span in its line, and the reason code for it. */
export interface LineStance {
  readonly stance: Stance
  readonly code: ReasonCode
  /** For `label`: the label's words, without spaces. */
  readonly label?: string
  /** For `bracketed`: the line outside the brackets. Absent when the brackets hold more than the span. */
  readonly outside?: LineSides
}

/** Parts whose text is a name; in a name `-`, `_`, `.` and the like separate words. */
const NAMES: ReadonlySet<PartKind> = new Set<PartKind>(['filename', 'sheet-name', 'bookmark', 'attachment'])

/** The stance of a window's span. Only its own line or cell is read. */
export function stanceOf(window: Window, kind: PartKind): LineStance {
  return stanceInLine(window.line, kind)
}

/** A line with more than this besides the span is a sentence. */
const MAX_LABEL_LINE = 36
const LABEL_ENDS = / {2}$|[\p{Script=Han}\p{P}\d]{2} $|(?:^|\s)[-–—]{1,2} ?$|[|│·•] ?$/u
const LABEL_STARTS = /^ {2}|^ [\p{Script=Han}\p{P}\d]{2}|^ ?[-–—]{1,2}\s|^ ?[|│·•]/u

/**
 * Whether the span is one of several labels on a short line, set apart by spaces, dashes, dots or bars: 机要件　阅后退回,
 * Confidential - Internal use only. It then counts as alone, besides its own stance.
 */
export function isLabelOfLine({ left, right }: LineSides): boolean {
  if (left.length + right.length > MAX_LABEL_LINE || /[。!?;:,]/.test(left + right)) return false
  return (isBare(left) || LABEL_ENDS.test(left)) && (isBare(right) || LABEL_STARTS.test(right))
}

/** The stance of a span between the two sides of a line. */
export function stanceInLine(line: LineSides, kind: PartKind): LineStance {
  const pair = enclosingPair(line)
  if (pair && TITLES.includes(pair.open)) return { stance: 'mentioned', code: 'in-title' }
  if (isBare(line.left) && isBare(line.right)) return { stance: 'alone', code: 'stands-alone' }
  if (pair && QUOTES.includes(pair.open)) return { stance: 'mentioned', code: 'quoted' }
  return labelStance(line)
    ?? (NAMES.has(kind) ? nameStance(line) : undefined)
    ?? bracketStance(pair)
    ?? mentionStance(line)
    ?? openStance(line)
}

/**
 * Whether the rest of the span's line only refers to the document and asks for something: 此件请于会后交回,
 * 请妥善保管,不得遗失、外传. It then counts as alone, besides its own stance.
 */
export function isRequestOfLine({ left, right }: LineSides): boolean {
  return left.length + right.length <= MAX_REQUEST && REQUEST.test(left) && REQUEST.test(right)
}

const MAX_REQUEST = 28
const REQUEST = new RegExp(`^(?:${[
  '[此本该](?:件|文件?|函|通知|材料|资料|报告|文?稿|表|方案)(?:为|系|属于?)?', '会议材料', '材料', '以上(?:内容|材料)',
  '务?请', '务必', '敬请', '一律', '于', '并', '通过', '按', '妥善保管', '专人保管', '限量印发', '编号管理', '注意保[管密]', '不(?:上网|翻印|转发|登报)',
  '[传发]达?[到至][^,。;]{2,8}', '[\\s,。;!:()]',
].join('|')})*$`)

/** The reason for a stance. */
export function reasonOf(found: LineStance): Reason {
  return { code: found.code }
}

/** Characters without meaning of their own: bullets, Markdown, brackets, boxes, quotation marks. Never ☆. */
const DECORATION = /^[\s*#|>_~=\-—–─…·•●○■□◆◇▲△▪►→※★☑☒√✓✔"'“”‘’「」『』【】[\]〔〕()<>{}]*$/

/** Whether a text is empty or decoration only. */
export function isBare(text: string): boolean {
  return text === '' || DECORATION.test(text)
}

const QUOTES = '“‘「『'
const TITLES = '《〈'
const OPENERS = '“‘「『《〈【〔[(<{'
const CLOSERS = '”’」』》〉】〕])>}'
/** Checked first, because most lines have no pair. */
const OPENER = /[“‘「『《〈【〔[(<{]/
const CLOSER = /[”’」』》〉】〕\])>}]/
/** With more than this on either side a quotation is a text of its own, not a mention of the span. */
const MAX_QUOTE = 40

interface Pair {
  readonly open: string
  readonly inside: LineSides
  readonly outside: LineSides
}

/** The innermost pair of brackets or quotation marks around the span on its line. */
function enclosingPair({ left, right }: LineSides): Pair | undefined {
  if (!OPENER.test(left) || !CLOSER.test(right)) return undefined
  const from = unmatched(left, left.length - 1, -1, CLOSERS, OPENERS)
  if (from === undefined) return undefined
  const to = unmatched(right, 0, 1, OPENERS, CLOSERS)
  if (to === undefined) return undefined
  const open = left.charAt(from)
  if (OPENERS.indexOf(open) !== CLOSERS.indexOf(right.charAt(to))) return undefined
  return {
    open,
    inside: { left: left.slice(from + 1), right: right.slice(0, to) },
    outside: { left: left.slice(0, from), right: right.slice(to + 1) },
  }
}

/** Walks from `from` to the first of `targets` whose counterpart was not passed on the way. */
function unmatched(
  text: string, from: number, step: 1 | -1, counterparts: string, targets: string,
): number | undefined {
  let depth = 0
  for (let at = from; at >= 0 && at < text.length && Math.abs(at - from) < MAX_QUOTE; at += step) {
    const character = text.charAt(at)
    if (counterparts.includes(character)) depth++
    else if (targets.includes(character) && depth-- === 0) return at
  }
  return undefined
}

/** The span is a value: a short label and a colon before it, nothing attached after it. Or it is the label itself. */
function labelStance({ left, right }: LineSides): LineStance | undefined {
  const label = left.indexOf(':', left.length - COLON_REACH) < 0 ? null : LABEL.exec(left)
  if (label && CLOSED.test(right)) return { stance: 'label', code: 'is-label', label: label[1]!.replace(/\s/g, '') }
  if (isBare(left) && /^["'\])】*]{0,3} {0,2}:/.test(right)) return { stance: 'label', code: 'is-label', label: '' }
  return undefined
}

/** Checked first: the most units between a label's colon and its value. */
const COLON_REACH = 8
const LABEL = new RegExp([
  /(?:^|[\s【[(|>*"'{,;])/,                                     // what may precede a label
  /([^\s:。,;!?、"'{}]{1,20}(?: {1,2}[^\s:。,;!?、"'{}])?)/,      // the label, which may be letter-spaced (密 级)
  /["'*]{0,3} {0,2}: {0,2}["'【[(*]{0,3} {0,2}$/,               // the colon, with quotation marks as in JSON
].map((piece) => piece.source).join(''))

const CLOSED = /^["'*\])】]{0,3} *(?:$| |[;|)\]】}]|[。,](?:["'\s]|$))/

/** In a name the span is alone when no letter, digit or 、 touches it. */
function nameStance({ left, right }: LineSides): LineStance | undefined {
  const closed = /(?:^|[^\p{L}\p{N}、])$/u.test(left) && /^(?:[^\p{L}\p{N}、]|$)/u.test(right)
  return closed ? { stance: 'alone', code: 'stands-alone' } : undefined
}

function bracketStance(pair: Pair | undefined): LineStance | undefined {
  if (!pair) return undefined
  const { inside, outside } = pair
  if (isBare(inside.left) && isBare(inside.right)) return { stance: 'bracketed', code: 'bracketed', outside }
  const rest = inside.left + inside.right
  const isClause = (inside.left === '' || inside.left.endsWith(',')) && /^(?:$|,)/.test(inside.right)
  if (isClause && isBare(outside.left) && isBare(outside.right)) return { stance: 'bracketed', code: 'bracketed' }
  const remark = isBare(outside.left) && isBare(outside.right) && rest.length <= MAX_REMARK && !/[、。;!?]/.test(rest)
  return remark ? { stance: 'bracketed', code: 'bracketed' } : undefined
}

/**
 * A bracketed line with at most this much besides the hit is a remark on the document: （本材料不得外传）. So is a longer one of
 * which the hit is a clause: （根据录音整理，未经本人审阅，不得翻印）.
 */
const MAX_REMARK = 12

function mentionStance({ left, right }: LineSides): LineStance | undefined {
  if (/["'] ?$/.test(left) && /^ ?["']/.test(right)) return { stance: 'mentioned', code: 'quoted' }
  const explained = EXPLAINS_BEFORE.test(tail(left)) || EXPLAINS_AFTER.test(right)
  if (explained) return { stance: 'mentioned', code: 'explained' }
  if (/[、/] *$/.test(left) || /^ *[、/]/.test(right)) return { stance: 'mentioned', code: 'enumerated' }
  return undefined
}

/** The end of the text before, long enough for `EXPLAINS_BEFORE`. A leading NUL keeps `^` from matching a cut line. */
function tail(left: string): string {
  return left.length <= MAX_TAIL ? left : `\0${left.slice(-MAX_TAIL)}`
}

const MAX_TAIL = 8
const EXPLAINS_BEFORE = new RegExp([
  '(?:例如|比如|譬如|诸如|[,。;(]如|^如|形如|所谓|称为|称作|写作|标注|标明|标识|标示|注明|加盖|盖有|印有|写有',
  '|字样为|格式为|形式为|标志为)[“"\'【:]? *$',
].join(''))
const EXPLAINS_AFTER = /^[”"'】]? *(?:是指|系指|指的是|的含义|的意思|一词|两字|二字|字样|字眼|样式|的标志|的标识|标识的|标志的)/

function openStance({ left, right }: LineSides): LineStance {
  if (isBare(left) && /^(?:\s|\p{P})/u.test(right)) return { stance: 'leading', code: 'leads-line' }
  return { stance: 'running', code: 'in-running-text' }
}
