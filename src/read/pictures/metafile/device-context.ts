import { pageOfCharset } from '../../text/font-charset.js'
import { decodePage } from '../../text/code-page.js'
import { symbol } from '../../text/symbol-font.js'
import type { Run } from '../../page/drawing.js'
import { IDENTITY, multiply, type Matrix } from '../../page/geometry.js'
import type { BitmapFile } from './dib.js'
import type { Bitmap, MetafileScene, Shape } from './scene.js'
import { toTextRun } from './text-run.js'

/** A graphics object: a font, or a brush. The null brush, which does not fill, has no colour. */
export type GdiObject =
  | {
    readonly kind: 'font'
    readonly size: number
    /** Degrees, counter-clockwise. */
    readonly angle: number
    readonly charset: number
    readonly face: string
  }
  | { readonly kind: 'brush'; readonly colour: string | undefined }
  | { readonly kind: 'other' }

interface State {
  world: Matrix
  /** Origin and size, like `viewport`. */
  window: readonly [number, number, number, number]
  viewport: readonly [number, number, number, number]
  /**
   * [MS-WMF] 2.1.1.16. Only the modes from `SCALING` on use the sizes of window and viewport. In the modes between
   * `TEXT_MODE` and `SCALING` the y axis points upwards.
   */
  mapMode: number
  font: Extract<GdiObject, { kind: 'font' }>
  brush: string | undefined
  textAlign: number
  x: number
  y: number
}

/** Flags of the text alignment ([MS-WMF] 2.1.2.3): text starts at the pen; the point is on the baseline. */
const AT_PEN = 1
const BASELINE = 24
const MAX_SAVED = 1000
/** No real drawing has more paints. What follows is counted as unreadable. */
const MAX_PAINTS = 200_000
/** Figures with fewer corners are boxes, arrows and bars, not letters. */
const LETTER_CORNERS = 9
/** Fewer lines are axes and frames. */
const MAX_FORM_LINES = 200
const TEXT_MODE = 1
const SCALING = 7

/**
 * The playback device context of a metafile ([MS-WMF] 3.1, [MS-EMF] 3.1). Record handlers change its state and draw on
 * it; it collects what they draw. Guarded state.
 */
