import { posix } from 'node:path'
import type { Budget } from '../../budget.js'
import type { PackageEntry } from '../../containers/packages/package.js'
import { walkXml } from '../../markup/xml/walk.js'

/** The documents of a package and their pages, in the order in which they are listed (ECMA-388, 10.1 and 10.2). */
export class Sequence {
  readonly #documents: string[] = []
  readonly #pages = new Map<string, readonly string[]>()
  #numbers: ReadonlyMap<string, number> | undefined

  /** Adds the list of documents, or the list of pages of one document. */
  async add(entry: PackageEntry, budget: Budget): Promise<void> {
    const sources: string[] = []
    await walkXml(entry, budget, () => ({
      open: ({ local, attributes }) => {
        if (local !== 'PageContent' && local !== 'DocumentReference') return
        const source = attributes.find((one) => one.local === 'Source')?.value
        if (source !== undefined) sources.push(resolved(entry.piece, source))
      },
    }))
    if (entry.root === 'FixedDocument') this.#pages.set(keyOf(entry.piece), sources)
    else this.#documents.push(...sources)
    this.#numbers = undefined
  }

  /** Number of a page, from 1; undefined where no document lists it. */
  numberOf(piece: string): number | undefined {
    this.#numbers ??= new Map(this.#listed().map((page, at) => [page, at + 1] as const).reverse())
    return this.#numbers.get(keyOf(piece))
  }

  /** Listed pages that are not among those. */
  missing(pages: readonly { readonly piece: string }[]): string[] {
    const found = new Set(pages.map(({ piece }) => keyOf(piece)))
    return [...new Set(this.#listed())].filter((page) => !found.has(page))
  }

  /** Documents that no sequence lists come last. */
  #listed(): string[] {
    const documents = new Set([...this.#documents, ...this.#pages.keys()])
    return [...documents].flatMap((document) => this.#pages.get(document) ?? [])
  }
}

/** Names of entries are the same in any case (ISO/IEC 29500-2, 6.2.2). */
function keyOf(name: string): string {
  return name.replace(/^\/+/, '').toLowerCase()
}

function resolved(base: string, source: string): string {
  return keyOf(posix.normalize(source.startsWith('/') ? source : `${posix.dirname(base)}/${source}`))
}
