import type { Drawing, Paint, Picture, Run } from '../../page/drawing.js'
import { area, boxOf, intersect, multiply, NOWHERE, type Box, type Matrix } from '../../page/geometry.js'
import { figures } from '../../page/figures.js'
import { showText, type Glyph } from './show-text.js'
import { startState, type Font, type State } from './state.js'

type Arguments = readonly unknown[]

/** A page's operator list as pdf.js gives it, and what its names stand for. */
export interface Operators {
  readonly fnArray: readonly number[]
  readonly argsArray: readonly (Arguments | null)[]
  /** Numbers of the operators by name. */
  readonly ops: Readonly<Record<string, number>>
  readonly font: (name: string) => Font | undefined
  readonly layerShows: (layer: unknown) => boolean
}

/** Of a picture that is cut by less, nothing is hidden but its margin. */
const MOSTLY = 0.9
/** Deeper nesting of saved states is not followed; pdf.js itself closes them. */
const MAX_DEPTH = 10_000

/**
 * Follows a page's operators and says what they draw, where, in which order. `view`: page space to points from the top
 * left.
 */
export function walk(operators: Operators, view: Matrix, page: Box): Drawing {
  const walker = new Walker(operators, view, page)
  const table = tableFor(operators.ops)
  operators.fnArray.forEach((fn, i) => table[fn]?.(walker, operators.argsArray[i] ?? []))
  return walker
}

type Step = (walker: Walker, args: Arguments) => void

function tableFor(ops: Readonly<Record<string, number>>): Step[] {
  const table: Step[] = []
  for (const [name, step] of Object.entries(STEPS)) {
    const number = ops[name]
    if (number !== undefined) table[number] = step
  }
  return table
}

class Walker implements Drawing {
  readonly runs: Run[] = []
  readonly paints: Paint[] = []
  readonly pictures: Picture[] = []
  draws = false
  unreadable = 0
  state: State
  owner: string | undefined
  clipNext = false
  readonly saved: State[] = []
  /** One entry for each open marked content: whether it hides what it holds. */
  readonly marked: boolean[] = []
  hiding = 0
  #order = 0

  constructor(readonly operators: Operators, readonly view: Matrix, readonly page: Box) {
    this.state = startState(view, page)
  }

  save(): void {
    if (this.saved.length < MAX_DEPTH) this.saved.push({ ...this.state })
  }

  restore(): void {
    this.state = this.saved.pop() ?? this.state
  }

  transform(matrix: ArrayLike<number> | null | undefined): void {
    if (matrix && matrix.length >= 6) this.state.ctm = multiply(this.state.ctm, matrix)
  }

  clipTo(box: ArrayLike<number> | null | undefined): void {
    if (!box || box.length < 4) return
    this.state.clip = intersect(this.state.clip, boxOf(this.state.ctm, box[0]!, box[1]!, box[2]!, box[3]!))
  }

  mark(hides: boolean): void {
    this.marked.push(hides)
    if (hides) this.hiding++
  }

  unmark(): void {
    if (this.marked.pop()) this.hiding--
  }

