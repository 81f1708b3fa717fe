import { runBox, type Run } from '../../page/drawing.js'
import { holds, holdsBox, multiply, type Box, type Matrix } from '../../page/geometry.js'
import { splitRun, needsSpace } from '../../page/runs.js'
import { dingbat } from '../../text/dingbats.js'
import { mapSymbols } from '../../text/symbol-font.js'
import type { State } from './graphics-state.js'
import { statedCharacter } from './stated-character.js'

/** A glyph of a pdf.js operator list. Numbers between glyphs are offsets in thousandths of an em. */
export interface Glyph {
  readonly unicode: string
  readonly width: number
  readonly isSpace: boolean
  readonly originalCharCode: number
  /** Name of the drawing of a glyph of a Type 3 font (ISO 32000-1, 9.6.5). */
  readonly operatorListId?: string
  readonly vmetric?: readonly number[] | null
}

export interface ShownText {
  readonly runs: readonly Run[]
  /** Number of glyphs whose characters are unknown. */
  readonly unreadable: number
  readonly doubts: readonly Doubt[]
}

/** A run of glyphs of which some may show something other than their text says. */
export interface Doubt {
  readonly box: Box
  /** Number of glyphs whose characters are unknown. */
  readonly unknown: number
  /** Number of glyphs whose text the font does not prove. */
  readonly unproven: number
}

/** A glyph that begins closer to an equal one, in its widths, is printed over it. */
const OVERPRINT = 0.5

/** Smaller text, in points, is not legible. */
const TINY = 1.5

/**
 * Places the glyphs of one text operator on the page (ISO 32000-1, 9.4.4) and moves the pen of the state to their end.
 * A new run begins where the pen moves back, and at the edges of the page and of the clip.
 */
export function showText(
  glyphs: readonly (Glyph | number)[],
  state: State,
  page: Box,
  paint: TextPaint,
): ShownText {
  const line = baseline(state)
  const runs: Run[] = []
  const doubts: Doubt[] = []
  let draft: Draft | undefined
  let unreadable = 0
  let pen = 0
  const finish = (): void => {
    if (draft && draft.text !== '') {
      const run = toRun(draft, line, paint, state)
      const { unknown, unproven } = draft
      if (!run.hidden && unknown + unproven > 0) doubts.push({ box: runBox(run), unknown, unproven })
      runs.push(...splitAtEdges(run, state.clip, page))
    }
    draft = undefined
  }
  for (const glyph of glyphs) {
    if (typeof glyph === 'number') {
      pen -= (glyph / 1000) * line.unit
      continue
    }
    const width = advance(glyph, state, line.unit)
    const from = line.origin + Math.min(pen, pen + width)
    if (draft && from < draft.end - line.em) finish()
    draft ??= { text: '', at: [], end: from, unknown: 0, unproven: 0 }
    const text = textOf(glyph, state)
    if (!isKnown(text, state)) {
      unreadable++
      draft.unknown++
    } else if (!isProven(glyph, state)) draft.unproven++
    if (!isOverprint(draft, text, from, Math.abs(width))) append(draft, text, from, Math.abs(width), line.em)
    pen += width + spacing(glyph, state, line)
  }
  finish()
  movePen(state, pen / line.stretch)
  return { runs, unreadable, doubts }
}

/** Properties that all runs of one operator share. */
interface TextPaint {
  readonly order: number
  readonly hidden: boolean
  readonly owner: string | undefined
}

/** A run in progress. */
interface Draft {
  text: string
  at: number[]
  end: number
  unknown: number
  unproven: number
}

interface Baseline {
  readonly dx: number
  readonly dy: number
  readonly vertical: boolean
  readonly across: number
  readonly size: number
  /** Position of the pen along the writing direction. */
  readonly origin: number
  /** Points per unit of text space along the writing direction, and per em; `em` is never zero or negative. */
  readonly stretch: number
  readonly unit: number
  readonly em: number
}

/** All fields are listed: spreading three records took a tenth of the time of a page. */
function toRun(draft: Draft, line: Baseline, { order, hidden, owner }: TextPaint, state: State): Run {
  return {
    text: draft.text, at: draft.at, end: draft.end,
    across: line.across, size: line.size, dx: line.dx, dy: line.dy, vertical: line.vertical,
    order, colour: shownColour(state), font: state.font?.name, bold: isBold(state),
    hidden: hidden || line.size < TINY, owner,
  }
}

