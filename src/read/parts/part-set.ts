import type { Part, PartKind, Place, Visibility } from '../../model/index.js'
import type { Budget } from '../budget.js'
import { writeParagraph, type Run } from './paragraph.js'
import { PartBuilder, type Separator } from './part-builder.js'

/**
 * The parts read from one entry of a package, each created when first needed. Visible text goes into the part of its
 * kind; lines with hidden text revealed go into a second part of that kind; old views, with deletions restored, go into
 * a part `revision`.
 */
export class PartSet {
  readonly #builders = new Map<string, PartBuilder>()
  readonly #written = new Set<string>()

  constructor(
    readonly piece: string,
    readonly budget: Budget,
  ) {}

  /** The builder for visible text. */
  visible(kind: PartKind): PartBuilder {
    return this.#builder(kind, kind)
  }

  /** Writes all views of a paragraph. */
  paragraph(kind: PartKind, runs: readonly Run[], place: Place, separator: Separator): void {
    const units = runs.reduce((sum, run) => sum + run.text.length, 0)
    if (units === 0 || !this.budget.takeText(this.piece, units)) return
    const hidden = this.#builder(`${kind} hidden`, kind)
    const kept = runs.filter((run) => run.visibility !== 'deleted')
    writeParagraph(kept, place, this.visible(kind), hidden, separator)
    if (kept.length === runs.length) return
    writeParagraph(revealed(runs), place, new PartBuilder(kind), this.visible('revision'))
  }

  /** Writes one line; with `once`, a line already written is skipped. */
  line(kind: PartKind, text: string, place: Place, visibility: Visibility, once = false): void {
    if (text.trim() === '') return
    const key = `${kind}\0${text}`
    if (once && this.#written.has(key)) return
    if (once) this.#written.add(key)
    if (this.budget.takeText(this.piece, text.length)) this.visible(kind).block(text, place, visibility).separate('\n')
  }

  build(): Part[] {
    return [...this.#builders.values()].filter((builder) => !builder.empty).map((builder) => builder.build())
  }

  #builder(key: string, kind: PartKind): PartBuilder {
    const found = this.#builders.get(key)
    if (found) return found
    const made = new PartBuilder(kind, this.piece)
    this.#builders.set(key, made)
    return made
  }
}

/** Hidden runs as visible ones: the old view includes them, and the hidden view already reports them as hidden. */
function revealed(runs: readonly Run[]): Run[] {
  return runs.map((run) => (run.visibility === 'deleted' ? run : { ...run, visibility: 'visible' }))
}
