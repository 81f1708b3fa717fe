import type { Gap, Part } from '../../../model/index.js'
import { harvest, LINES } from '../../markup/xml/harvest.js'
import { readAnnotations } from './annotations.js'
import { Fonts } from './fonts.js'
import { readProperties } from '../../markup/xml/properties.js'
import { readOutline } from './outline.js'
import { Locations } from './locations.js'
import { readPage, type PageReadout } from './page.js'
import { readSeal, readSealPicture } from './seal.js'
import { readPackage, type PackageEntry, type PackagePlan } from '../../containers/packages/package.js'
import { StyleTable } from '../../page/style-table.js'
import type { Intake, Readout } from '../../reader.js'
import { PICTURES } from '../../formats.js'
import { sniff } from '../../sniff/sniff.js'

/** `OFD.xml` (GB/T 33190, 7.4): every element is a property, custom ones have the name their author gave. */
const PROPERTIES = { attribute: 'Name' } as const

/** What tells where the rest is comes first. */
const FIRST = [
  /^OFD\.xml$/i,
  /(^|\/)Document[^/]*\.xml$/i,
  /(^|\/)Annotations[^/]*\.xml$/i,
  /(^|\/)Attachments[^/]*\.xml$/i,
]

/**
 * Reads OFD (GB/T 33190-2016): pages and template pages line by line as they are drawn, annotations and watermarks,
 * outlines, properties, custom tags, seals; attachments are members. Every entry of the package ends as one of these.
 * Places are page, line and box. Cost: one inflation and one walk per entry.
 */
export async function readOfd(intake: Intake): Promise<Readout> {
  const reading = new OfdReading(intake)
  const readout = await readPackage(intake, () => reading)
  const seals: Readout[] = []
  for (const [piece, bytes] of reading.seals) seals.push(await readSealPicture(intake, piece, bytes))
  const unrooted: Gap[] = reading.rooted ? [] : [{ piece: 'OFD.xml', reason: 'damaged' }]
  return {
    ...readout,
    parts: [...readout.parts, ...seals.flatMap(({ parts }) => parts)],
    gaps: [...readout.gaps, ...unrooted, ...seals.flatMap(({ gaps }) => gaps)],
  }
}

/** One document on its way; pages wait until all are read, and are told in their order. Guarded state. */
class OfdReading implements PackagePlan {
  readonly first = FIRST
  /** True once the root entry was met. */
  rooted = false
  /** Pictures of seals, by the entry they stand in. */
  readonly seals: (readonly [piece: string, bytes: Uint8Array])[] = []
  readonly #locations = new Locations()
  readonly #pages: { readonly number: number; readonly told: PageReadout }[] = []
  readonly #fonts = new Fonts()
  readonly #styles = new StyleTable()
  /** True once a picture was met in the package. */
  #pictured = false

  constructor(readonly intake: Intake) {}

  readXml(piece: PackageEntry): Readout {
    const { budget } = this.intake
    if (this.#locations.isAttachment(piece.piece)) {
      return harvested(harvest(piece, budget, { kind: 'attachment', visibility: 'visible', attributes: 'all' }))
    }
    if (piece.root === 'OFD') {
      this.rooted = true
      return harvested(readProperties(piece, budget, PROPERTIES))
    }
    if (piece.root === 'Page') return this.#page(piece)
    if (piece.root === 'PageAnnot') {
      return readAnnotations(piece, budget, this.#styles, this.#locations.pageOfAnnotations(piece.piece))
    }
    if (piece.root === 'Document') this.#locations.addDocument(piece, budget)
    if (/^(Annotations|Attachments)$/.test(piece.root)) this.#locations.addList(piece, budget)
    if (/^(Document|Attachments|Bookmarks|Outlines|Extensions)$/.test(piece.root)) return readOutline(piece, budget)
    if (/^Encryptions?$/.test(piece.root)) return { parts: [], gaps: [{ piece: piece.piece, reason: 'encrypted' }] }
    return this.#rest(piece)
  }

  /** Seals and signed values are trees of a binary form. */
  readOwn(piece: string, bytes: Uint8Array): Readout | undefined {
    if (this.#locations.isAttachment(piece)) return undefined
    if (PICTURES.has(sniff(bytes, piece))) this.#pictured = true
    if (/(^|\/)(decryptseed|entriesmap)\.dat$/i.test(piece)) {
      return { parts: [], gaps: [{ piece: piece, reason: 'encrypted' }] }
    }
    if (!/\.(esl|dat|seal)$/i.test(piece)) return undefined
    const seal = readSeal(this.intake, piece, bytes)
    for (const picture of seal.pictures) this.seals.push([piece, picture])
    return seal
  }

  finish(): Readout {
    this.#styles.nameFonts((id) => this.#fonts.find(id))
    this.#pages.sort((one, other) => (one.number === other.number ? 0 : one.number - other.number))
    const unseen = this.#pictured ? [] : this.#pages.flatMap(({ told }) => told.picturesOnly ?? [])
    const missing = this.#locations
      .missingPages()
      .map((piece): Gap => ({ piece, reason: 'damaged', args: { detail: 'missing' } }))
    return {
      parts: this.#pages.flatMap(({ told }) => told.parts),
      gaps: [...this.#pages.flatMap(({ told }) => told.gaps), ...unseen, ...missing],
    }
  }

  #page(piece: PackageEntry): Readout {
    const { budget } = this.intake
    const found = this.#locations.page(piece.piece)
    const template = found === 'template'
    if (!template && !budget.takePage('')) return { parts: [], gaps: [] }
    const number = typeof found === 'number' ? found : undefined
    const told = readPage(piece, budget, this.#styles, { template, number, area: this.#locations.area })
    this.#pages.push({ number: number ?? Infinity, told })
    return { parts: [], gaps: [] }
  }

  /**
   * Resources may hold text in drawings of their own; what is none of the standard's vocabulary is the author's data.
   */
  #rest(piece: PackageEntry): Readout {
    const { budget } = this.intake
    if (piece.root === 'Res') {
      this.#fonts.addResources(piece, budget)
      const drawn = Buffer.from(piece.bytes.buffer, piece.bytes.byteOffset, piece.bytes.byteLength).includes('TextCode')
      return harvested(harvest(piece, budget, {
        kind: drawn ? 'template' : 'style', visibility: drawn ? 'visible' : 'metadata', lines: OBJECTS,
      }))
    }
    const known = /^(Annotations|CustomTags|Signatures?|DocVersion|Versions)$/.test(piece.root)
    return harvested(harvest(piece, budget, {
      kind: known ? 'markup' : 'custom-data', visibility: 'metadata', attributes: known ? 'telling' : 'all',
    }))
  }
}

const OBJECTS: ReadonlySet<string> = new Set([...LINES, 'TextObject'])

function harvested({ part, gaps }: { readonly part?: Part; readonly gaps: readonly Gap[] }): Readout {
  return { parts: part ? [part] : [], gaps }
}
