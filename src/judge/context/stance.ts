import type { PartKind, Reason, ReasonCode, Stance } from '../../model/index.js'
import type { Sides, Window } from './window.js'

/** How a span stands in its line, and the sign that says so. */
export interface Standing {
  readonly stance: Stance
  readonly sign: ReasonCode
  /** For `label`: the label's words, without spaces. */
  readonly label?: string
  /** For `bracketed` by a pair of its own: what stands on the line outside it. Absent when the whole line is. */
  readonly outside?: Sides
}

/** Parts whose text is a name: there `-`, `_`, `.` and the like close a word off. */
const NAMES: ReadonlySet<PartKind> = new Set<PartKind>(['filename', 'sheet-name', 'bookmark', 'attachment'])

/** Judges how the span inside `window` stands, from its own line or cell alone. */
export function standing(window: Window, kind: PartKind): Standing {
  return standingIn(window.line, kind)
}

/** The same, for a line given by its sides (folded). */
export function standingIn(line: Sides, kind: PartKind): Standing {
  const pair = enclosing(line)
  if (pair && TITLES.includes(pair.open)) return { stance: 'mentioned', sign: 'in-title' }
  if (isBare(line.left) && isBare(line.right)) return { stance: 'alone', sign: 'stands-alone' }
  if (pair && QUOTES.includes(pair.open)) return { stance: 'mentioned', sign: 'quoted' }
  return labelled(line)
    ?? (NAMES.has(kind) ? named(line) : undefined)
    ?? bracketed(pair)
    ?? mentioned(line)
    ?? open(line)
}

/** The reason record of a standing. */
export function signOf(found: Standing): Reason {
  return { code: found.sign }
}

/** Signs that decorate a line and say nothing: list signs, Markdown, brackets, boxes, quotation marks. Never ☆. */
const DECORATION = /^[\s*#|>_~=\-—–─…·•●○■□◆◇▲△▪►→※★☑☒√✓✔"'“”‘’「」『』【】[\]〔〕()<>{}]*$/

/** True where nothing but decoration stands. */
export function isBare(text: string): boolean {
  return text === '' || DECORATION.test(text)
}

const QUOTES = '“‘「『'
const TITLES = '《〈'
const OPENERS = '“‘「『《〈【〔[(<{'
const CLOSERS = '”’」』》〉】〕])>}'
/** Looked at first: most lines have no pair. */
const OPENER = /[“‘「『《〈【〔[(<{]/
const CLOSER = /[”’」』》〉】〕\])>}]/
/** A quotation longer than this on either side is a text of its own, not a mention of the span. */
const LONGEST_QUOTE = 40

interface Pair {
  readonly open: string
  readonly inside: Sides
  readonly outside: Sides
}

/** The innermost pair of brackets or quotation marks around the span, on its line. */
function enclosing({ left, right }: Sides): Pair | undefined {
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

/** Where the walk from `from` meets a bracket of `higher` that none of `deeper` on the way accounts for. */
function unmatched(text: string, from: number, step: 1 | -1, deeper: string, higher: string): number | undefined {
  let depth = 0
  for (let at = from; at >= 0 && at < text.length && Math.abs(at - from) < LONGEST_QUOTE; at += step) {
    const character = text.charAt(at)
    if (deeper.includes(character)) depth++
    else if (higher.includes(character) && depth-- === 0) return at
  }
  return undefined
}

/** A short label and a colon before it, closed off after it; or the label itself. */
function labelled({ left, right }: Sides): Standing | undefined {
  const label = left.indexOf(':', left.length - COLON_WITHIN) < 0 ? null : LABEL.exec(left)
  if (label && CLOSED.test(right)) return { stance: 'label', sign: 'is-label', label: label[1]!.replace(/\s/g, '') }
  if (isBare(left) && /^["'\])】*]{0,3} {0,2}:/.test(right)) return { stance: 'label', sign: 'is-label', label: '' }
  return undefined
}

/** Looked at first: no more stands between a label's colon and its value. */
const COLON_WITHIN = 8
const LABEL = new RegExp([
  /(?:^|[\s【[(|>*"'{,;])/,                                     // where a label can begin
  /([^\s:。,;!?、"'{}]{1,20}(?: {1,2}[^\s:。,;!?、"'{}])?)/,      // its words, the last one letter-spaced (密 级)
  /["'*]{0,3} {0,2}: {0,2}["'【[(*]{0,3} {0,2}$/,               // the colon, with quotation marks of data around it
].map((piece) => piece.source).join(''))

const CLOSED = /^["'*\])】]{0,3} *(?:$| |[;|)\]】}]|[。,](?:["'\s]|$))/

function named({ left, right }: Sides): Standing | undefined {
  const closed = /(?:^|[^\p{L}\p{N}、])$/u.test(left) && /^(?:[^\p{L}\p{N}、]|$)/u.test(right)
  return closed ? { stance: 'alone', sign: 'stands-alone' } : undefined
}

function bracketed(pair: Pair | undefined): Standing | undefined {
  if (!pair) return undefined
  const { inside, outside } = pair
  if (isBare(inside.left) && isBare(inside.right)) return { stance: 'bracketed', sign: 'bracketed', outside }
  const said = inside.left + inside.right
  const remark = isBare(outside.left) && isBare(outside.right) && said.length <= REMARK && !/[、。;!?]/.test(said)
  return remark ? { stance: 'bracketed', sign: 'bracketed' } : undefined
}

/** A line in brackets no longer than this beside the hit is a remark on the document: （本材料不得外传）. */
const REMARK = 12

function mentioned({ left, right }: Sides): Standing | undefined {
  if (/["'] ?$/.test(left) && /^ ?["']/.test(right)) return { stance: 'mentioned', sign: 'quoted' }
  const explained = EXPLAINS_BEFORE.test(tailOf(left)) || EXPLAINS_AFTER.test(right)
  if (explained) return { stance: 'mentioned', sign: 'explained' }
  if (/[、/] *$/.test(left) || /^ *[、/]/.test(right)) return { stance: 'mentioned', sign: 'enumerated' }
  return undefined
}

/** As much of a line's end as one of the words before can take, and a sign that it is not the whole line. */
function tailOf(left: string): string {
  return left.length <= LONGEST_TAIL ? left : `\0${left.slice(-LONGEST_TAIL)}`
}

const LONGEST_TAIL = 8
const EXPLAINS_BEFORE = new RegExp([
  '(?:例如|比如|譬如|诸如|[,。;(]如|^如|形如|所谓|称为|称作|写作|标注|标明|标识|标示|注明|加盖|盖有|印有|写有',
  '|字样为|格式为|形式为|标志为)[“"\'【:]? *$',
].join(''))
const EXPLAINS_AFTER = /^[”"'】]? *(?:是指|系指|指的是|的含义|的意思|一词|两字|二字|字样|字眼|样式|的标志|的标识|标识的|标志的)/

function open({ left, right }: Sides): Standing {
  if (isBare(left) && /^(?:\s|\p{P})/u.test(right)) return { stance: 'leading', sign: 'leads-line' }
  return { stance: 'running', sign: 'in-running-text' }
}
