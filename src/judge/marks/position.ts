import type { Level, PartKind, Reason, ReasonCode, Span } from '../../model/index.js'
import { pageAt, type PartContext } from '../context/part.js'
import type { LineSides, Window } from '../context/window.js'
import type { Mark } from './grammar.js'

/** The position of a mark in its line and document. */
export interface Position {
  /** Reasons for a mark in use: it is where the standard puts it, or next to what the standard puts there. */
  readonly reasons: readonly Reason[]
  /** The mark's line without what belongs to the mark: copy number, urgency, the level in English. */
  readonly line: LineSides
}

/**
 * Reads the position of a mark. GB/T 9704-2012, 7.2.1–7.2.3: copy number, mark and urgency stand one below the other
 * at the top left of the first page.
 */
export function readPosition(context: PartContext, { span, level }: Mark, window: Window): Position {
  const { part } = context
  const reasons: Reason[] = []
  const place = PLACES[part.kind]
  if (place) reasons.push({ code: place })
  if (isAtHead(context, span)) reasons.push({ code: 'at-document-head' })
  reasons.push(...adjacentReasons(window))
  const line = withoutCompanions(window.line)
  return { reasons, line: part.kind === 'watermark' ? withoutLevel(line, level) : line }
}

const PLACES: Partial<Record<PartKind, ReasonCode>> = {
  header: 'in-header',
  footer: 'in-footer',
  watermark: 'in-watermark',
  textbox: 'in-textbox',
  filename: 'in-file-name',
  metadata: 'in-property',
}

const HEAD_UNITS = 1000
const HEAD_LINES = 10

/** Above the text, on the first page; in the first lines where the layout does not show where the text begins. */
function isAtHead({ part, index, layout }: PartContext, { start }: Span): boolean {
  if (part.kind !== 'body' || pageAt(part, start) > 1) return false
  if (index === layout.index && layout.bodyStart !== undefined) return start < layout.bodyStart
  if (start > HEAD_UNITS) return false
  return part.text.slice(0, start).split(/[\n\f]/).length <= HEAD_LINES
}

function adjacentReasons({ before, after }: Window): Reason[] {
  const [mayPrecede, mayFollow] = [MAY_PRECEDE.test(before), MAY_FOLLOW.test(after)]
  const isAdjacent = (preceding: RegExp, following: RegExp): boolean =>
    (mayPrecede && preceding.test(before)) || (mayFollow && following.test(after))
  const reasons: Reason[] = []
  if (isAdjacent(COPY_NUMBER_BEFORE, COPY_NUMBER_AFTER)) reasons.push({ code: 'beside-copy-number' })
  if (isAdjacent(URGENCY_BEFORE, URGENCY_AFTER)) reasons.push({ code: 'beside-urgency' })
  return reasons
}

/** 份号: six digits, with or without a label. */
const COPY_NUMBER_BEFORE = /(?:^|[\s:号.])(?:份号|编号|no\.?|№)?[ :]{0,3}\d{6}\s{0,4}$/
const COPY_NUMBER_AFTER = /^\s{0,4}(?:份号|编号|no\.?|№)?[ :]{0,3}\d{6}(?=\s|$)/
const URGENCY_BEFORE = /(?:^|\s)(?:特 {0,2}[急提]|加 {0,2}急|平 {0,2}急)\s{0,4}$/
const URGENCY_AFTER = /^\s{0,4}(?:特 {0,2}[急提]|加 {0,2}急|平 {0,2}急)(?=\s|$)/

/** Cheap checks first: how copy numbers, urgencies and English levels end and begin. */
const MAY_PRECEDE = /[\da-z/|急提]\s{0,4}$/
const MAY_FOLLOW = /^\s{0,7}[\da-z№:/|份编特加平]/

function withoutCompanions({ left, right }: LineSides): LineSides {
  return {
    left: MAY_PRECEDE.test(left)
      ? left.replace(ENGLISH_BEFORE, '').replace(URGENCY_BEFORE, '').replace(COPY_NUMBER_BEFORE, '')
      : left,
    right: MAY_FOLLOW.test(right)
      ? right.replace(ENGLISH_AFTER, '').replace(URGENCY_AFTER, '').replace(COPY_NUMBER_AFTER, '')
      : right,
  }
}

const ENGLISH_BEFORE = /(?:^|(?<= ))(?:top ?secret|secret|confidential) ?[/|]? ?$/
const ENGLISH_AFTER = /^ ?[/|]? ?(?:top ?secret|secret|confidential)(?![a-z])/

/** A watermark repeats its level. */
function withoutLevel({ left, right }: LineSides, level: Level): LineSides {
  return { left: left.replaceAll(level, ''), right: right.replaceAll(level, '') }
}
