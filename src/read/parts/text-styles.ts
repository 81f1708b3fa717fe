import type { TextStyle } from '../../model/index.js'

/** How a run of text is set. An absent field is not known. */
export interface RunStyle {
  /** Half-points, the unit of Word. */
  readonly size?: number | undefined
  readonly font?: string | undefined
  readonly bold?: boolean | undefined
  /** `#rrggbb`. */
  readonly colour?: string | undefined
  readonly alignment?: TextStyle['alignment'] | undefined
}

/** The text styles of one document: runs that look alike share one object. */
export class TextStyles {
  readonly #known = new Map<string, TextStyle>()

  /** The style of a run; undefined where nothing is known of it. */
  of({ size, font, bold, colour, alignment }: RunStyle): TextStyle | undefined {
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
