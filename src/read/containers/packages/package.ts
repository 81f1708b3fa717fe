import { createGap, type DocumentFormat, type Gap, type GapArgs, type Part } from '../../../model/index.js'
import { Accounting } from '../../parts/accounting.js'
import { PartBuilder } from '../../parts/part-builder.js'
import { imagePartOf } from '../../pictures/image-part.js'
import { readSvgDrawing } from '../../pictures/svg.js'
import type { Intake, Readout } from '../../reader.js'
import { PICTURES } from '../../formats.js'
import { sniff } from '../../sniff/sniff.js'
import { sweep } from '../../text/sweep.js'
import { decodeXml } from '../../text/xml-charset.js'
import { rootOf } from '../../markup/xml/root.js'
import { readUndeclaredBytes } from '../undeclared-bytes.js'
import { openZip, type Zip, type ZipEntry } from '../zip/zip.js'
import type { FontFile } from './fonts/font-file.js'
import { deobfuscate } from './fonts/obfuscation.js'
import { parseFont } from './fonts/parse-font.js'
import { joinPieces } from './pieces.js'
import { isPrinterSettings } from './printer-settings.js'
import { readRelations, type Relation } from './relations.js'

/** An XML entry of a package, with the local name of its root element. */
export interface PackageEntry {
  readonly piece: string
  readonly bytes: Uint8Array
  readonly root: string
}

/** How one format reads its entries. The entries that it does not read are treated in the same way in all formats. */
export interface PackagePlan {
  /** Names of the entries to be read before the others, in this order. */
  readonly first: readonly RegExp[]
  /** Reads an XML entry. */
  readXml(entry: PackageEntry): Promise<Readout> | Readout
  /** Reads an entry before it is known to be XML; undefined where the format has no rule of its own for it. */
  readOwn?(name: string, bytes: Uint8Array): Promise<Readout | undefined> | Readout | undefined
  /** What can be reported only when all entries have been read. */
  finish?(): Readout
}

/** The relationships of each entry, by the entry's name. */
export type Relations = ReadonlyMap<string, readonly Relation[]>

/**
 * Reads a zip package (OOXML, ODF, OFD, EPUB): relationships first, then XML as the plan says, then fonts and pictures.
 * The bytes of an entry decide what it is, not its name. Fonts whose directory accounts for the whole file and printer
 * settings are searched for text, pictures are read, everything else becomes a member. Macros are swept, with a gap.
 */
export async function readPackage(intake: Intake, plan: (relations: Relations) => PackagePlan): Promise<Readout> {
  const zip = joinPieces(openZip(intake.document.bytes, intake.budget, intake.passwords))
  const accounting = new Accounting(intake.document.path, zip.entries.map(({ name }) => name))
  const reading = new PackageReading(intake, zip, accounting)
  await reading.readAll(plan)
  await reading.readPictures()
  const { gaps, members } = accounting.close()
  return { parts: reading.parts, gaps: [...zip.gaps, ...gaps], members }
}

/** An entry that is read after all XML. */
interface Waiting {
  readonly name: string
  readonly bytes: Uint8Array
}

/** The state of reading one package. */
class PackageReading {
  readonly parts: Part[] = []
  readonly #pictures: Waiting[] = []
  /** SVG entries, by name. */
  readonly #drawings = new Map<string, string>()
  /** Obfuscated fonts: their keys are in other entries. */
  readonly #obfuscated: Waiting[] = []
  readonly #fontKeys = new Set<string>()
  readonly #relations = new Map<string, readonly Relation[]>()
  /** Relationship type by lower-case target: names of a package are the same in any case (ISO/IEC 29500-2, 6.2.2). */
  readonly #related = new Map<string, string>()

  constructor(
    readonly intake: Intake,
    readonly zip: Zip,
    readonly accounting: Accounting,
  ) {}

