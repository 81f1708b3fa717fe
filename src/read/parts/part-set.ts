import type { Part, PartKind, Place, Visibility } from '../../model/index.js'
import type { Budget } from '../budget.js'
import { writeParagraph, type Run } from './paragraph.js'
import { PartBuilder, type Separator } from './part-builder.js'

/**
 * The parts that one entry of a package gives, each begun when it is first needed. What shows stands in the part of its
 * kind; lines with hidden text made to show in a second part of that kind; old views, with deletions put back, in a
 * part `revision`.
 */
export class PartSet {
  readonly #builders = new Map<string, PartBuilder>()
  readonly #told = new Set<string>()

  constructor(
    readonly piece: string,
    readonly budget: Budget,
  ) {}

  /** The builder for what shows. */
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

  /** Tells one line, once in this piece where `once` is set. */
  line(kind: PartKind, text: string, place: Place, visibility: Visibility, once = false): void {
    if (text.trim() === '') return
    const key = `${kind}\0${text}`
    if (once && this.#told.has(key)) return
    if (once) this.#told.add(key)
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

/** Hidden runs as if they showed: the old view tells them along, and the hidden view has already told them apart. */
function revealed(runs: readonly Run[]): Run[] {
  return runs.map((run) => (run.visibility === 'deleted' ? run : { ...run, visibility: 'visible' }))
}
