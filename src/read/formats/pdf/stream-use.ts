import { Name, nameFrom, Reference, type Dictionary, type Value } from './syntax.js'

/**
 * Finds out which streams the pages use, from the references between objects. An object that a later revision defines
 * anew counts only with the references that all of its definitions have: which of them is valid depends on the
 * cross-reference table, so that the streams of the others are read as unused. Guarded state.
 */
export class StreamUse {
  /** For each object, its references that lead to streams, as `key number`. */
  readonly #references = new Map<number, ReadonlySet<string>>()
  /** Objects whose entries can have a role of the dictionary that refers to them, with the numbers of the entries. */
  readonly #entries = new Map<number, number[]>()
  /** All definitions of the objects that have resources, and of those that can be resources themselves. */
  readonly #dictionaries = new Map<number, Dictionary[]>()
  /** Names that the content of a stream draws with `Do`. */
  readonly #drawnNames = new Map<number, ReadonlySet<string>>()

  /** Adds a definition of an object. */
  add(number: number, value: Value): void {
    const found = new Set<string>()
    this.#walk(value, '', 0, found)
    const before = this.#references.get(number)
    if (before) this.#references.set(number, new Set([...before].filter((each) => found.has(each))))
    else if (found.size > 0) this.#references.set(number, found)
    const entries = valuesOf(value).flatMap((each) => (each instanceof Reference ? [each.number] : []))
    if (entries.length > 0) this.#entries.set(number, entries)
    if (value instanceof Map && mayLeadToForms(value as Dictionary)) push(this.#dictionaries, number, value)
  }

  /** Adds the decoded content of a stream. */
  addContent(number: number, content: Uint8Array): void {
    const names = drawnNames(content)
    if (names.size > 0) this.#drawnNames.set(number, new Set([...this.#drawnNames.get(number) ?? [], ...names]))
  }

  /**
   * The keys under which objects refer to each number. `isPage` tells which page objects are pages: contents of the
   * others do not count. Forms that no content draws do not have the key `XObject`.
   */
  roles(isPage: (number: number) => boolean, isForm: (number: number) => boolean): Map<number, Set<string>> {
    const roles = new Map<number, Set<string>>()
    const add = (number: number, key: string): void => {
      const known = roles.get(number)
      if (known) known.add(key)
      else roles.set(number, new Set([key]))
    }
    for (const [from, references] of this.#references) {
      for (const reference of references) {
        const [key, to] = reference.split(' ') as [string, string]
        if (key !== 'Contents' || isPage(from)) add(Number(to), key)
      }
    }
    for (const [number, keys] of [...roles]) {
      const entries = this.#entries.get(number) ?? []
      for (const key of keys) if (LISTING_KEYS.has(key)) for (const each of entries) add(each, key)
    }
    const drawn = this.#drawnForms()
    for (const [number, keys] of roles) if (isForm(number) && !drawn.has(number)) keys.delete('XObject')
    return roles
  }

  #walk(value: Value, key: string, depth: number, found: Set<string>): void {
    if (depth > 100) return
    if (value instanceof Reference) {
      if (KEYS.has(key)) found.add(`${key} ${value.number}`)
    } else if (Array.isArray(value)) {
      const items = value as Value[]
      const role = items[0] instanceof Name ? items[0].text : key
      for (const each of items) this.#walk(each, role, depth + 1, found)
    } else if (value instanceof Map) {
      const dictionary = value as Dictionary
      for (const [name, each] of dictionary) {
        if (name === 'AP') this.#walkAppearance(each, dictionary.get('AS'), found)
        else this.#walk(each, NAMING_KEYS.has(key) ? key : name, depth + 1, found)
      }
    }
  }