  /** Relationships come first: they say what the other entries are. */
  async readAll(makePlan: (relations: Relations) => PackagePlan): Promise<void> {
    this.parts.push(...foreignNames(this.zip))
    this.#addRead(await readUndeclaredBytes(this.intake, this.zip.remarks))
    const isRelations = ({ name }: ZipEntry): boolean => /(^|\/)_rels\/[^/]*\.rels$/i.test(name)
    for (const entry of this.zip.entries) {
      if (isRelations(entry)) await this.#open(entry, (name, bytes) => this.#readRelations(name, bytes))
    }
    const plan = makePlan(this.#relations)
    const others = this.zip.entries.filter((entry) => !isRelations(entry))
    for (const entry of inOrder(others, plan.first)) {
      await this.#open(entry, (name, bytes) => this.#readEntry(plan, name, bytes))
    }
    for (const { name, bytes } of this.#obfuscated) this.#readObfuscated(name, bytes)
    if (plan.finish) this.#add(plan.finish())
  }

  async readPictures(): Promise<void> {
    const { budget, signal } = this.intake
    for (const { name, bytes } of this.#pictures) {
      if (budget.turnIsOver) await budget.nextTurn()
      signal?.throwIfAborted()
      const format = sniff(bytes, name)
      if (PICTURES.has(format)) await this.#readPicture(name, bytes, format)
      else await this.#recognise(name, bytes)
    }
    for (const [name, source] of this.#drawings) this.#addNamed(name, await readSvgDrawing(this.intake, source))
  }

  /** Reads a picture as if it were a document: its text, its properties, files after its end. */
  async #readPicture(name: string, bytes: Uint8Array, format: DocumentFormat): Promise<void> {
    const path = `${this.accounting.path}!${name}`
    this.#addNamed(name, await this.intake.readAs(format, { path, bytes }))
  }

  #addNamed(name: string, { parts, gaps, members = [] }: Readout): void {
    this.#addRead({
      parts: parts.map((part) => ({ ...part, name: part.name === '' ? name : `${name} ${part.name}` })),
      gaps: gaps.map((gap) => ({ ...withoutFormat(gap), piece: name })),
      members,
    })
  }

  /** Compressed metafiles, and pictures that only their name declares. */
  async #recognise(name: string, bytes: Uint8Array): Promise<void> {
    const { pictures, budget } = this.intake
    if (!pictures) {
      this.accounting.gap(name, 'image-not-read')
      return
    }
    const { lines, gap } = await pictures.readFile(bytes)
    const part = imagePartOf(name, lines, budget)
    if (part) this.parts.push(part)
    if (gap) this.accounting.gap(name, gap.reason, gap.args)
  }

  /** An entry that cannot be inflated has already become a gap of the zip or of the budget. */
  async #open(entry: ZipEntry, take: (name: string, bytes: Uint8Array) => Promise<void>): Promise<void> {
    const { budget, signal } = this.intake
    if (budget.turnIsOver) await budget.nextTurn()
    signal?.throwIfAborted()
    this.accounting.read(entry.name)
    const bytes = entry.directory ? undefined : this.zip.read(entry)
    if (bytes && bytes.length > 0) await take(entry.name, bytes)
  }

  async #readRelations(name: string, bytes: Uint8Array): Promise<void> {
    const { relations, parts, gaps } = await readRelations({ piece: name, bytes }, this.intake.budget)
    this.#add({ parts, gaps })
    this.#relations.set(name, relations)
    for (const { target, type, external } of relations) if (!external) this.#related.set(target.toLowerCase(), type)
  }

  async #readEntry(plan: PackagePlan, name: string, bytes: Uint8Array): Promise<void> {
    const own = await plan.readOwn?.(name, bytes)
    if (own) this.#add(own)
    else if (this.#related.get(name.toLowerCase()) !== 'aFChunk' && isXml(name, bytes)) {
      const root = rootOf(decodeXml(bytes.subarray(0, 16_384)).text)
      if (root === 'fonts') this.#takeFontKeys(bytes)
      if (root === 'svg') this.#drawings.set(name, decodeXml(bytes).text)
      this.#add(await plan.readXml({ piece: name, bytes, root }))
    } else this.#readBinary(name, bytes)
  }

  #readBinary(name: string, bytes: Uint8Array): void {
    const font = parseFont(bytes)
    if (font) this.#addFont(name, font)
    else if (/\.odttf$/i.test(name)) this.#obfuscated.push({ name, bytes })
    else if (isProgram(name)) this.#sweep(name, bytes, true)
    else if (isPrinterSettings(bytes)) this.#sweep(name, bytes, false)
    else if (isPicture(name, bytes)) this.#pictures.push({ name, bytes })
    else this.accounting.member(name, bytes)
  }

  /** Keys of embedded fonts in the font table (ISO/IEC 29500-1, 17.8.3.3: `w:fontKey`). */
  #takeFontKeys(bytes: Uint8Array): void {
    for (const [, key] of decodeXml(bytes).text.matchAll(/fontKey\s*=\s*["'](\{[\dA-F-]{36}\})["']/gi)) {
      if (this.#fontKeys.size < MOST_FONT_KEYS) this.#fontKeys.add(key!)
    }
  }

  /** The key is a GUID in the font's own name or in the font table. */
  #readObfuscated(name: string, bytes: Uint8Array): void {
    const ownKey = /\{?[\dA-F]{8}(-[\dA-F]{4}){3}-[\dA-F]{12}\}?/i.exec(name)?.[0]
    for (const key of [...(ownKey ? [ownKey] : []), ...this.#fontKeys]) {
      const font = parseFont(deobfuscate(bytes, key))
      if (!font) continue
      this.#addFont(name, font)
      return
    }
    this.accounting.member(name, bytes)
  }

  #addFont(name: string, { texts, unknown }: FontFile): void {
    for (const text of texts) this.parts.push(...sweep(this.intake, text, name))
    if (unknown) this.accounting.gap(name, 'partly-unreadable', { feature: 'font-table' })
  }

  #sweep(name: string, bytes: Uint8Array, gap: boolean): void {
    this.parts.push(...sweep(this.intake, bytes, name))
    if (gap) this.accounting.gap(name, 'part-not-supported')
  }

  /** Adds what another reader gave, whose members have their whole paths. */
  #addRead({ parts, gaps, members = [] }: Readout): void {
    const own = `${this.accounting.path}!`
    const relative = members.map(({ path, bytes }) => ({ path: path.slice(own.length), bytes }))
    this.#add({ parts, gaps, members: relative })
  }

  #add({ parts, gaps, members }: Readout): void {
    for (const part of parts) this.parts.push(part)
    for (const { path, bytes } of members ?? []) this.accounting.member(path, bytes)
    for (const { piece, reason, args } of gaps) this.accounting.gap(piece, reason, args)
  }
}