  show(glyphs: readonly (Glyph | number)[]): void {
    const { state } = this
    if (!state.font) this.unreadable += Math.max(1, glyphs.length)
    if (glyphs.length === 0) return
    this.draws = true
    const silent = state.mode === 3 || state.mode === 7 || state.alpha < 0.05
    const hidden = silent || state.masked || this.hiding > 0
    const shown = showText(glyphs, state, this.page, { order: ++this.#order, hidden, owner: this.owner })
    this.unreadable += shown.unreadable
    for (const run of shown.runs) this.runs.push(run)
  }

  fill(path: ArrayLike<number> | null | undefined): void {
    this.draws = true
    if (!path || this.hiding > 0 || this.state.alpha < 0.05) return
    const { state } = this
    const order = ++this.#order
    const solid = state.alpha > 0.9 && state.blend === 'source-over' && state.fill !== undefined
    for (const { box, full } of figures(path, state.ctm)) {
      this.paints.push({ box: intersect(box, state.clip), order, colour: state.fill, opaque: solid && full })
    }
  }

  picture(width: number, height: number, opaque: boolean, matrix: ArrayLike<number> = [1, 0, 0, 1, 0, 0]): void {
    this.draws = true
    if (this.hiding > 0) return
    const { state } = this
    const full = boxOf(multiply(state.ctm, matrix), 0, 0, 1, 1)
    const box = intersect(full, state.clip)
    const order = ++this.#order
    this.pictures.push({ width, height, box, whole: area(box) > MOSTLY * area(full), order })
    const solid = opaque && state.alpha > 0.9 && state.blend === 'source-over'
    this.paints.push({ box, order, opaque: solid })
  }
}

interface ImageArgument {
  readonly width?: number
  readonly height?: number
  /** Set by `blankImages` on images that hide what is under them. */
  readonly interpolate?: boolean
  readonly transform?: ArrayLike<number>
}

function image(walker: Walker, value: unknown, matrix?: ArrayLike<number>): void {
  const { width = 0, height = 0, interpolate = false } = value as ImageArgument
  walker.picture(width, height, interpolate, matrix)
}

const FILLS = ['fill', 'eoFill', 'fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke']

function constructPath(walker: Walker, [operator, data, around]: Arguments): void {
  const { ops } = walker.operators
  const path = (data as (ArrayLike<number> | null)[] | null)?.[0]
  if (FILLS.some((name) => ops[name] === operator)) walker.fill(path)
  else if (operator !== ops.endPath && path) walker.draws = true
  if (walker.clipNext) {
    walker.clipNext = false
    if (around) walker.clipTo(around as ArrayLike<number>)
    else walker.state.clip = NOWHERE
  }
}

function setGState(walker: Walker, [entries]: Arguments): void {
  for (const [key, value] of entries as [string, unknown][]) {
    if (key === 'ca') walker.state.alpha = value as number
    else if (key === 'BM') walker.state.blend = value as string
    else if (key === 'Font') setFont(walker, value as Arguments)
  }
}

function setFont(walker: Walker, [name, size]: Arguments): void {
  walker.state.font = walker.operators.font(name as string)
  walker.state.size = size as number
}

function moveText(walker: Walker, x: number, y: number): void {
  const { state } = walker
  state.lineX += x
  state.lineY += y
  state.x = state.lineX
  state.y = state.lineY
}

function setTextMatrix({ state }: Walker, matrix: Matrix): void {
  state.textMatrix = matrix
  state.x = state.y = state.lineX = state.lineY = 0
}

function beginGroup(walker: Walker, [group]: Arguments): void {
  walker.save()
  if ((group as { smask?: unknown } | null)?.smask) walker.state.masked = true
}

function beginForm(walker: Walker, [matrix, box]: Arguments): void {
  walker.save()
  walker.transform(matrix as ArrayLike<number> | null)
  walker.clipTo(box as ArrayLike<number> | null)
}

function beginAnnotation(walker: Walker, [id, , transform, matrix]: Arguments): void {
  walker.save()
  walker.state = startState(walker.view, walker.page)
  walker.owner = String(id)
  walker.transform(transform as ArrayLike<number>)
  walker.transform(matrix as ArrayLike<number>)
}

/** Copies of one image at several places: scales and skews, then pairs of positions. */
function repeat(walker: Walker, value: unknown, scale: readonly number[], places: ArrayLike<number>): void {
  const [a = 1, b = 0, c = 0, d = 1] = scale
  for (let i = 0; i + 1 < places.length; i += 2) image(walker, value, [a, b, c, d, places[i]!, places[i + 1]!])
}

const STEPS: Readonly<Record<string, Step>> = {
  save: (walker) => walker.save(),
  restore: (walker) => walker.restore(),
  transform: (walker, args) => walker.transform(args as number[]),
  beginGroup,
  endGroup: (walker) => walker.restore(),
  paintFormXObjectBegin: beginForm,
  paintFormXObjectEnd: (walker) => walker.restore(),
  beginAnnotation,
  endAnnotation: (walker) => {
    walker.restore()
    walker.owner = undefined
  },
  beginMarkedContent: (walker) => walker.mark(false),
  beginMarkedContentProps: (walker, [tag, layer]) => walker.mark(tag === 'OC' && !walker.operators.layerShows(layer)),
  endMarkedContent: (walker) => walker.unmark(),
  setGState,
  setFillRGBColor: ({ state }, [colour]) => void (state.fill = colour as string),
  setStrokeRGBColor: ({ state }, [colour]) => void (state.stroke = colour as string),
  setFillColorN: ({ state }) => void (state.fill = undefined),
  setStrokeColorN: ({ state }) => void (state.stroke = undefined),
  clip: (walker) => void (walker.clipNext = true),
  eoClip: (walker) => void (walker.clipNext = true),
  constructPath,
  shadingFill: (walker) => void (walker.draws = true),
  rawFillPath: (walker) => void (walker.draws = true),
  beginText: (walker) => setTextMatrix(walker, [1, 0, 0, 1, 0, 0]),
  setCharSpacing: ({ state }, [value]) => void (state.charSpacing = value as number),
  setWordSpacing: ({ state }, [value]) => void (state.wordSpacing = value as number),
  setHScale: ({ state }, [value]) => void (state.scale = (value as number) / 100),
  setLeading: ({ state }, [value]) => void (state.leading = value as number),
  setFont,
  setTextRenderingMode: ({ state }, [value]) => void (state.mode = value as number),
  setTextRise: ({ state }, [value]) => void (state.rise = value as number),
  moveText: (walker, [x, y]) => moveText(walker, x as number, y as number),
  setLeadingMoveText: (walker, [x, y]) => {
    walker.state.leading = -(y as number)
    moveText(walker, x as number, y as number)
  },
  setTextMatrix: (walker, args) => {
    const matrix = args.length >= 6 ? args : args[0]
    setTextMatrix(walker, Array.from(matrix as ArrayLike<number>) as unknown as Matrix)
  },
  nextLine: (walker) => moveText(walker, 0, -walker.state.leading),
  showText: (walker, [glyphs]) => walker.show(glyphs as (Glyph | number)[]),
  paintImageXObject: (walker, [, width, height]) => walker.picture(width as number, height as number, true),
  paintInlineImageXObject: (walker, [value]) => image(walker, value),
  paintImageMaskXObject: (walker, [value]) => image(walker, value),
  paintSolidColorImageMask: (walker) => walker.picture(1, 1, true),
  paintImageXObjectRepeat: (walker, [, x, y, places]) =>
    repeat(walker, {}, [x as number, 0, 0, y as number], places as ArrayLike<number>),
  paintImageMaskXObjectRepeat: (walker, [value, a, b, c, d, places]) =>
    repeat(walker, value, [a, b, c, d] as number[], places as ArrayLike<number>),
  paintImageMaskXObjectGroup: (walker, [images]) => {
    for (const value of images as ImageArgument[]) image(walker, value, value.transform)
  },
  paintInlineImageXObjectGroup: (walker, [value, map]) => {
    for (const { transform } of map as ImageArgument[]) image(walker, value, transform)
  },
}
