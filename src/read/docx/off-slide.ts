import type { XmlElement } from '../xml/walk.js'
import { attribute } from './vocabulary.js'

/** Width and height of a slide, in EMU. */
export interface SlideSize {
  readonly width: number
  readonly height: number
}

/** Where the shape that is being read stands, and whether any of it is on the slide. Guarded state. */
export class ShapePlace {
  #off: readonly [number, number] | undefined
  #away = false

  constructor(readonly size: SlideSize | undefined) {}

  get away(): boolean {
    return this.#away
  }

  /**
   * `a:off` and then `a:ext` of the shape's own transform (ISO/IEC 29500-1, 20.1.7.6); within groups these count
   * otherwise.
   */
  take(element: XmlElement): void {
    if (element.local === 'off') {
      this.#off = [Number(attribute(element, 'x')), Number(attribute(element, 'y'))]
      return
    }
    if (!this.size || !this.#off) return
    const [x, y] = this.#off
    const [right, bottom] = [x + Number(attribute(element, 'cx')), y + Number(attribute(element, 'cy'))]
    this.#away = right <= 0 || bottom <= 0 || x >= this.size.width || y >= this.size.height
  }

  leave(): void {
    this.#off = undefined
    this.#away = false
  }
}
