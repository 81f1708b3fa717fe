import type { Part } from '../../../model/index.js'
import { Accounting } from '../../parts/accounting.js'
import { readRelations, type Relation } from './relations.js'
import { imagePartOf } from '../../pictures/image-part.js'
import { PartBuilder } from '../../parts/part-builder.js'
import type { Intake, Readout } from '../../reader.js'
import { PICTURES } from '../../formats.js'
import { sniff } from '../../sniff/sniff.js'
import { sweep } from '../../text/sweep.js'
import { decodeXml } from '../../text/xml-charset.js'
import { rootOf } from '../../markup/xml/root.js'
import { openZip, type Zip, type ZipEntry } from '../zip/zip.js'

/** An XML entry of a package, with the local name of its root element. */
export interface PackageEntry {
  readonly piece: string
  readonly bytes: Uint8Array
  readonly root: string
}

/** What one format makes of its XML entries. Every other entry is treated alike in all of them. */
export interface PackagePlan {
  /** Names of the entries to be read before the rest, in this order. */
  readonly first: readonly RegExp[]
  tell(piece: PackageEntry): Readout
  /** What can be told only when all has been read. */
  finish?(): Readout
  /** What the format makes of an entry before it is known to be XML; undefined: what is made of it everywhere. */
  other?(piece: string, bytes: Uint8Array): Readout | undefined
}

/** The relationships of each entry, by the entry's name. */
export type Relations = ReadonlyMap<string, readonly Relation[]>

/**
 * Reads a package of Office Open XML: relationships first, then XML as the plan says. Embedded files,
 * alternative-format chunks and pieces of no known kind become members; pictures, macros and other binary pieces are
 * gaps; every entry ends as one of these.
 */
export async function readPackage(intake: Intake, plan: (relations: Relations) => PackagePlan): Promise<Readout> {
  const zip = openZip(intake.document.bytes, intake.budget)
  const accounting = new Accounting(intake.document.path, zip.entries.map(({ name }) => name))
  const reading = new PackageReading(intake, zip, accounting)
  reading.readAll(plan)
  await reading.readPictures()
  const { gaps, members } = accounting.close()
  return { parts: reading.parts, gaps: [...zip.gaps, ...gaps], members }
}

/** One package on its way: what has been gathered of it so far. */
class PackageReading {
  readonly parts: Part[] = []
  /** Looked at after all that can be read at once. */
  readonly #pictures: { readonly name: string; readonly bytes: Uint8Array }[] = []
  readonly #relations = new Map<string, readonly Relation[]>()
  /** Relationship type by lower-case target: names of a package are the same in any case (ISO/IEC 29500-2, 6.2.2). */
  readonly #related = new Map<string, string>()

  constructor(
    readonly intake: Intake,
    readonly zip: Zip,
    readonly accounting: Accounting,
  ) {}

  /** Relationships come first: they say what the rest is. */
  readAll(makePlan: (relations: Relations) => PackagePlan): void {
    this.parts.push(...named(this.zip))
    const isRelations = ({ name }: ZipEntry): boolean => /(^|\/)_rels\/[^/]*\.rels$/i.test(name)
    for (const entry of this.zip.entries) {
      if (isRelations(entry)) this.#read(entry, (name, bytes) => { this.#relate(name, bytes) })
    }
    const plan = makePlan(this.#relations)
    const others = this.zip.entries.filter((entry) => !isRelations(entry))
    for (const entry of inOrder(others, plan.first)) {
      this.#read(entry, (name, bytes) => { this.#piece(plan, name, bytes) })
    }
    if (plan.finish) this.#keep(plan.finish())
  }

  async readPictures(): Promise<void> {
    const { pictures, budget } = this.intake
    for (const { name, bytes } of this.#pictures) {
      if (!pictures) this.accounting.gap(name, 'image-not-read')
      else {
        const { lines, gap } = await pictures.readFile(bytes)
        const part = imagePartOf(name, lines, budget)
        if (part) this.parts.push(part)
        if (gap) this.accounting.gap(name, gap.reason, gap.args)
      }
    }
  }

  /** An entry that cannot be inflated has already become a gap of the zip or of the budget. */
  #read(entry: ZipEntry, take: (name: string, bytes: Uint8Array) => void): void {
    this.intake.signal?.throwIfAborted()
    this.accounting.read(entry.name)
    const bytes = entry.directory ? undefined : this.zip.read(entry)
    if (bytes && bytes.length > 0) take(entry.name, bytes)
  }

  #relate(name: string, bytes: Uint8Array): void {
    const { relations, part, gaps } = readRelations({ piece: name, bytes }, this.intake.budget)
    this.#keep({ parts: part ? [part] : [], gaps })
    this.#relations.set(name, relations)
    for (const { target, type, external } of relations) if (!external) this.#related.set(target.toLowerCase(), type)
  }

  #piece(plan: PackagePlan, name: string, bytes: Uint8Array): void {
    const own = plan.other?.(name, bytes)
    if (own) this.#keep(own)
    else if (this.#related.get(name.toLowerCase()) !== 'aFChunk' && isXml(name, bytes)) {
      this.#keep(plan.tell({ piece: name, bytes, root: rootOf(decodeXml(bytes.subarray(0, 16_384)).text) }))
    } else if (/\.(odttf|ttf|otf|eot|fntdata)$/i.test(name)) return // shapes of letters
    else if (isProgram(name)) this.#swept(name, bytes, true)
    else if (/printerSettings[^/]*\.bin$/i.test(name)) this.#swept(name, bytes, false)
    else if (isPicture(name, bytes)) this.#pictures.push({ name, bytes })
    else this.accounting.member(name, bytes)
  }

  #swept(name: string, bytes: Uint8Array, gap: boolean): void {
    this.#keep({ parts: sweep(this.intake, bytes, name), gaps: [] })
    if (gap) this.accounting.gap(name, 'part-not-supported')
  }

  #keep({ parts, gaps, members }: Readout): void {
    this.parts.push(...parts)
    for (const { path, bytes } of members ?? []) this.accounting.member(path, bytes)
    for (const gap of gaps) this.accounting.gap(gap.piece, gap.reason, gap.args)
  }
}

function inOrder(entries: readonly ZipEntry[], first: readonly RegExp[]): ZipEntry[] {
  const rank = ({ name }: ZipEntry): number => {
    const at = first.findIndex((pattern) => pattern.test(name))
    return at < 0 ? first.length : at
  }
  return [...entries].sort((one, other) => rank(one) - rank(other))
}

/** What the archive itself says: names of entries that are not the usual Latin ones, and comments. */
function named(zip: Zip): Part[] {
  const names = new PartBuilder('filename')
  const comments = new PartBuilder('metadata')
  for (const { name, comment } of zip.entries) {
    if (/[^\0-\x7f]|\d{11}/.test(name)) names.block(name, {}, 'metadata').separate('\n')
    comments.block(comment, {}, 'metadata').separate('\n')
  }
  comments.block(zip.comment, {}, 'metadata').separate('\n')
  return [names, comments].filter((builder) => !builder.empty).map((builder) => builder.build())
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