function baseline(state: State): Baseline {
  const matrix: Matrix = multiply(state.ctm, state.textMatrix)
  const vertical = state.font?.vertical === true
  const [ax, ay] = vertical ? [-matrix[2], -matrix[3]] : [matrix[0], matrix[1]]
  const length = Math.hypot(ax, ay) || 1e-9
  const forward = (vertical ? state.size : state.size * state.scale) < 0 ? -1 : 1
  const [dx, dy] = [(ax / length) * forward || 0, (ay / length) * forward || 0]
  const [x, y] = [state.x, state.y + state.rise]
  const px = matrix[0] * x + matrix[2] * y + matrix[4]
  const py = matrix[1] * x + matrix[3] * y + matrix[5]
  const stretch = length * (vertical ? 1 : state.scale) * forward
  return {
    dx, dy, vertical,
    origin: px * dx + py * dy,
    across: py * dx - px * dy,
    size: Math.abs(state.size) * (vertical ? Math.hypot(matrix[0], matrix[1]) : Math.hypot(matrix[2], matrix[3])),
    stretch: stretch || 1e-9,
    unit: stretch * state.size,
    em: Math.max(Math.abs(stretch * state.size), 1e-6),
  }
}

function advance(glyph: Glyph, state: State, unit: number): number {
  const scale = state.font?.fontMatrix?.[0] ?? 0.001
  if (!state.font?.vertical) return glyph.width * scale * unit
  const down = (glyph.vmetric ?? state.font.defaultVMetrics)?.[0] ?? -1000
  return -down * scale * unit
}

function spacing(glyph: Glyph, state: State, line: Baseline): number {
  const extra = state.charSpacing + (glyph.isSpace ? state.wordSpacing : 0)
  return (state.font?.vertical ? -extra : extra) * line.stretch
}

function movePen(state: State, by: number): void {
  if (state.font?.vertical) state.y -= by
  else state.x += by * state.scale
}

/** Some writers make text bold by moving back and drawing the same glyph again, a little to the right. */
function isOverprint({ text: before, at }: Draft, text: string, from: number, width: number): boolean {
  return text !== '' && before.endsWith(text) && Math.abs(from - at[at.length - text.length]!) < OVERPRINT * width
}

function append(draft: Draft, text: string, from: number, width: number, em: number): void {
  if (draft.text !== '' && needsSpace(draft.text, text, from - draft.end, em)) {
    draft.text += ' '
    draft.at.push(draft.end)
  }
  for (let i = 0; i < text.length; i++) draft.at.push(from + (width * i) / text.length)
  draft.text += text
  draft.end = from + width
}

function textOf(glyph: Glyph, { font }: State): string {
  const { unicode, originalCharCode } = glyph
  if (font?.symbols !== undefined && PRIVATE.test(unicode)) return mapSymbols(font.symbols, unicode)
  if (font?.controls !== undefined && unicode.length === 1) return font.controls[unicode.charCodeAt(0)] ?? unicode
  if (font?.isDingbats !== true || unicode.charCodeAt(0) !== originalCharCode) return unicode
  return dingbat(originalCharCode) ?? unicode
}

/** Where the codes of symbol fonts are, as Windows has it. */
const PRIVATE = /^[\uf020-\uf0ff]$/

/**
 * False for a glyph without a character, with the replacement character, with a private or control character, and for
 * composite fonts whose character codes pdf.js only repeats.
 */
function isKnown(text: string, { font }: State): boolean {
  const code = text.charCodeAt(0)
  if (Number.isNaN(code)) return false
  if (code === 0xfffd || (code >= 0xe000 && code <= 0xf8ff) || (code < 0x20 && (code < 9 || code > 13))) return false
  if (font?.composite && font.toUnicode?.firstChar !== undefined) return false
  return true
}

/** False for glyphs that are drawings, and for those whose names contradict their characters. */
function isProven({ unicode, originalCharCode, isSpace, operatorListId }: Glyph, { font }: State): boolean {
  if (isSpace || !font) return true
  if (operatorListId !== undefined) return false
  const name = font.composite ? undefined
    : font.differences?.[originalCharCode] ?? font.defaultEncoding?.[originalCharCode]
  const stated = name === undefined ? undefined : statedCharacter(name)
  return stated === undefined || stated.toLowerCase() === unicode.toLowerCase()
}

function shownColour(state: State): string | undefined {
  return state.mode % 4 === 1 ? state.stroke : state.fill
}

/** Writers without a bold font stroke the outlines of the glyphs as well (modes 2 and 6). */
function isBold(state: State): boolean {
  return state.font?.bold === true || state.mode % 4 === 2
}

/** Splits a run at the edges of the page and of the clip. Most runs are entirely inside. */
function splitAtEdges(run: Run, clip: Box, page: Box): Run[] {
  if (run.hidden) return [run]
  const box = runBox(run)
  const safe: Box = [box[0] + 0.5, box[1] + run.size * 0.3, box[2] - 0.5, box[3] - run.size * 0.3]
  if (holdsBox(clip, safe) && holdsBox(page, safe)) return [run]
  return splitRun(run, (unit) => {
    const [left, top, right, bottom] = runBox(run, unit, unit + 1)
    const [x, y] = [(left + right) / 2, (top + bottom) / 2]
    return holds(clip, x, y) && holds(page, x, y)
  }).map(([piece, isInside]) => ({ ...piece, hidden: !isInside }))
}
