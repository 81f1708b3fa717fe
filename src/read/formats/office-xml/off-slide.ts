import type { XmlElement } from '../../markup/xml/walk.js'
import { attribute } from './vocabulary.js'

/** Width and height of a slide, in EMU. */
export interface SlideSize {
  readonly width: number
  readonly height: number
}

type Pair = readonly [number, number]

/** The transform of a group (20.1.7.5): where it stands and how large it is, outside and as its members count. */
interface Group {
  off?: Pair
  ext?: Pair
  chOff?: Pair
  chExt?: Pair
}

/** Where the shape that is being read stands, and whether any of it is on the slide. */
export class ShapePlace {
  readonly #groups: Group[] = []
  #off: Pair | undefined
  #away = false

  constructor(readonly size: SlideSize | undefined) {}

  get away(): boolean {
    return this.#away
  }

  /** `a:off` and then `a:ext` of the shape's own transform (ISO/IEC 29500-1, 20.1.7.6), counted as its groups do. */
  take(element: XmlElement): void {
    if (element.local === 'off') {
      this.#off = pairOf(element)
      return
    }
    if (element.local !== 'ext' || !this.size || !this.#off) return
    const [width, height] = pairOf(element)
    const [x, y] = this.#onSlide(this.#off)
    const [right, bottom] = this.#onSlide([this.#off[0] + width, this.#off[1] + height])
    this.#away = right <= 0 || bottom <= 0 || x >= this.size.width || y >= this.size.height
  }

  /** A piece of the transform of the innermost group. */
  takeGroup(element: XmlElement): void {
    const group = this.#groups.at(-1)
    if (group) group[element.local as keyof Group] = pairOf(element)
  }

  leave(): void {
    this.#off = undefined
    this.#away = false
  }

  enterGroup(): void {
    this.#groups.push({})
  }

  leaveGroup(): void {
    this.#groups.pop()
  }

  #onSlide(point: Pair): Pair {
    return this.#groups.reduceRight<Pair>((at, group) => [mapped(at, group, 0), mapped(at, group, 1)], point)
  }
}

function pairOf(element: XmlElement): Pair {
  const [x, y] = element.local.toLowerCase().endsWith('off') ? ['x', 'y'] : ['cx', 'cy']
  return [Number(attribute(element, x)), Number(attribute(element, y))]
}

/** A coordinate as what holds the group counts it. */
function mapped(at: Pair, { off, ext, chOff, chExt }: Group, axis: 0 | 1): number {
  if (!off || !chOff) return at[axis]
  const scale = ext && chExt && chExt[axis] > 0 ? ext[axis] / chExt[axis] : 1
  return off[axis] + (at[axis] - chOff[axis]) * scale
}
