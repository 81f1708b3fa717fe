import type { TextStyle } from '../../model/index.js'
import type { Run } from './drawing.js'

/** A font that a format names apart from the text that uses it. */
export interface FontInfo {
  readonly name?: string | undefined
  readonly bold?: boolean | undefined
}

/**
 * The text styles of one document: equal styles are one object, so that blocks share them. Guarded state.
 */
export class StyleTable {
  readonly #styles = new Map<string, { -readonly [key in keyof TextStyle]: TextStyle[key] }>()

  /** The style of most characters of the runs; undefined where there is no run. */
  styleOf(runs: readonly Run[]): TextStyle | undefined {
    const [first] = runs
    if (!first) return undefined
    const main = runs.every((run) => hasSameStyle(run, first)) ? first : mainRun(runs)
    const key = keyOf(main)
    const known = this.#styles.get(key)
    if (known) return known
    const { colour, font, bold } = main
    const style = {
      size: sizeOf(main),
      ...(font !== undefined && { font }),
      ...(bold && { bold }),
      ...(colour !== undefined && { colour }),
    }
    this.#styles.set(key, style)
    return style
  }

  /**
   * Replaces the names of fonts in all styles, for formats that declare fonts behind the text that uses them. A font
   * that `find` does not know loses its name.
   */
  nameFonts(find: (name: string) => FontInfo | undefined): void {
    for (const style of this.#styles.values()) {
      const { name, bold } = (style.font !== undefined && find(style.font)) || {}
      delete style.font
      if (name !== undefined) style.font = name
      if (bold) style.bold = true
    }
  }
}

/** The first of the runs that have the style of most characters. */
function mainRun(runs: readonly Run[]): Run {
  const styles = new Map<string, { readonly run: Run; length: number }>()
  for (const run of runs) {
    const key = keyOf(run)
    const style = styles.get(key)
    if (style) style.length += run.text.length
    else styles.set(key, { run, length: run.text.length })
  }
  return [...styles.values()].reduce((most, style) => (style.length > most.length ? style : most)).run
}

function hasSameStyle(one: Run, other: Run): boolean {
  return one.size === other.size && one.colour === other.colour && one.font === other.font && one.bold === other.bold
}

function keyOf(run: Run): string {
  return `${sizeOf(run)} ${run.bold === true} ${run.colour} ${run.font}`
}

function sizeOf({ size }: Run): number {
  return Math.round(size * 10) / 10
}
