import type { GapArgs, GapReason, Part } from '../../../model/index.js'
import { Accounting } from '../../parts/accounting.js'
import { PartBuilder } from '../../parts/part-builder.js'
import { ReadoutBuilder } from '../../parts/readout-builder.js'
import type { Intake, Readout } from '../../reader.js'
import { holdsFile } from '../../sniff/within.js'
import { filesIn } from '../unclaimed-bytes.js'
import { sweep } from '../../text/sweep.js'
import { openCompound, type Compound, type CompoundEntry } from '../cfb/file.js'
import { readObject } from './object.js'
import { packagesIn, readEmbeddedPackage } from './packages.js'
import { readPropertySets } from './properties.js'
import { readProject } from './vba.js'
import { writeCompound, type Storage } from '../cfb/write.js'

/** Streams of embedded objects, and main streams of documents. */
const OF_AN_OBJECT = /^(\x01Ole.*|\x01CompObj|Package|CONTENTS)$/i
const OF_A_DOCUMENT = /^(WordDocument|Workbook|Book|PowerPoint Document|__properties_version1\.0)$/i

/** The state of reading one compound file: its readout so far, and the outcome of each stream. */
export class CompoundReading {
  readonly accounting: Accounting
  readonly #readout = new ReadoutBuilder()
  readonly #taken = new Set<CompoundEntry>()
  readonly #packages: (readonly [name: string, bytes: Buffer])[] = []
  /** Swept bytes, in which files are looked for when the members are known. */
  readonly #swept: (readonly [piece: string, bytes: Buffer])[] = []
  readonly #memberBytes: Uint8Array[] = []

  constructor(
    readonly intake: Intake,
    readonly compound: Compound,
  ) {
    this.accounting = new Accounting(intake.document.path, streamsOf(compound.root).map(({ path }) => path))
  }

  /** The root's own stream with a name, compared without case. The caller must account for all of it. */
  take(name: string): Buffer | undefined {
    const wanted = name.toLowerCase()
    const found = this.compound.root.children.find((entry) => !entry.storage && entry.name.toLowerCase() === wanted)
    return found && this.open(found)
  }

  /** A stream's bytes, accounted as read. Undefined where a limit was exceeded, which is a gap of the budget. */
  open(entry: CompoundEntry): Buffer | undefined {
    this.intake.signal?.throwIfAborted()
    this.#taken.add(entry)
    this.accounting.read(entry.path)
    return this.compound.read(entry)
  }

  /** The caller must account for everything in the storage; streams that it does not read are gaps. */
  takeStorage(entry: CompoundEntry): void {
    this.#taken.add(entry)
  }

  part(...parts: readonly (Part | PartBuilder)[]): void {
    this.#readout.part(...parts)
  }

  add({ parts, gaps, members = [] }: Readout): void {
    this.#readout.add({ parts })
    for (const { piece, reason, args } of gaps) this.accounting.gap(piece, reason, args)
    for (const { path, bytes } of members) this.member(path, bytes)
  }

  /** Adds a document inside this one under its path in it. */
  member(piece: string, bytes: Uint8Array): void {
    this.#memberBytes.push(bytes)
    this.accounting.member(piece, bytes)
  }

  gap<R extends GapReason>(piece: string, reason: R, args?: GapArgs<R>): void {
    this.accounting.gap(piece, reason, args)
  }

  /**
   * Sweeps what a reader has left of a stream; packages and files within it are read at the end. True where it has
   * text.
   */
  sweep(bytes: Buffer, piece: string): boolean {
    const { packages, rest } = packagesIn(bytes)
    const parts = sweep(this.intake, rest, piece)
    this.#readout.add({ parts })
    this.#swept.push([piece, rest])
    packages.forEach((content, at) => this.#packages.push([`${piece}/package-${at + 1}`, content]))
    return parts.length > 0
  }

  /** Reads the streams that the format did not take, in the same way for all formats, and closes the account. */
  async finish(): Promise<Readout> {
    this.#reportNames()
    for (const entry of this.compound.root.children) this.#readEntry(entry)
    for (const [name, bytes] of this.#packages) this.add(await readEmbeddedPackage(this.intake, name, bytes))
    for (const bytes of this.compound.remarks) this.#readout.add({ parts: sweep(this.intake, bytes, 'directory') })
    const unused = this.compound.unused()
    const hasText = this.sweep(unused.bytes, 'unused')
    const isOfInterest = hasText || holdsFile(unused.bytes)
    if (unused.unexplained && isOfInterest) this.gap('unused', 'partly-unreadable', { feature: 'unused-sectors' })
    for (const [piece, bytes] of this.#swept) this.#addFiles(piece, bytes)
    return this.#readout.add({ gaps: this.compound.gaps }).add(this.accounting.close()).build()
  }

  /** The files in swept bytes, but for those that are members already. */
  #addFiles(piece: string, bytes: Buffer): void {
    for (const { at, bytes: file } of filesIn(bytes)) {
      const isKnown = this.#memberBytes.some((known) => known.length <= file.length && known.length > 0
        && file.subarray(0, known.length).equals(known))
      if (!isKnown && this.intake.budget.takeEntry(piece)) this.accounting.member(`${piece}/bytes-${at}.bin`, file)
    }
  }

  #readEntry(entry: CompoundEntry): void {
    if (this.#taken.has(entry)) return
    if (!entry.storage) this.#stream(entry)
    else if (entry.children.some(({ name }) => /^VBA$/i.test(name)) || /^VBA$/i.test(entry.name)) this.#project(entry)
    else if (isObject(entry)) this.#object(entry)
    else for (const child of entry.children) this.#readEntry(child)
  }

  #stream(entry: CompoundEntry): void {
    const bytes = this.open(entry)
    if (!bytes || bytes.every((byte) => byte === 0)) return
    const plain = bytes.length > 1 << 16 ? '' : bytes.toString('latin1')
    if (/^[\t\r\n -~]+$/.test(plain)) this.#readout.part(asText(plain, entry.path))
    else if (entry.name.startsWith('\x05') && isPropertySet(bytes)) {
      this.add(readPropertySets(this.intake, entry.path, bytes))
    } else this.add(readObject(this.intake, entry, bytes))
  }

