import type { WrittenAttribute, WrittenTag } from './tag.js'

/** An attribute with its prefix resolved; `uri` is empty for one without a prefix or with an unknown one. */
export interface XmlAttribute {
  readonly name: string
  readonly local: string
  readonly uri: string
  readonly value: string
}

/** An element as it opens. An undeclared prefix gives an empty `uri`. */
export interface XmlElement {
  readonly name: string
  readonly prefix: string
  readonly local: string
  readonly uri: string
  readonly attributes: readonly XmlAttribute[]
}

/** What a start tag means where it stands, and what its handler knows of it. */
export interface Tag {
  readonly element: XmlElement
  readonly empty: boolean
  /** The end tag it wants. */
  readonly end: string
  /** The scope of what stands in the element. */
  readonly inner: XmlScope
  readonly known: unknown
}

/** Tags kept, less one: a mask. Documents are written with some hundred different ones. */
const KEPT = 0x3ff
/** Names kept. */
const NAMES = 4096

interface Name {
  readonly prefix: string
  readonly local: string
  readonly uri: string
}

/**
 * The namespaces in force at a place, and the tags read there: what is written the same in one scope means the same,
 * and is resolved once. Guarded state.
 */
export class XmlScope {
  readonly #uris = new Map<string, string>()
  readonly #names = new Map<string, Name>()
  readonly #kept = new Map<number, { readonly letters: string; readonly tag: Tag }>()

  constructor(
    readonly learn: (element: XmlElement) => unknown,
    readonly outer?: XmlScope,
  ) {}

  /** The tag that is written at `start..end` of a text, if it was kept. */
  recall(text: string, start: number, end: number): Tag | undefined {
    const kept = this.#kept.get(placeOf(text, start, end))
    if (kept === undefined || kept.letters.length !== end - start) return undefined
    return text.startsWith(kept.letters, start) ? kept.tag : undefined
  }

  /** Keeps a tag by its letters, for the one that had its place: numbered tags push each other out and no others. */
  keep(letters: string, tag: Tag): void {
    this.#kept.set(placeOf(letters, 0, letters.length), { letters, tag })
  }

  /** Resolves the names of a tag; its declarations make a scope of their own. */
  resolve({ name, attributes, empty }: WrittenTag): Tag {
    const inner = this.#inside(attributes)
    const resolved: XmlAttribute[] = []
    for (const [full, value] of attributes) {
      const { prefix, local, uri } = inner.#nameOf(full)
      resolved.push({ name: full, local, uri: prefix === '' ? '' : uri, value })
    }
    const element: XmlElement = { name, ...inner.#nameOf(name), attributes: resolved }
    return { element, empty, end: `</${name}>`, inner, known: this.learn(element) }
  }

  #inside(attributes: readonly WrittenAttribute[]): XmlScope {
    let inner: XmlScope | undefined
    for (const [name, value] of attributes) {
      if (!name.startsWith('xmlns') || (name.length > 5 && name[5] !== ':')) continue
      inner ??= new XmlScope(this.learn, this)
      inner.#uris.set(name.slice(6), value)
    }
    return inner ?? this
  }

  #nameOf(full: string): Name {
    const known = this.#names.get(full)
    if (known !== undefined) return known
    const colon = full.indexOf(':')
    const prefix = colon < 0 ? '' : full.slice(0, colon)
    const name = { prefix, local: full.slice(colon + 1), uri: this.#uriOf(prefix) }
    if (this.#names.size < NAMES) this.#names.set(full, name)
    return name
  }

  /** Scopes nest no deeper than elements, and these are bounded. */
  #uriOf(prefix: string): string {
    const own = this.#uris.get(prefix)
    if (own !== undefined || this.outer === undefined) return own ?? ''
    return this.outer.#uriOf(prefix)
  }
}

/**
 * A number from a tag's length and a few of its letters: to hash all of them takes longer than all else that is done
 * with a tag.
 */
function placeOf(text: string, start: number, end: number): number {
  const length = end - start
  const sample = text.charCodeAt(start + 3)
    ^ text.charCodeAt(start + 4) << 3
    ^ text.charCodeAt(start + (length >> 1)) << 5
  return (sample ^ text.charCodeAt(end - 4) << 1 ^ text.charCodeAt(end - 3) << 6 ^ length) & KEPT
}