/** The name of an entry shows its format, so the gap does not repeat it. */
function withoutFormat({ piece, reason, args }: Gap): Gap {
  const others = Object.entries(args ?? {}).filter(([name]) => name !== 'format')
  return createGap(piece, reason, others.length > 0 ? Object.fromEntries(others) as GapArgs : undefined)
}

/** Most fonts a document embeds; each key is tried on each obfuscated font. */
const MOST_FONT_KEYS = 1000

function inOrder(entries: readonly ZipEntry[], first: readonly RegExp[]): ZipEntry[] {
  const rank = ({ name }: ZipEntry): number => {
    const at = first.findIndex((pattern) => pattern.test(name))
    return at < 0 ? first.length : at
  }
  return [...entries].sort((one, other) => rank(one) - rank(other))
}

/** Names of entries that are not the usual Latin ones. */
function foreignNames(zip: Zip): Part[] {
  const names = new PartBuilder('filename')
  for (const { name } of zip.entries) {
    if (/[^\0-\x7f]|\d{11}/.test(name)) names.block(name, {}, 'metadata').separate('\n')
  }
  return names.empty ? [] : [names.build()]
}

function isXml(name: string, bytes: Uint8Array): boolean {
  if (/\.(xml|rels|vml|svg)$/i.test(name)) return true
  return /^\s*<\?xml/.test(decodeXml(bytes.subarray(0, 200)).text) && !/\.x?html?$/i.test(name)
}

function isProgram(name: string): boolean {
  return /(vbaProject|vbaProjectSignature[^/]*|activeX\d*|attachedToolbars)\.bin$/i.test(name)
}

function isPicture(name: string, bytes: Uint8Array): boolean {
  return PICTURES.has(sniff(bytes, name)) || /\.(emz|wmz|wdp|pcz|pict|pct)$/i.test(name)
}
