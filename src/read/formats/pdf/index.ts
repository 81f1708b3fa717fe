/**
 * Reads PDF (ISO 32000-1:2008; encryption also ISO 32000-2:2020). Anatomy of a file, with the clauses of ISO 32000-1:
 *
 *     %PDF-1.7
 *     1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj     an object (7.3), here the root of the document (7.7.2)
 *     4 0 obj << /Type /Page /Contents 5 0 R >> endobj     a page (7.7.3) with fonts, pictures, annotations (12.5)
 *     5 0 obj << /Length 99 >> stream … endstream endobj   a stream (7.3.8), here the operators of a page (8, 9);
 *                                                          others hold fonts, pictures, XMP, more objects (7.5.7)
 *     xref … trailer << /Root 1 0 R >>                     offsets of the objects (7.5.4), also as a stream (7.5.8)
 *     startxref 999 %%EOF                                  the end; later revisions are appended to it (7.5.6)
 *
 * The steps, each a file of this folder:
 *
 *     objects, string-collector, structure-check   all objects in file order, whether or not anything refers to them:
 *                                                  every string, and signs of damage
 *     outside-objects                              comments, and what stands between objects and behind the last
 *     open, read-page, interpret, show-text        pdf.js parses a page; the interpreter places its text and pictures
 *     pages (with ../../page), annotations         lines with visibility and style; annotations and form fields
 *     catalogue                                    properties, bookmarks, links, scripts; attachments become members
 *     stream-inventory, unused-streams             streams that no page uses: private data, files, pictures, scripts
 *     unused-drawings, unused-pictures             drawings and pictures that no page uses, each read as a page of a
 *                                                  new file
 *     recognise-pages, recognise-regions           pages and pictures without text, text that cannot be trusted, and
 *                                                  paths that could be letters are rendered and read with OCR
 *
 * Gaps: encrypted documents that need a password; damage (broken objects, missing pages, contents that draw nothing);
 * pages that draw something but have no text, and pictures, where OCR did not read them; glyphs of unknown characters;
 * strings of documents that another encryption handler than the standard one opens; streams that no page uses and that
 * cannot be read.
 */
import type { Gap, Part } from '../../../model/index.js'
import { readUnclaimedBytes } from '../../containers/unclaimed-bytes.js'
import type { PartBuilder } from '../../parts/part-builder.js'
import { rearranged } from '../../parts/rearranged.js'
import { ReadoutBuilder } from '../../parts/readout-builder.js'
import type { Intake, Readout } from '../../reader.js'
import { annotationParts } from './annotations.js'
import { blankImage } from './blank-images.js'
import { readAttachments, readCatalogue } from './catalogue.js'
import { decryptorFor, type Decryptor } from './decryptor.js'
import { scanObjects, type PdfObject } from './objects.js'
import { ObjectTable } from './object-table.js'
import { openPdf, whyNotOpened, type Opened } from './open.js'
import { OutsideObjects } from './outside-objects.js'
import { readPages } from './pages.js'
import { recognisePages } from './recognise-pages.js'
import { StringCollector } from './string-collector.js'
import { Name, type Dictionary } from './syntax.js'
import { readUnusedDrawings } from './unused-drawings.js'
import { readUnusedPictures } from './unused-pictures.js'
import { readUnusedStreams } from './unused-streams.js'

/** Reads a PDF document. Cost: linear, but for what pdf.js does with fonts. */
export async function readPdf(intake: Intake): Promise<Readout> {
  const { bytes } = intake.document
  if (bytes.length === 0) return new ReadoutBuilder().gap('', 'empty').build()
  const strings = new StringCollector(bytes, intake.budget)
  const blanked = new Uint8Array(bytes) // a copy: `slice` of a Buffer would share its memory
  const objects = isEncrypted(bytes) ? [...scanObjects(bytes)] : undefined
  const decryptor = objects && decryptorFor(bytes, objects, intake.passwords)
  let root: number | undefined
  const outside = new OutsideObjects(bytes)
  for (const object of objects ?? scanObjects(bytes)) {
    if (intake.budget.turnIsOver) await intake.budget.nextTurn()
    outside.add(object)
    if (isCatalogue(object)) root = object.number
    blankImage(blanked, object)
    if (!objects || decryptor === 'plain') await strings.add(object)
    else if (decryptor) await strings.addEncrypted(object, decryptor)
  }
  outside.finish()
  if (!objects || decryptor === 'plain') outside.trailers.forEach((each) => strings.addTrailer(each))
  const password = passwordOf(decryptor)
  const source = new Source(blanked, root, password)
  const scanned: Scanned = {
    strings,
    hasStrings: !objects || decryptor !== undefined,
    hasJunk: outside.hasJunk,
    password,
    table: () => tableOf(bytes, objects ?? scanObjects(bytes), decryptor, intake),
  }
  try {
    const readout = await readFrom(source, scanned, intake)
    const unclaimed = strings.unclaimed.map((each, at) => readUnclaimedBytes(intake, `string-${at + 1}`, each))
    const whole = new ReadoutBuilder().add(readout).add(await outside.read(intake))
    for (const each of unclaimed) whole.add(each)
    return whole.build()
  } finally {
    await source.close()
  }
}

/** What the objects of the file give without pdf.js. */
interface Scanned {
  readonly strings: StringCollector
  /** False where the strings of the file could not be decrypted. */
  readonly hasStrings: boolean
  /** True where there is more than structure between the objects. */
  readonly hasJunk: boolean
  /** What opens the document; empty where nothing has to. */
  readonly password: string
  readonly table: () => ObjectTable
}

/** Opens the document with pdf.js: strictly, and leniently where that is needed. Closes what it opened. */
class Source {
  readonly #opened: Opened[] = []
  #lenient: Promise<Opened | undefined> | undefined

