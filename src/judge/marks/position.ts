import type { Level, PartKind, Reason, ReasonCode, Span } from '../../model/index.js'
import type { Sides, Window } from '../context/window.js'
import { pageAt, type Text } from '../context/part.js'
import type { Mark } from './grammar.js'

/** Signs of place that speak for a mark in use: where the standard puts it, and what stands beside it there. */
export interface Position {
  readonly signs: readonly Reason[]
  /** The mark's own line without what belongs to it: copy number, urgency, the level in English. */
  readonly line: Sides
}

const PLACES: Partial<Record<PartKind, ReasonCode>> = {
  header: 'in-header',
  footer: 'in-footer',
  watermark: 'in-watermark',
  textbox: 'in-textbox',
  filename: 'in-file-name',
  metadata: 'in-property',
}

/**
 * Looks at the place of a mark (GB/T 9704-2012, 7.2.1–7.2.3: copy number, mark and urgency stand below each other
 * at the top left of the first page).
 */
export function positionOf(text: Text, { span, level }: Mark, window: Window): Position {
  const signs: Reason[] = []
  const place = PLACES[text.part.kind]
  if (place) signs.push({ code: place })
  if (atHead(text, span)) signs.push({ code: 'at-document-head' })
  const { before, after } = window
  const [toldBefore, toldAfter] = [TOLD_BEFORE.test(before), TOLD_AFTER.test(after)]
  const beside = (one: RegExp, other: RegExp): boolean =>
    (toldBefore && one.test(before)) || (toldAfter && other.test(after))
  if (beside(COPY_NUMBER_BEFORE, COPY_NUMBER_AFTER)) signs.push({ code: 'beside-copy-number' })
  if (beside(URGENCY_BEFORE, URGENCY_AFTER)) signs.push({ code: 'beside-urgency' })
  const line = stripped(window.line)
  return { signs, line: text.part.kind === 'watermark' ? unrepeated(line, level) : line }
}

/** 份号: six digits, with or without a label. */
const COPY_NUMBER_BEFORE = /(?:^|[\s:号.])(?:份号|编号|no\.?|№)?[ :]{0,3}\d{6}\s{0,4}$/
const COPY_NUMBER_AFTER = /^\s{0,4}(?:份号|编号|no\.?|№)?[ :]{0,3}\d{6}(?=\s|$)/
const URGENCY_BEFORE = /(?:^|\s)(?:特 {0,2}[急提]|加 {0,2}急|平 {0,2}急)\s{0,4}$/
const URGENCY_AFTER = /^\s{0,4}(?:特 {0,2}[急提]|加 {0,2}急|平 {0,2}急)(?=\s|$)/

/** Looked at first: how all of them, and the level in English, end and begin. */
const TOLD_BEFORE = /[\da-z/|急提]\s{0,4}$/
const TOLD_AFTER = /^\s{0,7}[\da-z№:/|份编特加平]/

function stripped({ left, right }: Sides): Sides {
  return {
    left: TOLD_BEFORE.test(left)
      ? left.replace(ENGLISH_BEFORE, '').replace(URGENCY_BEFORE, '').replace(COPY_NUMBER_BEFORE, '')
      : left,
    right: TOLD_AFTER.test(right)
      ? right.replace(ENGLISH_AFTER, '').replace(URGENCY_AFTER, '').replace(COPY_NUMBER_AFTER, '')
      : right,
  }
}

const ENGLISH_BEFORE = /(?:^|(?<= ))(?:top ?secret|secret|confidential) ?[/|]? ?$/
const ENGLISH_AFTER = /^ ?[/|]? ?(?:top ?secret|secret|confidential)(?![a-z])/

/** A watermark says its level again and again. */
function unrepeated({ left, right }: Sides, level: Level): Sides {
  return { left: left.replaceAll(level, ''), right: right.replaceAll(level, '') }
}

const HEAD_UNITS = 1000
const HEAD_LINES = 10

/** In the first lines of the text, on its first page. */
function atHead({ part }: Text, { start }: Span): boolean {
  if (part.kind !== 'body' || start > HEAD_UNITS || pageAt(part, start) > 1) return false
  return part.text.slice(0, start).split(/[\n\f]/).length <= HEAD_LINES
}