export class DeviceContext implements MetafileScene {
  readonly runs: Run[] = []
  readonly paints: (Shape | Bitmap)[] = []
  readonly comments: Buffer[] = []
  readonly metafiles: Uint8Array[] = []
  /** Pieces of an EMF file that shows the same as the WMF file. */
  readonly enhanced: Buffer[] = []
  unreadable = 0
  needsOcr = false
  whole = false
  #lines = 0
  readonly #objects = new Map<number, GdiObject>()
  readonly #saved: State[] = []
  #path: number[] | undefined
  #state: State = {
    world: IDENTITY, window: [0, 0, 1, 1], viewport: [0, 0, 1, 1], mapMode: TEXT_MODE,
    font: { kind: 'font', size: 12, angle: 0, charset: 0, face: '' }, brush: '#ffffff', textAlign: 0, x: 0, y: 0,
  }

  /** Keeps bytes that draw nothing, unless they are zeros. */
  addComment(bytes: Buffer): void {
    if (bytes.some((byte) => byte !== 0)) this.comments.push(bytes)
  }

  update(changes: Partial<Pick<State, 'world' | 'window' | 'viewport' | 'mapMode' | 'textAlign'>>): void {
    Object.assign(this.#state, changes)
  }

  get state(): Readonly<State> {
    return this.#state
  }

  save(): void {
    if (this.#saved.length < MAX_SAVED) this.#saved.push({ ...this.#state })
  }

  /** Restores the state saved as number `which` (from 1), or counted back from the last where negative. */
  restore(which: number): void {
    const at = which < 0 ? this.#saved.length + which : which - 1
    const found = this.#saved[at]
    if (!found) return
    this.#state = found
    this.#saved.length = at
  }

  /** Stores an object under a number, or under the lowest free one. */
  createObject(object: GdiObject, number?: number): void {
    let free = number ?? 0
    if (number === undefined) while (this.#objects.has(free)) free++
    if (this.#objects.size < MAX_PAINTS) this.#objects.set(free, object)
  }

  deleteObject(number: number): void {
    this.#objects.delete(number)
  }

  selectObject(number: number): void {
    const object = this.#objects.get(number)
    if (object?.kind === 'font') this.#state.font = object
    else if (object?.kind === 'brush') this.#state.brush = object.colour
  }

  set brush(colour: string | undefined) {
    this.#state.brush = colour
  }

  // ---- text ----

  /** Draws text at a point, in logical units. `advances`: widths of the UTF-16 units; empty where unknown. */
  drawText(text: string, x: number, y: number, advances: readonly number[]): void {
    const { font, textAlign } = this.#state
    if (text.trim() === '') return
    if (this.runs.length >= MAX_PAINTS) {
      this.unreadable += text.length
      return
    }
    const atPen = (textAlign & AT_PEN) !== 0
    const [px, py] = atPen ? [this.#state.x, this.#state.y] : [x, y]
    const readable = /wingdings|symbol|webdings/i.test(font.face) ? symbolsOf(text, font.face) : text
    this.unreadable += readable.match(/[\ufffd\ue000-\uf8ff]/g)?.length ?? 0
    const { run, width } = toTextRun({
      text: readable, x: px, y: py, advances, size: font.size, angle: font.angle,
      alignment: textAlign & 6, fromTop: (textAlign & BASELINE) === 0, matrix: this.#matrix(), order: this.runs.length,
    })
    this.runs.push(run)
    if (atPen) this.#state.x += width
  }

  /** Draws text in the code page of the font. `advances`: widths of the bytes. */
  drawBytes(bytes: Uint8Array, x: number, y: number, advances: readonly number[]): void {
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
    this.drawText(text, x, y, perUnit)
  }

  // ---- figures ----

  moveTo(x: number, y: number): void {
    Object.assign(this.#state, { x, y })
    this.#path?.push(0, ...this.#point(x, y))
  }

  /** Draws from the pen: straight lines through corners (1), or curves with two control points each (2). */
  lineTo(kind: 1 | 2, points: readonly number[]): void {
    const path = this.#packed(points, kind)
    if (this.#path) {
      if (this.#path.length < MAX_PAINTS) append(this.#path, path)
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

  abortPath(): void {
    this.#path = undefined
  }

  /** Fills closed figures together. */
  drawPolygons(polygons: readonly (readonly number[])[]): void {
    const path = polygons.flatMap((points) => [
      0, ...this.#point(points[0] ?? 0, points[1] ?? 0),
      ...this.#packed(points.slice(2), 1),
    ])
    if (this.#path) append(this.#path, path)
    else this.#fill(path)
  }

  drawRectangle(left: number, top: number, right: number, bottom: number): void {
    this.drawPolygons([[left, top, right, top, right, bottom, left, bottom]])
  }

  #fill(path: readonly number[]): void {
    if (this.#state.brush === undefined) return
    if (path.length > 3 * LETTER_CORNERS) this.needsOcr = true
    this.#paint({ path, fill: this.#state.brush })
  }

  #stroke(start: readonly number[], path: readonly number[]): void {
    this.#lines += path.length / 3
    if (this.#lines > MAX_FORM_LINES) this.needsOcr = true
    this.#paint({ path: [...start, ...path] })
  }

  #paint(paint: Shape | Bitmap): void {
    if (this.paints.length < MAX_PAINTS) this.paints.push(paint)
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

  /** Draws a bitmap into a rectangle. `found` is undefined for a bitmap that cannot be decoded. */
  drawBitmap(found: BitmapFile | undefined, x: number, y: number, width: number, height: number): void {
    if (!found) {
      this.unreadable++
      return
    }
    this.needsOcr = true
    const [left, top] = this.#point(x, y)
    const [right, bottom] = this.#point(x + width, y + height)
    this.#paint({ ...found, x: left, y: top, width: right - left, height: bottom - top })
  }

  #point(x: number, y: number): [number, number] {
    const [a, b, c, d, e, f] = this.#matrix()
    return [a * x + c * y + e, b * x + d * y + f]
  }

  /** Transforms logical units to the coordinates of the drawing. */
  #matrix(): Matrix {
    const { world, window, viewport, mapMode } = this.#state
    const scales = mapMode >= SCALING
    const sx = scales ? viewport[2] / (window[2] || 1) : 1
    const sy = scales ? viewport[3] / (window[3] || 1) : mapMode > TEXT_MODE ? -1 : 1
    return multiply([sx, 0, 0, sy, viewport[0] - window[0] * sx, viewport[1] - window[1] * sy], world)
  }
}

function append(path: number[], more: readonly number[]): void {
  for (const each of more) path.push(each)
}

/** Characters of a symbol font by the low byte of their codes. */
function symbolsOf(text: string, face: string): string {
  return [...text].map((each) => symbol(face, (each.codePointAt(0)! & 0xff).toString(16))).join('')
}
