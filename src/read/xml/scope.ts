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

type RawAttribute = readonly [name: string, value: string]

/** The namespaces in force: one stack per prefix, so that depth costs nothing to look through. Guarded state. */
export class XmlScope {
  readonly #uris = new Map<string, string[]>()
  readonly #declared: (readonly string[] | undefined)[] = []

  /** Enters an element: takes its declarations and resolves its names. */
  open(name: string, raw: readonly RawAttribute[]): XmlElement {
    this.#declare(raw)
    const [prefix, local] = split(name)
    const attributes = raw.map(([full, value]): XmlAttribute => {
      const [space, rest] = split(full)
      return { name: full, local: rest, uri: space === '' ? '' : this.#resolve(space), value }
    })
    return { name, prefix, local, uri: this.#resolve(prefix), attributes }
  }

  /** Leaves the element entered last. */
  close(): void {
    for (const prefix of this.#declared.pop() ?? []) this.#uris.get(prefix)?.pop()
  }

  #declare(raw: readonly RawAttribute[]): void {
    let declared: string[] | undefined
    for (const [name, value] of raw) {
      if (!name.startsWith('xmlns') || (name.length > 5 && name[5] !== ':')) continue
      const prefix = name.slice(6)
      const stack = this.#uris.get(prefix)
      if (stack) stack.push(value)
      else this.#uris.set(prefix, [value])
      if (declared) declared.push(prefix)
      else declared = [prefix]
    }
    this.#declared.push(declared)
  }

  #resolve(prefix: string): string {
    return this.#uris.get(prefix)?.at(-1) ?? ''
  }
}

function split(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(':')
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)]
}
