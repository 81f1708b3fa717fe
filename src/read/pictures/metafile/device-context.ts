import { pageOfCharset } from '../../text/font-charset.js'
import { decodePage } from '../../text/code-page.js'
import { symbol } from '../../text/symbol-font.js'
import type { Run } from '../../page/drawing.js'
import { IDENTITY, multiply, type Matrix } from '../../page/geometry.js'
import type { BitmapFile } from './dib.js'
import type { Bitmap, Scene, Shape } from './scene.js'
import { toTextRun } from './text-run.js'

/** Something to draw with: a font, or the colour of a brush (`undefined`: it leaves no mark). */
export type GdiObject =
  | {
    readonly kind: 'font'
    readonly size: number
    readonly turn: number
    readonly charset: number
    readonly face: string
  }
  | { readonly kind: 'brush'; readonly colour: string | undefined }
  | { readonly kind: 'other' }

interface State {
  world: Matrix
  /** Origin and size of the window and of the view port. */
  window: readonly [number, number, number, number]
  port: readonly [number, number, number, number]
  /**
   * Of [MS-WMF] 2.1.1.16: the window is only looked at in those that scale; those between the first and them go
   * upwards.
   */
  mode: number
  font: Extract<GdiObject, { kind: 'font' }>
  brush: string | undefined
  align: number
  x: number
  y: number
}

/** Of [MS-WMF] 2.1.2.3: the pen's place is where text begins; the base line is where it stands. */
const AT_PEN = 1
const BASELINE = 24
const MOST_SAVED = 1000
/** More than a drawing of any document has; what comes after is counted as not read. */
const MOST = 200_000
/** A figure with fewer corners is a box, an arrow, a bar; fewer lines are axes and frames. */
const LETTER = 9
const STROKES = 200
const TEXT_MODE = 1
const SCALING = 7

/**
 * What a metafile's records draw with ([MS-WMF] 3.1, [MS-EMF] 3.1): keeps the state of the device context and gathers
 * what leaves a mark. Guarded state.
 */
