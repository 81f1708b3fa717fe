import type { Gap } from '../../../model/index.js'
import { isPlainBetween, type PdfObject } from './objects.js'
import { Name, Reference, type Dictionary, type Value } from './syntax.js'

/** Pages that were read, by the number of their object, and whether anything was drawn on them. */
export type SeenPages = ReadonlyMap<number, { readonly page: number; readonly draws: boolean }>

/**
 * What the objects of a file say of its pages, against which is held what pdf.js found: it passes over pages and
 * contents that it cannot follow without a word. Guarded: it gathers until `lost` compares.
 */
export class Structure {
  /** Numbers of the objects of its contents by the number of a page. */
  readonly #pages = new Map<number, readonly number[]>()
  readonly #lists = new Map<number, readonly number[]>()
  readonly #speaking = new Set<number>()
  readonly #broken = new Set<number>()
  /** Where the object before ended. */
  #behind: number | undefined
  #junk = false

  constructor(readonly bytes: Uint8Array) {}

  /** One object of the file, in the order in which they stand. */
  take(object: PdfObject): void {
    const { number, ended, from, end, stream } = object
    if (this.#behind !== undefined && !isPlainBetween(this.bytes, this.#behind, from)) this.#junk = true
    this.#behind = Math.max(this.#behind ?? 0, stream?.end ?? end)
    if (!ended || stream?.fits === false) this.#broken.add(number)
    this.takePacked(number, object.value)
  }

  /** One object, wherever it stands, the last of its number being right. */
  takePacked(number: number, value: Value): void {
    this.#pages.delete(number)
    if (isBrokenFont(value)) this.#broken.add(number)
    if (Array.isArray(value)) this.#lists.set(number, references(value as Value[]))
    if (!(value instanceof Map)) return
    const dictionary = value as Dictionary
    const type = dictionary.get('Type')
    if (!(type instanceof Name) || type.text !== 'Page') return
    this.#pages.set(number, references([dictionary.get('Contents') ?? null].flat() as Value[]))
  }

  /** The decoded bytes of its stream. */
  takeStream(number: number, bytes: Uint8Array): void {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    if (buffer.includes('BT') && (buffer.includes('Tj') || buffer.includes('TJ'))) this.#speaking.add(number)
  }

  /**
   * Bytes between objects that are none, objects that do not end as objects do, fonts without what tells their text,
   * pages that are in no tree, pages without a mark though their contents write.
   */
  lost(seen: SeenPages): Gap[] {
    const orphans = [...this.#pages.keys()].filter((number) => !seen.has(number))
    const silent = [...seen].filter(([number, { draws }]) => !draws && this.#writes(number))
    const behind = this.#behind
    const junk = this.#junk || (behind !== undefined && !isPlainBetween(this.bytes, behind, this.bytes.length))
    const numbers = [...new Set([...this.#broken, ...orphans])].sort((one, other) => one - other)
    return [
      ...(junk ? [damaged('')] : []),
      ...numbers.map((number) => damaged(`object ${number}`)),
      ...silent.map(([, { page }]) => damaged(`page ${page}`)),
    ]
  }

  #writes(page: number): boolean {
    const contents = (this.#pages.get(page) ?? []).flatMap((number) => this.#lists.get(number) ?? [number])
    return contents.some((number) => this.#speaking.has(number))
  }
}

/** A font of many bytes a character that lacks what pdf.js knows it by: it is read as one of single bytes then. */
function isBrokenFont(value: Value): boolean {
  if (!(value instanceof Map)) return false
  const dictionary = value as Dictionary
  const subtype = dictionary.get('Subtype')
  const kind = subtype instanceof Name ? subtype.text : ''
  if (dictionary.has('DescendantFonts')) return kind !== 'Type0'
  return /^CIDFontType[02]$/.test(kind) && !dictionary.has('FontDescriptor')
}

function references(values: readonly Value[]): number[] {
  return values.flatMap((value) => (value instanceof Reference ? [value.number] : []))
}

function damaged(part: string): Gap {
  return { piece: part, reason: 'damaged' }
}
