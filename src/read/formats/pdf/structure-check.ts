import { numberedPiece, type Gap } from '../../../model/index.js'
import type { PdfObject } from './objects.js'
import { Name, Reference, type Dictionary, type Value } from './syntax.js'

/** The pages that pdf.js found, by object number, and whether anything is drawn on them. */
export type FoundPages = ReadonlyMap<number, { readonly page: number; readonly draws: boolean }>

/**
 * Finds damage by comparing the objects of a file with the pages that pdf.js found: pdf.js skips pages and contents
 * that it cannot parse, without an error. Guarded state.
 */
export class StructureCheck {
  /** Object numbers of pages, with those of their contents. */
  readonly #pages = new Map<number, readonly number[]>()
  /** Object numbers of arrays, with those that they contain. */
  readonly #lists = new Map<number, readonly number[]>()
  /** Object numbers of streams that draw text. */
  readonly #textStreams = new Set<number>()
  readonly #broken = new Set<number>()
  /** Adds one object of the file. Objects must be added in file order. */
  add(object: PdfObject): void {
    const { number, terminated, stream } = object
    if (!terminated || stream?.lengthMatches === false) this.#broken.add(number)
    this.addPacked(number, object.value)
  }

  /** Adds an object of an object stream. The last object of a number is the valid one. */
  addPacked(number: number, value: Value): void {
    this.#pages.delete(number)
    if (isBrokenFont(value)) this.#broken.add(number)
    if (Array.isArray(value)) this.#lists.set(number, references(value as Value[]))
    if (!(value instanceof Map)) return
    const dictionary = value as Dictionary
    const type = dictionary.get('Type')
    if (!(type instanceof Name) || type.text !== 'Page') return
    const contents = dictionary.get('Contents') ?? null
    this.#pages.set(number, references(Array.isArray(contents) ? contents as Value[] : [contents]))
  }

  /** Adds the decoded stream of an object. */
  addContent(number: number, bytes: Uint8Array): void {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    if (buffer.includes('BT') && (buffer.includes('Tj') || buffer.includes('TJ'))) this.#textStreams.add(number)
  }

  /**
   * The damage as gaps: `junk` between objects, unterminated objects, fonts without the entries that give their text,
   * pages outside the page tree, and pages on which nothing was drawn although their contents draw text.
   */
  findDamage(found: FoundPages, junk: boolean): Gap[] {
    const orphans = [...this.#pages.keys()].filter((number) => !found.has(number))
    const empty = [...found].filter(([number, { draws }]) => !draws && this.#drawsText(number))
    const numbers = [...new Set([...this.#broken, ...orphans])].sort((one, other) => one - other)
    return [
      ...(junk ? [damaged('')] : []),
      ...numbers.map((number) => damaged(numberedPiece('object', number))),
      ...empty.map(([, { page }]) => damaged(numberedPiece('page', page))),
    ]
  }

  #drawsText(page: number): boolean {
    const contents = (this.#pages.get(page) ?? []).flatMap((number) => this.#lists.get(number) ?? [number])
    return contents.some((number) => this.#textStreams.has(number))
  }
}

/** True for a composite font without the entries that identify it. pdf.js then reads it as a simple font. */
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

function damaged(piece: string): Gap {
  return { piece, reason: 'damaged' }
}