  /** Reads the source of macros; sweeps forms and licences. */
  #project(entry: CompoundEntry): void {
    const storage = /^VBA$/i.test(entry.name) ? entry : entry.children.find(({ name }) => /^VBA$/i.test(name))!
    const streams = new Map<string, Buffer>()
    for (const child of storage.children) {
      const bytes = child.storage ? undefined : this.open(child)
      if (bytes) streams.set(/^dir$/i.test(child.name) ? 'dir' : child.name, bytes)
    }
    this.add(readProject(this.intake, storage.path, streams))
    for (const child of streamsOf(entry)) {
      const bytes = this.#taken.has(child) ? undefined : this.open(child)
      if (!bytes) continue
      this.sweep(bytes, child.path)
      if (!/^(PROJECT|PROJECTwm|PROJECTlk)$/i.test(child.name)) {
        this.gap(child.path, 'partly-unreadable', { feature: 'form' })
      }
    }
  }

  /** An embedded object becomes a compound file of its own. */
  #object(entry: CompoundEntry): void {
    const copy = this.#copy(entry)
    if (copy.size > 0) this.member(entry.path, writeCompound(copy))
  }

  #copy(entry: CompoundEntry): Storage {
    const copy = new Map<string, Uint8Array | Storage>()
    for (const child of entry.children) {
      const content = child.storage ? this.#copy(child) : this.open(child)
      if (content) copy.set(child.name, content)
    }
    return copy
  }

  /** Reports names of streams and storages that are Chinese or contain a long number. */
  #reportNames(): void {
    const builder = new PartBuilder('filename')
    const walk = (entry: CompoundEntry): void => {
      if (/[\u2e80-\uffff]|\d{11}/.test(entry.name)) builder.block(entry.name, {}, 'metadata').separate('\n')
      entry.children.forEach(walk)
    }
    this.compound.root.children.forEach(walk)
    this.#readout.part(builder)
  }
}

/**
 * Reads a compound file: `readOwn` takes the streams of its format; the others are read in the same way for all.
 * Bytes that are not a compound file are swept and are the gap `damaged`.
 */
export async function readCompoundFile(
  intake: Intake, readOwn: (reading: CompoundReading) => Promise<void> | void,
): Promise<Readout> {
  const compound = openCompound(intake.document.bytes, intake.budget)
  if (!compound) {
    return { parts: sweep(intake), gaps: [{ piece: '', reason: 'damaged', args: { detail: 'directory' } }] }
  }
  const reading = new CompoundReading(intake, compound)
  await readOwn(reading)
  return await reading.finish()
}

/**
 * True for storages of one object: children of a pool, `MBD…` of Excel and others, and any with the main stream of a
 * document.
 */
function isObject(entry: CompoundEntry): boolean {
  if (/^ObjectPool\/[^/]+$|(^|\/)(MBD|LNK)[0-9A-F]+$/i.test(entry.path)) return true
  return entry.children.some(({ name }) => OF_AN_OBJECT.test(name) || OF_A_DOCUMENT.test(name))
}

/** A byte order mark, a version, and one set of properties or two ([MS-OLEPS] 2.21). */
function isPropertySet(bytes: Buffer): boolean {
  return bytes.length >= 28 && bytes.readUInt16LE(0) === 0xfffe && bytes.readUInt32LE(24) <= 16
}

/** All of a stream in ASCII, as one block. */
function asText(text: string, name: string): Part {
  return new PartBuilder('custom-data', name).block(text, { line: 1 }, 'hidden').build()
}

function streamsOf(entry: CompoundEntry): CompoundEntry[] {
  return entry.storage ? entry.children.flatMap(streamsOf) : [entry]
}
