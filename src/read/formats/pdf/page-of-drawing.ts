import { decodeStream } from './decode-stream.js'
import type { Definition, ObjectTable } from './object-table.js'
import type { ListedStream } from './stream-inventory.js'
import { isPage } from './stream-use.js'
import { Name, nameFrom, Reference, type Dictionary, type Value } from './syntax.js'
import { writeValue } from './write-objects.js'

/** A page on which a drawing that no page uses can be read. */
export interface DrawingPage {
  readonly stream: ListedStream
  /** Streams or references to streams, drawn one after another. */
  readonly contents: readonly (Reference | ListedStream)[]
  readonly resources: Value
  /** Object number of the page that has or had these contents. */
  readonly page?: number
}

/** With more different resources for one drawing, the rest is left out and the drawing is a gap. */
const MAX_RESOURCES = 8

/**
 * The pages on which a drawing can be read: with its own resources, else with those of each page that has or had it as
 * its contents, else with all resources of the file that have fonts of the names that it uses. Cost: linear in the
 * file.
 */
export class DrawingPages {
  readonly #pages = new Map<number, Definition[]>()
  #fonts: readonly { readonly resources: Dictionary; readonly fonts: Dictionary }[] | undefined

  constructor(readonly table: ObjectTable) {
    for (const definition of table.all()) {
      const { value } = definition
      if (!(value instanceof Map) || !isPage(value as Dictionary)) continue
      for (const { number } of this.#contentsOf(value as Dictionary, definition.head)) {
        const known = this.#pages.get(number)
        if (known) known.push(definition)
        else this.#pages.set(number, [definition])
      }
    }
  }

  of(stream: ListedStream): { readonly pages: readonly DrawingPage[]; readonly complete: boolean } {
    const own = stream.dictionary.get('Resources')
    if (own !== undefined) return { pages: [{ stream, contents: [stream], resources: own }], complete: true }
    const pages = this.#pages.get(stream.number) ?? []
    if (pages.length > 0) {
      return { pages: pages.slice(0, MAX_RESOURCES).map((each) => this.#asPage(each, stream)), complete: true }
    }
    const candidates = this.#candidates(stream)
    const taken = candidates.slice(0, MAX_RESOURCES)
    return {
      pages: taken.map((resources) => ({ stream, contents: [stream], resources })),
      complete: taken.length > 0 && taken.length === candidates.length,
    }
  }

  #asPage({ value, number, head }: Definition, stream: ListedStream): DrawingPage {
    const page = value as Dictionary
    const contents = this.#contentsOf(page, head).map((each) => (each.number === stream.number ? stream : each))
    const resources = this.#inherited(page, Math.max(head, stream.head)) ?? new Map()
    return { stream, contents, resources, page: number }
  }

  #contentsOf(page: Dictionary, at: number): Reference[] {
    const value = page.get('Contents')
    const resolved = value instanceof Reference ? this.table.valid(value.number, at)?.value : value
    if (Array.isArray(resolved)) return (resolved as Value[]).filter((each) => each instanceof Reference)
    return value instanceof Reference ? [value] : []
  }

  /** The resources of a page or of what it belongs to (ISO 32000-1, 7.7.3.4). */
  #inherited(page: Dictionary, at: number): Value | undefined {
    let node: Value | undefined = page
    for (let depth = 0; depth < 50 && node instanceof Map; depth++) {
      const resources = (node as Dictionary).get('Resources')
      if (resources !== undefined) return resources
      const parent = (node as Dictionary).get('Parent')
      node = parent instanceof Reference ? this.table.valid(parent.number, at)?.value : undefined
    }
    return undefined
  }

  /** Different resources with fonts of all names that the drawing uses. */
  #candidates({ dictionary, bytes }: ListedStream): readonly Dictionary[] {
    const content = decodeStream(dictionary, bytes, this.table.limit)?.bytes ?? new Uint8Array()
    const names = [...Buffer.from(content).toString('latin1').matchAll(/\/([^\s/[\]<>(){}%]+)\s+[-+.\d]+\s+Tf/g)]
      .map(([, name]) => nameFrom(name!))
    this.#fonts ??= this.#allFonts()
    return this.#fonts.filter(({ fonts }) => names.every((name) => fonts.has(name))).map(({ resources }) => resources)
  }

  #allFonts(): { readonly resources: Dictionary; readonly fonts: Dictionary }[] {
    const found = new Map<string, { readonly resources: Dictionary; readonly fonts: Dictionary }>()
    for (const { value, head } of this.table.all()) {
      const resolved = (each: Value | undefined): Value | undefined =>
        each instanceof Reference ? this.table.valid(each.number, head)?.value : each
      if (!(value instanceof Map)) continue
      const resources = (value as Dictionary).has('Font') ? value : resolved((value as Dictionary).get('Resources'))
      const fonts = resources instanceof Map ? resolved((resources as Dictionary).get('Font')) : undefined
      if (fonts instanceof Map && !((fonts as Dictionary).get('Type') instanceof Name)) {
        found.set(writeValue(fonts as Dictionary), { resources: resources as Dictionary, fonts: fonts as Dictionary })
      }
    }
    return [...found.values()]
  }
}
