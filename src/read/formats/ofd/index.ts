/**
 * Reads OFD (GB/T 33190-2016), a zip package of XML files. Anatomy, with the clauses of the standard:
 *
 *     OFD.xml                               the root (7.4): properties, and the documents of the package
 *     Doc_0/Document.xml                    pages, template pages, outline, bookmarks (7.5, 7.8)
 *     Doc_0/PublicRes.xml, DocumentRes.xml  resources (7.9): fonts (11.1), pictures, drawings; files in Doc_0/Res
 *     Doc_0/Pages/Page_0/Content.xml        a page (7.7): layers of text (11), paths (9) and pictures (10)
 *     Doc_0/Tpls/Tpl_0/Content.xml          a template page, drawn on pages
 *     Doc_0/Annots/Page_0/Annotation.xml    annotations and watermarks of a page (15), listed in Annotations.xml
 *     Doc_0/Attachs/Attachments.xml         attachments (20)
 *     Doc_0/Tags/CustomTags.xml             custom tags (16), in vocabularies of their own
 *     Doc_0/Signs/Sign_0/SignedValue.dat    signatures and seals (18; GB/T 38540, GM/T 0031)
 *
 * `graphics` interprets the objects of a page, and ../../page groups them into lines with visibility, style and place
 * (page, line and box). Attachments become members.
 *
 * Paths beside text are looked at where they could be letters.
 *
 * Gaps: encrypted entries; listed pages that are missing; pages that draw something but have no text; paths that were
 * not looked at; characters without meaning; glyphs (11.4) that no code stands for; pictures that OCR did not read;
 * seals of unknown structure; entries of unknown kinds.
 */
import { readPackage, type PackageEntry, type PackagePlan } from '../../containers/packages/package.js'
import { PICTURES } from '../../formats.js'
import { harvest, LINES, type HarvestOptions } from '../../markup/xml/harvest.js'
import { readProperties } from '../../markup/xml/properties.js'
import { StyleTable } from '../../page/style-table.js'
import { ReadoutBuilder } from '../../parts/readout-builder.js'
import type { Intake, Readout } from '../../reader.js'
import { readSvgDrawing } from '../../pictures/svg.js'
import { sniff } from '../../sniff/sniff.js'
import { readAnnotations } from './annotations.js'
import { Fonts } from './fonts.js'
import { Locations } from './locations.js'
import { readOutline } from './outline.js'
import { readPage, type PageReadout } from './page.js'
import { readSeal, readSealPicture } from './seal.js'

/** Every element of `OFD.xml` is a property (7.4). Custom ones are named by an attribute. */
const PROPERTIES = { attribute: 'Name' } as const

/** The entries that say where the others are. */
const FIRST = [
  /^OFD\.xml$/i,
  /(^|\/)Document[^/]*\.xml$/i,
  /(^|\/)Annotations[^/]*\.xml$/i,
  /(^|\/)Attachments[^/]*\.xml$/i,
]

/** Reads an OFD package. Cost: one inflation and one walk per entry, two per resource file. */
export async function readOfd(intake: Intake): Promise<Readout> {
  const reading = new OfdReading(intake)
  const readout = new ReadoutBuilder().add(await readPackage(intake, () => reading))
  if (!reading.hasRoot) readout.gap('OFD.xml', 'damaged')
  for (const { piece, source } of reading.drawings()) {
    const { parts, gaps } = await readSvgDrawing(intake, source)
    const named = parts.map((part) => ({ ...part, name: piece }))
    readout.add({ parts: named, gaps: gaps.map((gap) => ({ ...gap, piece })) })
  }
  for (const [piece, bytes] of reading.seals) readout.add(await readSealPicture(intake, piece, bytes))
  return readout.build()
}

/** Reads the entries of one package. Pages are kept until the end, to report them in their order. Guarded state. */
class OfdReading implements PackagePlan {
  readonly first = FIRST
  /** True once the root entry has been read. */
  hasRoot = false
  /** Pictures of seals, with the entries that contain them. */
  readonly seals: (readonly [piece: string, bytes: Uint8Array])[] = []
  readonly #locations = new Locations()
  readonly #pages: { readonly number: number; readonly page: PageReadout }[] = []
  readonly #fonts = new Fonts()
  readonly #styles = new StyleTable()
  /** True once the package has been found to contain a picture. */
  #hasPictures = false