  constructor(readonly bytes: Uint8Array, readonly root: number | undefined, readonly password: string) {}

  async strict(): Promise<Opened> {
    return this.#register(await openPdf(this.bytes.slice(), true, this.password))
  }

  /** Opens the document once, however often it is called. Undefined where pdf.js cannot open it. */
  lenient(): Promise<Opened | undefined> {
    return (this.#lenient ??= openPdf(this.bytes.slice(), false, this.password)
      .catch(() => openPdf(this.#withTrailer(), false, this.password))
      .then((each) => this.#register(each), () => undefined))
  }

  async close(): Promise<void> {
    for (const each of this.#opened) await each.close()
  }

  /** A truncated file has no trailer, which names the catalogue. */
  #withTrailer(): Uint8Array {
    const trailer = `\ntrailer << /Root ${this.root ?? 1} 0 R >>\nstartxref\n0\n%%EOF\n`
    return new Uint8Array(Buffer.concat([this.bytes, Buffer.from(trailer)]))
  }

  #register(opened: Opened): Opened {
    this.#opened.push(opened)
    return opened
  }
}

async function readFrom(source: Source, scanned: Scanned, intake: Intake): Promise<Readout> {
  const { strings, hasStrings, hasJunk, password, table } = scanned
  const damage: Gap[] = isTruncated(intake.document.bytes) ? [{ piece: '', reason: 'damaged' }] : []
  let opened: Opened | undefined
  try {
    opened = await source.strict()
  } catch (error) {
    const reason = whyNotOpened(error)
    if (reason === 'encrypted') return new ReadoutBuilder().gap('', reason).build()
    damage.splice(0, 1, { piece: '', reason })
    opened = await source.lenient()
  }
  if (!opened) {
    const gaps = [...damage, ...strings.gaps]
    return new ReadoutBuilder().part(...strings.parts(new Set())).add({ gaps }).build()
  }
  const pages = await readPages(opened, () => source.lenient(), intake, annotationParts())
  const { annotation, field, link, script, files } = pages.annotations
  const catalogue = await readCatalogue(opened, intake.budget, pages.annotations)
  const attachments = readAttachments([...catalogue.files, ...files], intake)
  const body = pages.text.build()
  const wrapped = rearranged(body, pages.wrapped)
  const texts = [body, ...(intake.budget.takeText('', wrapped.text.length) ? [wrapped] : [])]
    .filter(({ blocks }) => blocks.length > 0)
  const parts = built([...texts, annotation, field, link, script, ...catalogue.parts, ...attachments.parts])
  const recognised = await recognisePages(pages.unread, intake, password)
  if (!hasStrings) damage.push({ piece: 'strings', reason: 'encrypted' })
  const attached = [...catalogue.files, ...files].map(({ bytes }) => bytes)
  const reported = textsOf(parts)
  const streams = strings.inventory.unused(pages.found)
  const unused = await readUnusedStreams(streams, attached, reported, intake)
  const drawings = streams.filter(({ content }) => content === 'drawing')
  const drawn = await readUnusedDrawings(drawings, table, pages.found, reported, intake)
  const pictures = streams.filter(({ content }) => content === 'picture')
  const seen = await readUnusedPictures(pictures, table, intake)
  const structure = pages.found ? strings.structure.findDamage(pages.found, hasJunk) : []
  return new ReadoutBuilder()
    .part(...parts, ...recognised.parts, ...strings.parts(reported), ...unused.parts, ...seen.parts, ...drawn.parts)
    .add({ gaps: [...damage, ...pages.gaps.flatMap((gap) => recognised.remaining.get(gap) ?? [gap])] })
    .add({ gaps: [...strings.gaps, ...strings.missingObjects()] })
    .add({ gaps: structure.filter(({ piece }) => piece !== '' || damage.length === 0) })
    .add({ gaps: [...unused.gaps, ...seen.gaps, ...drawn.gaps] })
    .add({ members: [...attachments.members ?? [], ...unused.members ?? []] })
    .build()
}

function passwordOf(decryptor: Decryptor | 'plain' | undefined): string {
  return typeof decryptor === 'object' ? decryptor.password : ''
}

function built(parts: readonly (PartBuilder | Part | undefined)[]): readonly Part[] {
  return new ReadoutBuilder().part(...parts).build().parts
}

/** All objects of all revisions, decrypted. */
function tableOf(
  bytes: Uint8Array, objects: Iterable<PdfObject>, decryptor: Decryptor | 'plain' | undefined, { budget }: Intake,
): ObjectTable {
  const table = new ObjectTable(bytes, budget.limits.entryBytes)
  for (const object of objects) {
    const stored = object.stream ? bytes.subarray(object.stream.start, object.stream.end) : new Uint8Array()
    const decrypted = typeof decryptor === 'object' ? decryptor.decrypt(object, stored) : { object, stored }
    table.add(decrypted.object, decrypted.stored)
  }
  return table
}

/** The strings of an encrypted file have to be decrypted. */
function isEncrypted(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('/Encrypt')
}

function isCatalogue({ value }: PdfObject): boolean {
  const type = value instanceof Map ? (value as Dictionary).get('Type') : undefined
  return type instanceof Name && type.text === 'Catalog'
}

/** A complete file ends with its end mark and some padding. pdf.js opens truncated files without an error. */
function isTruncated(bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).subarray(-2048)
  return !tail.includes('%%EOF') && !tail.includes('startxref')
}

/** The texts of all blocks, which the collected strings need not repeat. */
function textsOf(parts: readonly Part[]): Set<string> {
  const texts = new Set<string>()
  for (const { text, blocks } of parts) for (const { start, end } of blocks) texts.add(text.slice(start, end).trim())
  return texts
}
