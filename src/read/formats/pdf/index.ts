import type { Gap, Part } from '../../../model/index.js'
import type { PartBuilder } from '../../parts/part-builder.js'
import { ReadoutBuilder } from '../../parts/readout-builder.js'
import { annotationParts } from './annotations.js'
import { blankImage } from './blank-images.js'
import { readBody } from './body.js'
import { attach, readCatalogue } from './catalogue.js'
import { Harvest } from './harvest.js'
import { lookAt } from './look.js'
import { objectsOf, type PdfObject } from './objects.js'
import { openPdf, whyNotOpened, type Opened } from './open.js'
import { Name, type Dictionary } from './syntax.js'
import { unlock } from './unlock.js'
import type { Intake, Readout } from '../../reader.js'

/**
 * Reads a PDF (ISO 32000): the text of every page in reading order with its place and whether it shows, annotations and
 * their appearances, form fields, bookmarks, links, scripts, properties, attachments (as members), and under all that
 * every string of every object. Encrypted and broken documents, pages that draw and say nothing, pictures, and glyphs
 * of unknown meaning are gaps. Where an encrypted document opens without a password in a way of another handler's, the
 * net of strings is missing, and is a gap.
 */
export async function readPdf(intake: Intake): Promise<Readout> {
  const { bytes } = intake.document
  if (bytes.length === 0) return readout([], [{ piece: '', reason: 'empty' }])
  const harvest = new Harvest(bytes, intake.budget)
  const blanked = new Uint8Array(bytes) // a copy: `slice` of a Buffer would share its memory
  const objects = isLocked(bytes) ? [...objectsOf(bytes)] : undefined
  const unlocked = objects && unlock(bytes, objects)
  let root: number | undefined
  for (const object of objects ?? objectsOf(bytes)) {
    if (isCatalogue(object)) root = object.number
    blankImage(blanked, object)
    if (!objects || unlocked === 'plain') harvest.add(object)
    else if (unlocked) harvest.addLocked(object, unlocked)
  }
  const locked = objects !== undefined && !unlocked
  const source = new Source(blanked, root)
  try {
    return await readFrom(source, harvest, locked, intake)
  } finally {
    await source.close()
  }
}

/** Opens the document the two ways that are wanted, each at most once, and closes what was opened. */
class Source {
  readonly #opened: Opened[] = []
  #lenient: Promise<Opened | undefined> | undefined

  constructor(readonly bytes: Uint8Array, readonly root: number | undefined) {}

  async strict(): Promise<Opened> {
    return this.#keep(await openPdf(this.bytes.slice(), true))
  }

  /** Undefined when it does not open that way either. */
  lenient(): Promise<Opened | undefined> {
    return (this.#lenient ??= openPdf(this.bytes.slice(), false)
      .catch(() => openPdf(this.#withTrailer(), false))
      .then((each) => this.#keep(each), () => undefined))
  }

  async close(): Promise<void> {
    for (const each of this.#opened) await each.close()
  }

  /** A file that lost its end lost what names its catalogue. */
  #withTrailer(): Uint8Array {
    const trailer = `\ntrailer << /Root ${this.root ?? 1} 0 R >>\nstartxref\n0\n%%EOF\n`
    return new Uint8Array(Buffer.concat([this.bytes, Buffer.from(trailer)]))
  }

  #keep(opened: Opened): Opened {
    this.#opened.push(opened)
    return opened
  }
}

async function readFrom(source: Source, harvest: Harvest, locked: boolean, intake: Intake): Promise<Readout> {
  const damage: Gap[] = isCutOff(intake.document.bytes) ? [{ piece: '', reason: 'damaged' }] : []
  let opened: Opened | undefined
  try {
    opened = await source.strict()
  } catch (error) {
    const reason = whyNotOpened(error)
    if (reason === 'encrypted') return readout([], [{ piece: '', reason }])
    damage.splice(0, 1, { piece: '', reason })
    opened = await source.lenient()
  }
  if (!opened) return readout(build(harvest.parts(new Set())), [...damage, ...harvest.gaps])
  const body = await readBody(opened, () => source.lenient(), intake, annotationParts())
  const { text, annotations, gaps, looks, seen: pages } = body
  const catalogue = await readCatalogue(opened, intake.budget, annotations)
  const { part, members } = attach([...catalogue.files, ...annotations.files], intake)
  const { annotation, field, link, script } = annotations
  const parts = build([text, annotation, field, link, script, ...catalogue.parts, part])
  const looked = await lookAt(looks, intake)
  const seen = gaps.flatMap((gap) => looked.left.get(gap) ?? [gap])
  const net = build(harvest.parts(toldBy(parts)))
  if (locked) damage.push({ piece: 'strings', reason: 'encrypted' })
  const lost = (pages ? harvest.structure.lost(pages) : [])
    .filter(({ piece: piece }) => piece !== '' || damage.length === 0)
  const all = [...damage, ...seen, ...harvest.gaps, ...harvest.missing(), ...lost]
  return readout([...parts, ...looked.parts, ...net], all, members)
}

function readout(parts: readonly Part[], gaps: readonly Gap[], members: Readout['members'] = []): Readout {
  return { parts, gaps, members }
}

function build(parts: readonly (PartBuilder | Part | undefined)[]): Part[] {
  return [...new ReadoutBuilder().part(...parts).build().parts]
}

/** Strings of an encrypted file are not text as they stand. */
function isLocked(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('/Encrypt')
}

function isCatalogue({ value }: PdfObject): boolean {
  const type = value instanceof Map ? (value as Dictionary).get('Type') : undefined
  return type instanceof Name && type.text === 'Catalog'
}

/** A whole file ends with its end mark; writers add some padding. pdf.js opens a piece of one without a word. */
function isCutOff(bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).subarray(-2048)
  return !tail.includes('%%EOF') && !tail.includes('startxref')
}

function toldBy(parts: readonly Part[]): Set<string> {
  const told = new Set<string>()
  for (const { text, blocks } of parts) for (const { start, end } of blocks) told.add(text.slice(start, end).trim())
  return told
}