  constructor(readonly intake: Intake) {}

  async readXml(entry: PackageEntry): Promise<Readout> {
    const { budget } = this.intake
    const { piece, root } = entry
    if (this.#locations.isAttachment(piece)) {
      return this.#harvest(entry, { kind: 'attachment', visibility: 'visible', attributes: 'all' })
    }
    if (root === 'OFD') {
      this.hasRoot = true
      return readProperties(entry, budget, PROPERTIES)
    }
    if (root === 'Page') return this.#readPage(entry)
    if (root === 'PageAnnot') {
      return readAnnotations(entry, budget, this.#styles, this.#locations.pageOfAnnotations(piece))
    }
    if (root === 'Document') await this.#locations.addDocument(entry, budget)
    if (/^(Annotations|Attachments)$/.test(root)) await this.#locations.addList(entry, budget)
    if (/^(Document|Attachments|Bookmarks|Outlines|Extensions)$/.test(root)) return readOutline(entry, budget)
    if (/^Encryptions?$/.test(root)) return new ReadoutBuilder().gap(piece, 'encrypted').build()
    return root === 'Res' ? this.#readResources(entry) : this.#readOther(entry)
  }

  /** Seals and signed values are binary. */
  readOwn(name: string, bytes: Uint8Array): Readout | undefined {
    if (this.#locations.isAttachment(name)) return undefined
    if (PICTURES.has(sniff(bytes, name))) this.#hasPictures = true
    if (/(^|\/)(decryptseed|entriesmap)\.dat$/i.test(name)) return new ReadoutBuilder().gap(name, 'encrypted').build()
    if (!/\.(esl|dat|seal)$/i.test(name)) return undefined
    const { readout, pictures } = readSeal(this.intake, name, bytes)
    for (const picture of pictures) this.seals.push([name, picture])
    return readout
  }

  finish(): Readout {
    this.#styles.nameFonts((id) => this.#fonts.find(id))
    this.#pages.sort((one, other) => (one.number === other.number ? 0 : one.number - other.number))
    const readout = new ReadoutBuilder()
    for (const { page } of this.#pages) readout.add(page.readout)
    for (const { page } of this.#pages) {
      if (page.picturesOnly && !this.#hasPictures) readout.add({ gaps: [page.picturesOnly] })
    }
    for (const piece of this.#locations.missingPages()) readout.gap(piece, 'damaged', { detail: 'missing' })
    return readout.build()
  }

  /** Paths beside the text of pages, in the order of the pages. */
  drawings(): NonNullable<PageReadout['drawing']>[] {
    return this.#pages.flatMap(({ page }) => page.drawing ?? [])
  }

  async #readPage(entry: PackageEntry): Promise<Readout> {
    const { budget } = this.intake
    const found = this.#locations.page(entry.piece)
    const template = found === 'template'
    if (template || budget.takePage('')) {
      const number = typeof found === 'number' ? found : undefined
      const page = await readPage(entry, budget, this.#styles, { template, number, area: this.#locations.area })
      this.#pages.push({ number: number ?? Infinity, page })
    }
    return new ReadoutBuilder().build()
  }

  /** Resources can contain drawings with text. */
  async #readResources(entry: PackageEntry): Promise<Readout> {
    await this.#fonts.addResources(entry, this.intake.budget)
    const { buffer, byteOffset, byteLength } = entry.bytes
    const hasText = Buffer.from(buffer, byteOffset, byteLength).includes('TextCode')
    return this.#harvest(entry, {
      kind: hasText ? 'template' : 'style', visibility: hasText ? 'visible' : 'metadata', lines: RESOURCE_LINES,
    })
  }

  /** XML in a vocabulary that the standard does not define is data of the author. */
  #readOther(entry: PackageEntry): Promise<Readout> {
    const isStandard = /^(Annotations|CustomTags|Signatures?|DocVersion|Versions)$/.test(entry.root)
    return this.#harvest(entry, {
      kind: isStandard ? 'markup' : 'custom-data',
      visibility: 'metadata',
      attributes: isStandard ? 'meaningful' : 'all',
    })
  }

  #harvest(entry: PackageEntry, options: HarvestOptions): Promise<Readout> {
    return harvest(entry, this.intake.budget, options)
  }
}

const RESOURCE_LINES: ReadonlySet<string> = new Set([...LINES, 'TextObject'])
