import type { Drawing, Paint, Picture, Run } from '../../page/drawing.js'
import { area, boxOf, intersect, multiply, NOWHERE, type Box, type Matrix } from '../../page/geometry.js'
import { figures } from '../../page/figures.js'
import { LetterPaths } from '../../page/letter-paths.js'
import { showText, type Doubt, type Glyph } from './show-text.js'
import { startState, type Font, type State } from './graphics-state.js'

type Arguments = readonly unknown[]

/** The operator list of a page from pdf.js, and its resources. */
export interface Operators {
  readonly fnArray: readonly number[]
  readonly argsArray: readonly (Arguments | null)[]
  /** Numbers of the operators by name. */
  readonly ops: Readonly<Record<string, number>>
  readonly font: (name: string) => Font | undefined
  readonly layerShows: (layer: unknown) => boolean
}

/** What a page draws, and where its text cannot be trusted. */
export interface PdfDrawing extends Drawing {
  readonly doubts: readonly Doubt[]
  /** Where paths and patterns could draw letters. */
  readonly letters: readonly Box[]
}

/** Clipping that leaves more of a picture only cuts its margin. */
const MOSTLY = 0.9
/** Deeper saved states are ignored. pdf.js closes all of them itself. */
const MAX_DEPTH = 10_000

/**
 * Interprets the operators of a page (ISO 32000-1, 8 and 9): what they draw, where and in which order. `view`
 * transforms page space to points from the top left corner.
 */
export function interpret(operators: Operators, view: Matrix, page: Box): PdfDrawing {
  const interpreter = new Interpreter(operators, view, page)
  const handlers = handlersByNumber(operators.ops)
  operators.fnArray.forEach((fn, i) => handlers[fn]?.(interpreter, operators.argsArray[i] ?? []))
  return interpreter
}

type OperatorHandler = (interpreter: Interpreter, args: Arguments) => void

function handlersByNumber(ops: Readonly<Record<string, number>>): OperatorHandler[] {
  const handlers: OperatorHandler[] = []
  for (const [name, handler] of Object.entries(HANDLERS)) {
    const number = ops[name]
    if (number !== undefined) handlers[number] = handler
  }
  return handlers
}

class Interpreter implements PdfDrawing {
  readonly runs: Run[] = []
  readonly paints: Paint[] = []
  readonly pictures: Picture[] = []
  readonly doubts: Doubt[] = []
  draws = false
  unreadable = 0
  state: State
  owner: string | undefined
  clipNext = false
  readonly saved: State[] = []
  /** For each open marked content, whether it hides its content. */
  readonly markedContents: boolean[] = []
  /** How many of them hide it. */
  hidingContents = 0
  #order = 0
  readonly #letterPaths: LetterPaths
  readonly #patterned: Box[] = []

  constructor(readonly operators: Operators, readonly view: Matrix, readonly page: Box) {
    this.state = startState(view, page)
    this.#letterPaths = new LetterPaths(page)
  }