export class DeviceContext implements Scene {
  readonly runs: Run[] = []
  readonly marks: (Shape | Bitmap)[] = []
  readonly comments: Buffer[] = []
  readonly metafiles: Uint8Array[] = []
  unreadable = 0
  needsOcr = false
  whole = false
  #strokes = 0
  readonly #tools = new Map<number, GdiObject>()
  readonly #saved: State[] = []
  #path: number[] | undefined
  #state: State = {
    world: IDENTITY, window: [0, 0, 1, 1], port: [0, 0, 1, 1], mode: TEXT_MODE,
    font: { kind: 'font', size: 12, turn: 0, charset: 0, face: '' }, brush: '#ffffff', align: 0, x: 0, y: 0,
  }

  change(part: Partial<Pick<State, 'world' | 'window' | 'port' | 'mode' | 'align'>>): void {
    Object.assign(this.#state, part)
  }

  get state(): Readonly<State> {
    return this.#state
  }

  save(): void {
    if (this.#saved.length < MOST_SAVED) this.#saved.push({ ...this.#state })
  }

  /** `which`: negative counts from the last. */
  restore(which: number): void {
    const at = which < 0 ? this.#saved.length + which : which - 1
    const found = this.#saved[at]
    if (!found) return
    this.#state = found
    this.#saved.length = at
  }

  /** Keeps a tool under a number, or under the lowest that is free. */
  make(tool: GdiObject, number?: number): void {
    let free = number ?? 0
    if (number === undefined) while (this.#tools.has(free)) free++
    if (this.#tools.size < MOST) this.#tools.set(free, tool)
  }

  drop(number: number): void {
    this.#tools.delete(number)
  }

  select(number: number): void {
    const tool = this.#tools.get(number)
    if (tool?.kind === 'font') this.#state.font = tool
    else if (tool?.kind === 'brush') this.#state.brush = tool.colour
  }

  set brush(colour: string | undefined) {
    this.#state.brush = colour
  }

  // ---- text ----

  /** Text at a point, in logical units; `advances` for each UTF-16 unit, where they are given. */
  text(text: string, x: number, y: number, advances: readonly number[]): void {
    const { font, align } = this.#state
    if (text.trim() === '') return
    if (this.runs.length >= MOST) {
      this.unreadable += text.length
      return
    }
    const atPen = (align & AT_PEN) !== 0
    const [px, py] = atPen ? [this.#state.x, this.#state.y] : [x, y]
    const shown = /wingdings|symbol|webdings/i.test(font.face) ? signs(text, font.face) : text
    this.unreadable += shown.match(/[\ufffd\ue000-\uf8ff]/g)?.length ?? 0
    const { run, width } = toTextRun({
      text: shown, x: px, y: py, advances, size: font.size, turn: font.turn,
      side: align & 6, below: (align & BASELINE) === 0, matrix: this.#matrix(), order: this.runs.length,
    })
    this.runs.push(run)
    if (atPen) this.#state.x += width
  }

  /** Bytes in the code page of the font; advances are given for each byte. */
  bytes(bytes: Uint8Array, x: number, y: number, advances: readonly number[]): void {
    const page = pageOfCharset(this.#state.font.charset)
    const text = decodePage(bytes, page)
    const perUnit: number[] = []
    let at = 0
    if (advances.length > 0) {
      for (const character of text) {
        const taken = text.length < bytes.length && character > '\x7f' ? 2 : 1
        perUnit.push(advances.slice(at, at + taken).reduce((sum, each) => sum + each, 0))
        for (let more = 1; more < character.length; more++) perUnit.push(0)
        at += taken
      }
    }
    this.text(text, x, y, perUnit)
  }

  // ---- figures ----

  moveTo(x: number, y: number): void {
    Object.assign(this.#state, { x, y })
    this.#path?.push(0, ...this.#point(x, y))
  }

  /** Corners one after another (0, 1) or as curves with two handles each (2), from where the pen stands. */
  lineTo(kind: 1 | 2, points: readonly number[]): void {
    const path = this.#packed(points, kind)
    if (this.#path) {
      if (this.#path.length < MOST) append(this.#path, path)
    } else this.#stroke([0, ...this.#point(this.#state.x, this.#state.y)], path)
    const [x, y] = points.slice(-2)
    if (x !== undefined && y !== undefined) Object.assign(this.#state, { x, y })
  }

  beginPath(): void {
    this.#path = []
  }

  endPath(fill: boolean): void {
    if (fill && this.#path) this.#fill(this.#path)
    if (fill) this.#path = undefined
  }

  dropPath(): void {
    this.#path = undefined
  }

  /** Closed figures of corners, filled together. */
  polygons(polygons: readonly (readonly number[])[]): void {
    const path = polygons.flatMap((points) => [
      0, ...this.#point(points[0] ?? 0, points[1] ?? 0),
      ...this.#packed(points.slice(2), 1),
    ])
    if (this.#path) append(this.#path, path)
    else this.#fill(path)
  }

  rectangle(left: number, top: number, right: number, bottom: number): void {
    this.polygons([[left, top, right, top, right, bottom, left, bottom]])
  }

  #fill(path: readonly number[]): void {
    if (this.#state.brush === undefined) return
    if (path.length > 3 * LETTER) this.needsOcr = true
    this.#mark({ path, fill: this.#state.brush })
  }

  #stroke(start: readonly number[], path: readonly number[]): void {
    this.#strokes += path.length / 3
    if (this.#strokes > STROKES) this.needsOcr = true
    this.#mark({ path: [...start, ...path] })
  }

  #mark(mark: Shape | Bitmap): void {
    if (this.marks.length < MOST) this.marks.push(mark)
    else this.unreadable++
  }

  #packed(points: readonly number[], kind: 1 | 2): number[] {
    const packed: number[] = []
    const step = kind === 1 ? 2 : 6
    for (let at = 0; at + step <= points.length; at += step) {
      packed.push(kind)
      for (let i = 0; i < step; i += 2) packed.push(...this.#point(points[at + i]!, points[at + i + 1]!))
    }
    return packed
  }

  // ---- bitmaps ----

  /** A bitmap over a rectangle; without a file it is one that cannot be decoded. */
  bitmap(found: BitmapFile | undefined, x: number, y: number, width: number, height: number): void {
    if (!found) {
      this.unreadable++
      return
    }
    this.needsOcr = true
    const [left, top] = this.#point(x, y)
    const [right, bottom] = this.#point(x + width, y + height)
    this.#mark({ ...found, x: left, y: top, width: right - left, height: bottom - top })
  }

  #point(x: number, y: number): [number, number] {
    const [a, b, c, d, e, f] = this.#matrix()
    return [a * x + c * y + e, b * x + d * y + f]
  }

  /** From logical units to the drawing's plane. */
  #matrix(): Matrix {
    const { world, window, port, mode } = this.#state
    const scales = mode >= SCALING
    const sx = scales ? port[2] / (window[2] || 1) : 1
    const sy = scales ? port[3] / (window[3] || 1) : mode > TEXT_MODE ? -1 : 1
    return multiply([sx, 0, 0, sy, port[0] - window[0] * sx, port[1] - window[1] * sy], world)
  }
}

function append(path: number[], more: readonly number[]): void {
  for (const each of more) path.push(each)
}

function signs(text: string, face: string): string {
  return [...text].map((each) => symbol(face, (each.codePointAt(0)! & 0xff).toString(16))).join('')
}
