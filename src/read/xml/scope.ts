import type { WrittenTag } from './tag.js'

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

/** Tags kept in each of two generations: documents are written with some hundred different ones, and their numbered ones pass by. */
const GENERATION = 1024

/**
 * The namespaces in force at a place, and the tags read there: what is written the same in one scope means the same, and is
 * resolved once. Guarded state.
 */
export class XmlScope {
  readonly #uris = new Map<string, string>()
  #tags = new Map<string, Tag>()
  #older: ReadonlyMap<string, Tag> = new Map()

  constructor(
    readonly learn: (element: XmlElement) => unknown,
    readonly outer?: XmlScope,
  ) {}

  /** The tag that was kept under these letters. */
  recall(letters: string): Tag | undefined {
    const young = this.#tags.get(letters)
    if (young !== undefined) return young
    const old = this.#older.get(letters)
    if (old !== undefined) this.keep(letters, old)
    return old
  }

  keep(letters: string, tag: Tag): void {
    if (this.#tags.size >= GENERATION) {
      this.#older = this.#tags
      this.#tags = new Map()
    }
    this.#tags.set(letters, tag)
  }

  /** Resolves the names of a tag; its declarations make a scope of their own. */
  resolve({ name, attributes, empty }: WrittenTag): Tag {
    const inner = attributes.some(([full]) => isDeclaration(full)) ? new XmlScope(this.learn, this) : this
    if (inner !== this) for (const [full, value] of attributes) if (isDeclaration(full)) inner.#uris.set(full.slice(6), value)
    const [prefix, local] = split(name)
    const element: XmlElement = {
      name, prefix, local, uri: inner.uriOf(prefix), attributes: attributes.map(([full, value]) => inner.#attribute(full, value)),
    }
    return { element, empty, end: `</${name}>`, inner, known: this.learn(element) }
  }

  #attribute(name: string, value: string): XmlAttribute {
    const [prefix, local] = split(name)
    return { name, local, uri: prefix === '' ? '' : this.uriOf(prefix), value }
  }

  /** Scopes nest no deeper than elements, and these are bounded. */
  uriOf(prefix: string): string {
    return this.#uris.get(prefix) ?? this.outer?.uriOf(prefix) ?? ''
  }
}

function isDeclaration(name: string): boolean {
  return name.startsWith('xmlns') && (name.length === 5 || name[5] === ':')
}

function split(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(':')
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)]
}
