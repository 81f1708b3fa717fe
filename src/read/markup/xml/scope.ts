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

/** A start tag resolved in its scope, with what the handler's `describe` returned. */
export interface Tag {
  readonly element: XmlElement
  readonly empty: boolean
  /** The end tag that closes it. */
  readonly end: string
  /** The scope of the element's content. */
  readonly inner: XmlScope
  readonly known: unknown
}

/** Number of cached tags minus one, used as a bit mask. Documents use some hundred different tags. */
const KEPT = 0x3ff
/** Number of cached names. */
const NAMES = 4096

interface Name {
  readonly prefix: string
  readonly local: string
  readonly uri: string
}

/**
 * The namespaces in force at one place, and a cache of the tags read there: identical tags in one scope have the same
 * meaning and are resolved once. Guarded state.
 */
export class XmlScope {
  readonly #uris = new Map<string, string>()
  readonly #names = new Map<string, Name>()
  readonly #kept = new Map<number, { readonly letters: string; readonly tag: Tag }>()

  constructor(
    readonly learn: (element: XmlElement) => unknown,
    readonly outer?: XmlScope,
  ) {}

  /** The cached tag for the text at `start..end`, if there is one. */
  recall(text: string, start: number, end: number): Tag | undefined {
    const kept = this.#kept.get(placeOf(text, start, end))
    if (kept === undefined || kept.letters.length !== end - start) return undefined
    return text.startsWith(kept.letters, start) ? kept.tag : undefined
  }

  /** Caches a tag by its text, replacing the one in its slot: numbered tags evict only each other. */
  keep(letters: string, tag: Tag): void {
    this.#kept.set(placeOf(letters, 0, letters.length), { letters, tag })
  }

  /** Resolves the names of a tag; namespace declarations on it create a new scope. */
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

  /** Recursion is safe: scopes nest no deeper than elements, whose depth is limited. */
  #uriOf(prefix: string): string {
    const own = this.#uris.get(prefix)
    if (own !== undefined || this.outer === undefined) return own ?? ''
    return this.outer.#uriOf(prefix)
  }
}

/**
 * Cache slot from a tag's length and a few of its characters. Hashing all characters takes longer than everything else
 * done with a tag.
 */
function placeOf(text: string, start: number, end: number): number {
  const length = end - start
  const sample = text.charCodeAt(start + 3)
    ^ text.charCodeAt(start + 4) << 3
    ^ text.charCodeAt(start + (length >> 1)) << 5
  return (sample ^ text.charCodeAt(end - 4) << 1 ^ text.charCodeAt(end - 3) << 6 ^ length) & KEPT
}