  /** Only the normal appearance in its current state shows (ISO 32000-1, 12.5.5). */
  #walkAppearance(appearances: Value, state: Value | undefined, found: Set<string>): void {
    const normal = appearances instanceof Map ? (appearances as Dictionary).get('N') : undefined
    const shown = normal instanceof Map && state instanceof Name ? (normal as Dictionary).get(state.text) : normal
    if (shown instanceof Reference) found.add(`N ${shown.number}`)
  }

  /** The forms that a content draws by name. A form without resources of its own uses those of whoever draws it. */
  #drawnForms(): Set<number> {
    const owners = [...this.#dictionaries.values()].flat().filter((each) => each.has('Resources') || isPage(each))
    const contents = new Set(owners.flatMap((each) => this.#contentsOf(each)))
    const bare = [...this.#drawnNames].filter(([number]) => !contents.has(number) && !this.#hasResources(number))
    const anywhere = new Set(bare.flatMap(([, names]) => [...names]))
    const lists = new Set<Dictionary>()
    const drawn = new Set<number>()
    const add = (form: Value | undefined): void => {
      if (form instanceof Reference) drawn.add(form.number)
    }
    for (const [number, dictionaries] of this.#dictionaries) {
      for (const dictionary of dictionaries) {
        if (!dictionary.has('Resources') && !isPage(dictionary)) continue
        const forms = this.#formsOf(dictionary, new Set())
        for (const list of forms) lists.add(list)
        for (const stream of [number, ...this.#contentsOf(dictionary)]) {
          for (const name of this.#drawnNames.get(stream) ?? []) for (const list of forms) add(list.get(name))
        }
      }
    }
    for (const list of lists) for (const [name, form] of list) if (anywhere.has(name)) add(form)
    return drawn
  }

  #hasResources(number: number): boolean {
    return this.#dictionaries.get(number)?.some((each) => each.has('Resources')) === true
  }

  #contentsOf(page: Dictionary): number[] {
    const contents = page.get('Contents')
    const direct = contents instanceof Reference ? [contents] : Array.isArray(contents) ? contents as Value[] : []
    const numbers = direct.flatMap((each) => (each instanceof Reference ? [each.number] : []))
    return numbers.flatMap((number) => [number, ...this.#entries.get(number) ?? []])
  }

  /** The dictionaries of forms in the resources of a page, also inherited ones, or of a stream. */
  #formsOf(owner: Dictionary, seen: Set<Dictionary>): Dictionary[] {
    const resources = owner.get('Resources')
    const parent = owner.get('Parent')
    if (seen.has(owner)) return []
    seen.add(owner)
    if (resources !== undefined) {
      return this.#resolved(resources).flatMap((each) => this.#resolved(each.get('XObject')))
    }
    if (!(parent instanceof Reference) || seen.size > MAX_ANCESTORS) return []
    return this.#resolved(parent).flatMap((each) => this.#formsOf(each, seen))
  }

  #resolved(value: Value | undefined): readonly Dictionary[] {
    if (value instanceof Reference) return this.#dictionaries.get(value.number) ?? []
    return value instanceof Map ? [value as Dictionary] : []
  }
}

/** Page trees are not deeper. */
const MAX_ANCESTORS = 50

/** Keys whose dictionaries have names of the document's own. */
const NAMING_KEYS = new Set(['XObject', 'CharProcs', 'Pattern', 'Font'])

/** Keys of streams that draw on a page that shows. What is in patterns and glyphs is read by itself. */
export const DRAWING_KEYS: readonly string[] = ['Contents', 'XObject', 'N', 'G']

/** Keys of the cells of patterns and the glyphs of fonts. */
export const CELL_KEYS: readonly string[] = ['CharProcs', 'Pattern']

/** Keys that can refer to a list or a dictionary of streams. */
const LISTING_KEYS: ReadonlySet<string> = new Set(['Contents', 'XObject', 'N', ...CELL_KEYS])

/** Keys of streams that hold no text to read. */
export const MACHINE_KEYS: readonly string[] = [
  'ICCBased', 'Indexed', 'CIDToGIDMap', 'CIDSet', 'JBIG2Globals', 'FontFile', 'FontFile2', 'FontFile3', 'ToUnicode',
  'HT', 'TR', 'TR2', 'EF',
]

const KEYS: ReadonlySet<string> = new Set([...DRAWING_KEYS, ...MACHINE_KEYS, ...LISTING_KEYS, 'SMask', 'Mask'])

function valuesOf(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value as Value[]
  return value instanceof Map ? [...(value as Dictionary).values()] : []
}

export function isPage(dictionary: Dictionary): boolean {
  return dictionary.has('Contents') && !dictionary.has('Subtype')
}

/** Pages, streams with resources, resources, and dictionaries of forms. */
function mayLeadToForms(dictionary: Dictionary): boolean {
  if (dictionary.has('Resources') || dictionary.has('XObject') || isPage(dictionary)) return true
  for (const value of dictionary.values()) if (!(value instanceof Reference)) return false
  return dictionary.size > 0
}

function push(map: Map<number, Dictionary[]>, number: number, value: Value): void {
  const known = map.get(number)
  if (known) known.push(value as Dictionary)
  else map.set(number, [value as Dictionary])
}

const DO = Buffer.from('Do')

/** The names before the operator `Do` (ISO 32000-1, 8.8). */
function drawnNames(content: Uint8Array): Set<string> {
  const buffer = Buffer.from(content.buffer, content.byteOffset, content.length)
  const names = new Set<string>()
  for (let at = buffer.indexOf(DO); at >= 0; at = buffer.indexOf(DO, at + 2)) {
    const name = /\/([^\s/[\]<>(){}%]+)\s*$/.exec(buffer.toString('latin1', Math.max(0, at - 140), at))?.[1]
    if (name !== undefined) names.add(nameFrom(name))
  }
  return names
}
