import type { Paint, Run } from '../../page/drawing.js'
import { boxOf, IDENTITY, multiply, type Box, type Matrix } from '../../page/geometry.js'
import { figures } from '../../page/figures.js'
import type { XmlElement } from '../../markup/xml/walk.js'
import { pathFrom, svgPath } from './path.js'
import { glyphRuns } from './text-code.js'
import { isTrue, numbers, valueOf } from './values.js'

/** Points per millimetre. */
const POINTS = 72 / 25.4

/** Heavier text is bold: 400 is regular, 700 bold. */
const MEDIUM = 500

/** More path operators than a form has. */
const MAX_FORM_LINES = 400

/** Paths of one page that are looked at. */
const MOST_LETTERS = 20_000

/** Elements whose text is numbers: paths and boxes. */
const NUMERIC = /^(AbbreviatedData|Glyphs|PhysicalBox|ApplicationBox|ContentBox|BleedBox|CropBox)$/

interface Frame {
  readonly name: string
  readonly matrix: Matrix
  readonly hidden: boolean
}

interface TextObject {
  readonly size: number
  readonly direction: number
  readonly font: string | undefined
  readonly bold: boolean
  /** Ranges of its codes that glyphs replace (11.4): the first code, the number of codes, the glyphs. */
  readonly transforms: { readonly start: number; readonly count: number; glyphs: readonly string[] }[]
  codes: string
  colour: string | undefined
  hidden: boolean
  /** Start of a text code that has no position of its own. */
  x: number
  y: number
}

/**
 * Interprets the graphic objects of one page, template or appearance (GB/T 33190, 8.5, 9, 11) and collects what they
 * draw, in points from the top left corner of the page. Guarded state.
 */
export class PageGraphics {
  readonly runs: Run[] = []
  readonly paints: Paint[] = []
  pictures = 0
  /** True where there are visible text objects, or composite objects, which can contain text. */
  draws = false
  /** True where paths can be letters: they have curves or many corners, or are more than a form has. */
  outlines = false
  #lines = 0
  /** Number of characters without meaning: private ones and replacement characters. */
  unreadable = 0
  /** Paths that can be letters, as SVG. */
  readonly letters: string[] = []
  readonly #frames: Frame[] = []
  #object: TextObject | undefined
  #path: { matrix: Matrix; colour: string | undefined; opaque: boolean } | undefined
  #code: XmlElement | undefined

  constructor(readonly page: Box) {}

  /** True inside an element whose text is for `text`: text codes, paths and boxes. */
  get consumesText(): boolean {
    return this.#code !== undefined || NUMERIC.test(this.#frames.at(-1)?.name ?? '')
  }

  open(element: XmlElement): void {
    const above = this.#frames.at(-1) ?? { name: '', matrix: this.#baseMatrix(), hidden: false }
    const hasFrame = /^(TextObject|PathObject|ImageObject|CompositeObject|Appearance)$/.test(element.local)
    const matrix = hasFrame ? multiply(above.matrix, frameOf(element)) : above.matrix
    const transparent = hasFrame && valueOf(element, 'Alpha')?.trim() === '0'
    const hidden = above.hidden || !isTrue(element, 'Visible', true) || transparent
    this.#frames.push({ name: element.local, matrix, hidden })
    this.#begin(element, matrix, hidden)
  }

  close(): void {
    const frame = this.#frames.pop()
    if (frame?.name === 'TextCode') this.#code = undefined
    if (frame?.name === 'TextObject') this.#endObject()
    if (frame?.name === 'PathObject') this.#path = undefined
  }

