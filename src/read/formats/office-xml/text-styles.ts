import type { TextStyle } from '../../../model/index.js'
import type { Look } from './look.js'

/** The text styles of one document: runs that look alike share one object. */
export class TextStyles {
  readonly #known = new Map<string, TextStyle>()

  /** The style of text with this look; undefined where nothing is known of it. */
  of({ size, font, bold, colour, alignment }: Look): TextStyle | undefined {
    const key = `${size}|${font}|${bold}|${colour}|${alignment}`
    const known = this.#known.get(key)
    if (known) return known
    const style: TextStyle = {
      ...(size !== undefined && { size: size / 2 }),
      ...(font !== undefined && { font }),
      ...(bold !== undefined && { bold }),
      ...(colour !== undefined && { colour }),
      ...(alignment !== undefined && { alignment }),
    }
    if (Object.keys(style).length === 0) return undefined
    this.#known.set(key, style)
    return style
  }
}
