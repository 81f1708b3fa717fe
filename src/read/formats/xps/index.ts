import { numberedPiece } from '../../../model/index.js'
import { readPackage, type PackageEntry, type PackagePlan } from '../../containers/packages/package.js'
import { harvest } from '../../markup/xml/harvest.js'
import { readProperties } from '../../markup/xml/properties.js'
import { rootOf } from '../../markup/xml/root.js'
import { StyleTable } from '../../page/style-table.js'
import { ReadoutBuilder } from '../../parts/readout-builder.js'
import { readSvgDrawing } from '../../pictures/svg.js'
import type { Intake, Readout } from '../../reader.js'
import { decodeXml } from '../../text/xml-charset.js'
import { readPage, type PageReadout } from './page.js'
import { Sequence } from './sequence.js'

/**
 * Reads XPS and OpenXPS documents (ECMA-388), what Windows prints to.
 *
 * Anatomy: a package of Office Open XML. `FixedDocSeq.fdseq` lists documents, a document (`.fdoc`) its pages, a page
 * (`.fpage`) is a tree of `Canvas`, `Glyphs` and `Path` in units of 1/96 inch. `Glyphs` names its glyphs (`Indices`)
 * and says which text they stand for (`UnicodeString`). Pictures, embedded fonts and properties are entries of their
 * own.
 *
 * Read: the text of all pages, listed or not, line by line as it is drawn; text in the colour of its background and
 * transparent text as hidden, covered text as covered; links, names for screen readers, properties. Pictures are read
 * as picture files, and paths that could be letters are looked at.
 * Gaps: glyphs that no text stands for, listed pages that are missing, and those of packages (`readPackage`).
 */
export async function readXps(intake: Intake): Promise<Readout> {
  const reading = new XpsReading(intake)
  const readout = new ReadoutBuilder().add(await readPackage(intake, () => reading))
  for (const { piece, drawing } of reading.drawings()) {
    const { parts, gaps } = await readSvgDrawing(intake, drawing)
    const named = parts.map((part) => ({ ...part, name: piece }))
    readout.add({ parts: named, gaps: gaps.map((gap) => ({ ...gap, piece })) })
  }
  return readout.build()
}

interface Page extends PageReadout {
  /** Undefined for a page that no document lists. */
  readonly number: number | undefined
  readonly piece: string
}

/** Reads the entries of one package. Pages are kept until the end, to report them in their order. Guarded state. */
class XpsReading implements PackagePlan {
  /** They say where the pages are. */
  readonly first = [/\.fdseq$/i, /\.fdoc$/i]
  readonly #sequence = new Sequence()
  readonly #pages: Page[] = []
  readonly #styles = new StyleTable()

  constructor(readonly intake: Intake) {}

  /** Entries of a page have no XML declaration, and any name. */
  async readOwn(name: string, bytes: Uint8Array): Promise<Readout | undefined> {
    const head = decodeXml(bytes.subarray(0, 16_384)).text
    const root = /^\s*</.test(head) ? rootOf(head) : ''
    const entry = { piece: name, bytes, root }
    if (root === 'FixedPage') return this.#readPage(entry)
    if (/^FixedDocument(Sequence)?$/.test(root)) await this.#sequence.add(entry, this.intake.budget)
    return root !== '' && !/\.(rels|xml)$/i.test(name) ? this.readXml(entry) : undefined
  }

  readXml(entry: PackageEntry): Promise<Readout> {
    const { budget } = this.intake
    if (entry.root === 'coreProperties') return readProperties(entry, budget)
    return harvest(entry, budget, { kind: 'markup', visibility: 'metadata' })
  }

  finish(): Readout {
    const readout = new ReadoutBuilder()
    for (const { readout: page } of this.#inOrder()) readout.add(page)
    for (const piece of this.#sequence.missing(this.#pages)) readout.gap(piece, 'damaged', { detail: 'missing' })
    return readout.build()
  }

  /** Paths of pages that can be letters, in the order of the pages. */
  drawings(): { readonly piece: string; readonly drawing: string }[] {
    return this.#inOrder().flatMap(({ number, piece, drawing }) => {
      const page = number === undefined ? piece : numberedPiece('page', number)
      return drawing === undefined ? [] : [{ piece: page, drawing }]
    })
  }

  async #readPage(entry: PackageEntry): Promise<Readout> {
    const { budget } = this.intake
    if (budget.takePage('')) {
      const number = this.#sequence.numberOf(entry.piece)
      this.#pages.push({ number, piece: entry.piece, ...await readPage(entry, budget, this.#styles, number) })
    }
    return { parts: [], gaps: [] }
  }

  #inOrder(): Page[] {
    return [...this.#pages].sort((one, other) => (one.number ?? Infinity) - (other.number ?? Infinity) || 0)
  }
}