  get letters(): readonly Box[] {
    return [...this.#letterPaths.regions, ...this.#patterned]
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

  beginMarkedContent(hides: boolean): void {
    this.markedContents.push(hides)
    if (hides) this.hidingContents++
  }

  endMarkedContent(): void {
    if (this.markedContents.pop()) this.hidingContents--
  }

  showText(glyphs: readonly (Glyph | number)[]): void {
    const { state } = this
    if (!state.font) this.unreadable += Math.max(1, glyphs.length)
    if (glyphs.length === 0) return
    this.draws = true
    const invisible = state.mode === 3 || state.mode === 7 || state.alpha < 0.05
    const hidden = invisible || state.masked || this.hidingContents > 0
    const shown = showText(glyphs, state, this.page, { order: ++this.#order, hidden, owner: this.owner })
    this.unreadable += shown.unreadable
    for (const run of shown.runs) this.runs.push(run)
    for (const doubt of shown.doubts) this.doubts.push(doubt)
  }

  /** Looks at the strokes of a path, whatever it does with them. */
  addStrokes(path: ArrayLike<number>, isPainted: boolean): void {
    const { state } = this
    if (this.hidingContents === 0 && state.alpha >= 0.05) {
      this.#letterPaths.add(path, state.ctm, state.clip, isPainted)
    }
  }

  fillPath(path: ArrayLike<number> | null | undefined): void {
    this.draws = true
    if (!path || this.hidingContents > 0 || this.state.alpha < 0.05) return
    const { state } = this
    const order = ++this.#order
    const solid = state.alpha > 0.9 && state.blend === 'source-over' && state.fill !== undefined
    for (const { box, full } of figures(path, state.ctm)) {
      const shown = intersect(box, state.clip)
      this.paints.push({ box: shown, order, colour: state.fill, opaque: solid && full })
      if (state.tiled) this.#patterned.push(intersect(shown, this.page))
    }
  }

  drawPicture(width: number, height: number, opaque: boolean, matrix: ArrayLike<number> = [1, 0, 0, 1, 0, 0]): void {
    this.draws = true
    if (this.hidingContents > 0) return
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
  /** Set by `blankImage` on opaque images. */
  readonly interpolate?: boolean
  readonly transform?: ArrayLike<number>
}

function drawImage(interpreter: Interpreter, value: unknown, matrix?: ArrayLike<number>): void {
  const { width = 0, height = 0, interpolate = false } = value as ImageArgument
  interpreter.drawPicture(width, height, interpolate, matrix)
}

const FILLS = ['fill', 'eoFill', 'fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke']

function constructPath(interpreter: Interpreter, [operator, data, around]: Arguments): void {
  const { ops } = interpreter.operators
  const path = (data as (ArrayLike<number> | null)[] | null)?.[0]
  if (FILLS.some((name) => ops[name] === operator)) interpreter.fillPath(path)
  else if (operator !== ops.endPath && path) interpreter.draws = true
  if (path && (operator !== ops.endPath || interpreter.clipNext)) {
    interpreter.addStrokes(path, operator !== ops.endPath)
  }
  if (interpreter.clipNext) {
    interpreter.clipNext = false
    if (around) interpreter.clipTo(around as ArrayLike<number>)
    else interpreter.state.clip = NOWHERE
  }
}

function setGState(interpreter: Interpreter, [entries]: Arguments): void {
  for (const [key, value] of entries as [string, unknown][]) {
    if (key === 'ca') interpreter.state.alpha = value as number
    else if (key === 'BM') interpreter.state.blend = value as string
    else if (key === 'Font') setFont(interpreter, value as Arguments)
  }
}

function setFont(interpreter: Interpreter, [name, size]: Arguments): void {
  interpreter.state.font = interpreter.operators.font(name as string)
  interpreter.state.size = size as number
}

function moveText(interpreter: Interpreter, x: number, y: number): void {
  const { state } = interpreter
  state.lineX += x
  state.lineY += y
  state.x = state.lineX
  state.y = state.lineY
}

function setTextMatrix({ state }: Interpreter, matrix: Matrix): void {
  state.textMatrix = matrix
  state.x = state.y = state.lineX = state.lineY = 0
}

function beginGroup(interpreter: Interpreter, [group]: Arguments): void {
  interpreter.save()
  if ((group as { smask?: unknown } | null)?.smask) interpreter.state.masked = true
}

function beginForm(interpreter: Interpreter, [matrix, box]: Arguments): void {
  interpreter.save()
  interpreter.transform(matrix as ArrayLike<number> | null)
  interpreter.clipTo(box as ArrayLike<number> | null)
}

function beginAnnotation(interpreter: Interpreter, [id, , transform, matrix]: Arguments): void {
  interpreter.save()
  interpreter.state = startState(interpreter.view, interpreter.page)
  interpreter.owner = String(id)
  interpreter.transform(transform as ArrayLike<number>)
  interpreter.transform(matrix as ArrayLike<number>)
}

/** True for a tiling pattern (ISO 32000-1, 8.7.3) whose tile draws text, images or more paths than a hatching has. */
function tilesMayHoldText([kind, , list]: Arguments, ops: Operators['ops']): boolean {
  const { fnArray } = (list ?? {}) as Partial<Operators>
  if (kind !== 'TilingPattern' || !fnArray) return false
  const paths = fnArray.filter((fn) => fn === ops.constructPath).length
  return paths > MOST_HATCHES || fnArray.some((fn) => TEXT_OR_IMAGE.some((name) => ops[name] === fn))
}

const TEXT_OR_IMAGE = [
  'showText', 'paintImageXObject', 'paintInlineImageXObject', 'paintImageMaskXObject', 'paintFormXObjectBegin',
]
/** Paths of a tile that hatches. */
const MOST_HATCHES = 4

/** Draws one image at several positions. `scale` is the linear part of the matrix, `places` has pairs of x and y. */
function repeatImage(
  interpreter: Interpreter, value: unknown, scale: readonly number[], places: ArrayLike<number>,
): void {
  const [a = 1, b = 0, c = 0, d = 1] = scale
  for (let i = 0; i + 1 < places.length; i += 2) drawImage(interpreter, value, [a, b, c, d, places[i]!, places[i + 1]!])
}

const HANDLERS: Readonly<Record<string, OperatorHandler>> = {
  save: (interpreter) => interpreter.save(),
  restore: (interpreter) => interpreter.restore(),
  transform: (interpreter, args) => interpreter.transform(args as number[]),
  beginGroup,
  endGroup: (interpreter) => interpreter.restore(),
  paintFormXObjectBegin: beginForm,
  paintFormXObjectEnd: (interpreter) => interpreter.restore(),
  beginAnnotation,
  endAnnotation: (interpreter) => {
    interpreter.restore()
    interpreter.owner = undefined
  },
  beginMarkedContent: (interpreter) => interpreter.beginMarkedContent(false),
  beginMarkedContentProps: (interpreter, [tag, layer]) =>
    interpreter.beginMarkedContent(tag === 'OC' && !interpreter.operators.layerShows(layer)),
  endMarkedContent: (interpreter) => interpreter.endMarkedContent(),
  setGState,
  setFillRGBColor: ({ state }, [colour]) => {
    state.fill = colour as string
    state.tiled = false
  },
  setStrokeRGBColor: ({ state }, [colour]) => void (state.stroke = colour as string),
  setFillColorN: (interpreter, args) => {
    interpreter.state.fill = undefined
    interpreter.state.tiled = tilesMayHoldText(args, interpreter.operators.ops)
  },
  setStrokeColorN: ({ state }) => void (state.stroke = undefined),
  clip: (interpreter) => void (interpreter.clipNext = true),
  eoClip: (interpreter) => void (interpreter.clipNext = true),
  constructPath,
  shadingFill: (interpreter) => void (interpreter.draws = true),
  rawFillPath: (interpreter) => void (interpreter.draws = true),
  beginText: (interpreter) => setTextMatrix(interpreter, [1, 0, 0, 1, 0, 0]),
  setCharSpacing: ({ state }, [value]) => void (state.charSpacing = value as number),
  setWordSpacing: ({ state }, [value]) => void (state.wordSpacing = value as number),
  setHScale: ({ state }, [value]) => void (state.scale = (value as number) / 100),
  setLeading: ({ state }, [value]) => void (state.leading = value as number),
  setFont,
  setTextRenderingMode: ({ state }, [value]) => void (state.mode = value as number),
  setTextRise: ({ state }, [value]) => void (state.rise = value as number),
  moveText: (interpreter, [x, y]) => moveText(interpreter, x as number, y as number),
  setLeadingMoveText: (interpreter, [x, y]) => {
    interpreter.state.leading = -(y as number)
    moveText(interpreter, x as number, y as number)
  },
  setTextMatrix: (interpreter, args) => {
    const matrix = args.length >= 6 ? args : args[0]
    setTextMatrix(interpreter, Array.from(matrix as ArrayLike<number>) as unknown as Matrix)
  },
  nextLine: (interpreter) => moveText(interpreter, 0, -interpreter.state.leading),
  showText: (interpreter, [glyphs]) => interpreter.showText(glyphs as (Glyph | number)[]),
  paintImageXObject: (interpreter, [, width, height]) =>
    interpreter.drawPicture(width as number, height as number, true),
  paintInlineImageXObject: (interpreter, [value]) => drawImage(interpreter, value),
  paintImageMaskXObject: (interpreter, [value]) => drawImage(interpreter, value),
  paintSolidColorImageMask: (interpreter) => interpreter.drawPicture(1, 1, true),
  paintImageXObjectRepeat: (interpreter, [, x, y, places]) =>
    repeatImage(interpreter, {}, [x as number, 0, 0, y as number], places as ArrayLike<number>),
  paintImageMaskXObjectRepeat: (interpreter, [value, a, b, c, d, places]) =>
    repeatImage(interpreter, value, [a, b, c, d] as number[], places as ArrayLike<number>),
  paintImageMaskXObjectGroup: (interpreter, [images]) => {
    for (const value of images as ImageArgument[]) drawImage(interpreter, value, value.transform)
  },
  paintInlineImageXObjectGroup: (interpreter, [value, map]) => {
    for (const { transform } of map as ImageArgument[]) drawImage(interpreter, value, transform)
  },
}