  text(text: string): void {
    const transform = this.#object?.transforms.at(-1)
    if (this.#code && this.#object) this.#drawText(this.#code, this.#object, text)
    else if (this.#frames.at(-1)?.name === 'Glyphs' && transform) transform.glyphs = text.trim().split(/\s+/)
    else if (this.#frames.at(-1)?.name === 'AbbreviatedData' && !this.#isInside('Clips')) this.#drawPath(text)
  }

  /** Glyphs that stand for blanks or for fewer codes say what no text does. All blanks have one glyph. */
  #endObject(): void {
    const { transforms, codes, hidden } = this.#object ?? { transforms: [], codes: '', hidden: true }
    this.#object = undefined
    for (const { start, count, glyphs } of hidden ? [] : transforms) {
      const isBlank = codes.slice(start, start + count).trim() === ''
      if (isBlank ? new Set(glyphs).size > 1 : glyphs.length > 2 * count) this.unreadable += glyphs.length
    }
  }

  #drawPath(text: string): void {
    const packed = pathFrom(text)
    this.#lines += packed.length / 3
    const isFigure = packed.length > 36 || /[QBA]/.test(text)
    if (isFigure || this.#lines > MAX_FORM_LINES) this.outlines = true
    const frame = this.#frames.at(-2)
    if (isFigure && frame && !frame.hidden && this.letters.length < MOST_LETTERS) {
      this.letters.push(`<path transform="matrix(${frame.matrix.join(' ')})" d="${svgPath(packed)}"/>`)
    }
    if (this.#path) {
      const { matrix, colour, opaque } = this.#path
      for (const { box, full } of figures(packed, matrix)) {
        if (full) this.paints.push({ box, order: this.#order(), opaque, ...(colour !== undefined && { colour }) })
      }
    }
  }

  #baseMatrix(): Matrix {
    return [POINTS, 0, 0, POINTS, -POINTS * this.page[0], -POINTS * this.page[1]]
  }

  #begin(element: XmlElement, matrix: Matrix, hidden: boolean): void {
    const { local } = element
    if (/^(TextObject|CompositeObject)$/.test(local) && !hidden) this.draws = true
    if (local === 'TextObject') {
      const drawn = isTrue(element, 'Fill', true) || isTrue(element, 'Stroke', false)
      const size = Math.abs(Number(valueOf(element, 'Size'))) || 3.5
      const direction = Number(valueOf(element, 'ReadDirection')) || 0
      const [font, bold] = [valueOf(element, 'Font')?.trim(), Number(valueOf(element, 'Weight')) > MEDIUM]
      this.#object = {
        size, direction, font, bold, colour: '#000000', hidden: hidden || !drawn, x: 0, y: 0, transforms: [], codes: '',
      }
    } else if (local === 'CGTransform') {
      const start = Number(valueOf(element, 'CodePosition')) || 0
      this.#object?.transforms.push({ start, count: Number(valueOf(element, 'CodeCount') ?? 1), glyphs: [] })
    } else if (local === 'TextCode') this.#code = element
    else if (local === 'FillColor') this.#fill(element)
    else if (local === 'ImageObject') {
      if (hidden) return
      this.pictures++
      // The pictures of seals are mostly transparent, so pictures never cover text.
      this.paints.push({ box: boxOf(matrix, 0, 0, 1, 1), order: this.#order(), opaque: false })
    } else if (local === 'PathObject') {
      const filled = isTrue(element, 'Fill', false) && !hidden
      this.#path = filled ? { matrix, colour: '#000000', opaque: valueOf(element, 'Alpha') === undefined } : undefined
    }
  }

  #fill(element: XmlElement): void {
    const above = this.#frames.at(-2)?.name
    const transparent = valueOf(element, 'Alpha')?.trim() === '0'
    if (above === 'TextObject' && this.#object) {
      this.#object.colour = colourOf(element)
      if (transparent) this.#object.hidden = true
    } else if (above === 'PathObject' && this.#path) {
      this.#path.colour = colourOf(element)
      if (valueOf(element, 'Alpha') !== undefined && valueOf(element, 'Alpha') !== '255') this.#path.opaque = false
    }
  }

  #drawText(code: XmlElement, object: TextObject, text: string): void {
    const matrix = this.#frames.at(-1)?.matrix ?? IDENTITY
    const oneLine = text.replace(/[\r\n]+\s*/g, '')
    object.codes += oneLine
    this.unreadable += oneLine.match(/[\ufffd\ue000-\uf8ff]/g)?.length ?? 0
    object.x = Number(valueOf(code, 'X') ?? object.x) || 0
    object.y = Number(valueOf(code, 'Y') ?? object.y) || 0
    const { size, direction, x, y } = object
    const deltaX = valueOf(code, 'DeltaX')
    const deltaY = valueOf(code, 'DeltaY')
    const [width, height] = [this.page[2] - this.page[0], this.page[3] - this.page[1]]
    for (const run of glyphRuns(oneLine, { x, y, size, direction, deltaX, deltaY }, matrix)) {
      const [left, top] = [run.along, run.across]
      const px = left * run.dx - top * run.dy
      const py = left * run.dy + top * run.dx
      const isOffPage = px < -run.size || px > POINTS * width + run.size
        || py < -run.size || py > POINTS * height + 2 * run.size
      this.runs.push({
        ...run, order: this.#order(), hidden: object.hidden || isOffPage || run.size < 1,
        ...(object.colour !== undefined && { colour: object.colour }), font: object.font, bold: object.bold,
      })
    }
  }

  #isInside(name: string): boolean {
    return this.#frames.some((frame) => frame.name === name)
  }

  #order(): number {
    return this.runs.length + this.paints.length
  }
}

/** The matrix of an object: `CTM` first, then the corner of its `Boundary`. */
function frameOf(element: XmlElement): Matrix {
  const [x = 0, y = 0] = numbers(valueOf(element, 'Boundary') ?? '')
  const ctm = numbers(valueOf(element, 'CTM') ?? '')
  const inner = ctm.length === 6 ? ctm : IDENTITY
  return multiply([1, 0, 0, 1, x, y], inner)
}

/** Parses grey (one value) and RGB (three values). Undefined for other colour spaces. */
function colourOf(element: XmlElement): string | undefined {
  const words = (valueOf(element, 'Value') ?? '').trim().split(/\s+/)
  const values = words.map((word) => (word.startsWith('#') ? Number.parseInt(word.slice(1), 16) : Number(word)))
  if (valueOf(element, 'Value') === undefined || values.some((value) => !(value >= 0 && value <= 255))) return undefined
  const channels = values.length === 1 ? [values[0]!, values[0]!, values[0]!] : values
  if (channels.length !== 3) return undefined
  return `#${channels.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`
}
