import { isImage } from './blank-images.js'
import type { Definition, ObjectTable } from './object-table.js'
import type { DrawingPage } from './page-of-drawing.js'
import type { ListedStream } from './stream-inventory.js'
import { directNumber } from './objects.js'
import { Name, Reference, type Dictionary, type Value } from './syntax.js'
import { PdfWriter, writeValue } from './write-objects.js'

/** Writes a PDF with these pages and the objects that they need, each in the revision of its drawing. */
export function writeDrawings(pages: readonly DrawingPage[], table: ObjectTable): Uint8Array {
  const writer = new PdfWriter()
  const [root, tree] = [writer.reserve(), writer.reserve()]
  const copies = new Copies(table, writer)
  const kids = pages.map((page) => addPage(page, tree, writer, copies))
  copies.writeAll()
  writer.set(root, `<</Type/Catalog/Pages ${tree} 0 R>>`)
  writer.set(tree, `<</Type/Pages/Count ${kids.length}/Kids[${kids.map((each) => `${each} 0 R`).join(' ')}]>>`)
  return writer.file(root)
}

/** Writes a PDF with a page for each of these pictures, a point for each sample, without what masks them. */
export function writePictures(pictures: readonly ListedStream[], table: ObjectTable): Uint8Array {
  const writer = new PdfWriter()
  const [root, tree] = [writer.reserve(), writer.reserve()]
  const copies = new Copies(table, writer)
  const kids = pictures.map((each) => addPicture(each, tree, writer, copies))
  copies.writeAll()
  writer.set(root, `<</Type/Catalog/Pages ${tree} 0 R>>`)
  writer.set(tree, `<</Type/Pages/Count ${kids.length}/Kids[${kids.map((each) => `${each} 0 R`).join(' ')}]>>`)
  return writer.file(root)
}

function addPicture(stream: ListedStream, tree: number, writer: PdfWriter, copies: Copies): number {
  const { dictionary, bytes, head } = stream
  const [page, contents, picture] = [writer.reserve(), writer.reserve(), writer.reserve()]
  const [width, height] = [directNumber(dictionary, 'Width') ?? 1, directNumber(dictionary, 'Height') ?? 1]
  const entries = [...dictionary].filter(([key]) => !MASKS.has(key))
  // A thumbnail need not say what it is.
  const whole = new Map<string, Value>([...entries, ['Subtype', new Name('Image')], ['Length', bytes.length]])
  writer.set(picture, writeValue(whole, (each) => copies.numberOf(each, head)), bytes)
  const shown = Buffer.from(`${width} 0 0 ${height} 0 0 cm /P Do`)
  writer.set(contents, `<</Length ${shown.length}>>`, shown)
  writer.set(page, `<</Type/Page/Parent ${tree} 0 R/MediaBox[0 0 ${width} ${height}]`
    + `/Resources<</XObject<</P ${picture} 0 R>>>>/Contents ${contents} 0 R>>`)
  return page
}

const MASKS = new Set(['SMask', 'Mask', 'SMaskInData'])

function addPage(
  { stream, contents, resources }: DrawingPage, tree: number, writer: PdfWriter, copies: Copies,
): number {
  const page = writer.reserve()
  const numbers = contents.map((each) => {
    if (each instanceof Reference) return copies.numberOf(each, stream.head)
    return copies.numberOfStream(each)
  })
  const written = writeValue(resources, (each) => copies.numberOf(each, stream.head))
  writer.set(page, `<</Type/Page/Parent ${tree} 0 R/MediaBox[0 0 595 842]/Resources ${written}`
    + `/Contents[${numbers.map((each) => `${each} 0 R`).join(' ')}]>>`)
  return page
}

/** Only the filters matter for contents. */
const CONTENT_KEYS = new Set(['Filter', 'F', 'DecodeParms', 'DP'])

/** The objects that are copied, with their new numbers. Guarded state. */
class Copies {
  readonly #numbers = new Map<Definition, number>()
  readonly #open: { readonly definition: Definition; readonly at: number; readonly number: number }[] = []
  /** A drawing is written once, however many pages have it. */
  readonly #streams = new Map<ListedStream, number>()
  #nothing = 0

  constructor(readonly table: ObjectTable, readonly writer: PdfWriter) {}

  /** The new number of an object that is referred to in the revision that `at` is in. */
  numberOf(reference: Reference, at: number): number {
    const definition = this.table.valid(reference.number, at)
    if (!definition) return this.#missing()
    const known = this.#numbers.get(definition)
    if (known !== undefined) return known
    const number = this.writer.reserve()
    this.#numbers.set(definition, number)
    this.#open.push({ definition, at, number })
    return number
  }

  numberOfStream(stream: ListedStream): number {
    const known = this.#streams.get(stream)
    if (known !== undefined) return known
    const number = this.writer.reserve()
    this.#streams.set(stream, number)
    const entries = [...stream.dictionary].filter(([key]) => CONTENT_KEYS.has(key))
    const dictionary = new Map<string, Value>([...entries, ['Length', stream.bytes.length]])
    const written = writeValue(dictionary, (each) => this.numberOf(each, stream.head))
    this.writer.set(number, written, stream.bytes)
    return number
  }

  /** Writes the objects, and those that they refer to. */
  writeAll(): void {
    for (let next = this.#open.pop(); next; next = this.#open.pop()) {
      const { definition: { value, stored }, at, number } = next
      if (value instanceof Map && isImage(value as Dictionary)) this.writer.set(number, BLANK, Uint8Array.of(0))
      else {
        const whole = stored ? new Map([...value as Dictionary, ['Length', stored.length]]) : value
        this.writer.set(number, writeValue(whole, (each) => this.numberOf(each, at)), stored)
      }
    }
  }

  #missing(): number {
    if (this.#nothing === 0) this.writer.set(this.#nothing = this.writer.reserve(), 'null')
    return this.#nothing
  }
}

/** Stands for pictures, which are read by themselves. */
const BLANK = '<</Type/XObject/Subtype/Image/Width 1/Height 1/ImageMask true/BitsPerComponent 1/Length 1>>'
