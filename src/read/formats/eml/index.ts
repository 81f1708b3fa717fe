import type { Gap } from '../../../model/index.js'
import { readPackedText } from '../../containers/packed/packed-text.js'
import { archiveNames } from '../../containers/member-names.js'
import { decode } from '../../text/decode.js'
import { resolvePercents } from '../../text/escapes.js'
import { bomOf, looksUtf16 } from '../../text/signs.js'
import { findUndeclaredContent } from './undeclared.js'
import { declaredCharset } from '../../text/html-charset.js'
import { htmlParts } from '../../markup/html/html-parts.js'
import { givenName, nameOf, parseEntity, splitMultipart, type Entity } from '../../containers/mime/entity.js'
import { structured, textOf, type Field } from '../../containers/mime/field.js'
import { fromTransfer } from '../../containers/mime/transfer.js'
import { PartBuilder } from '../../parts/part-builder.js'
import { ReadoutBuilder } from '../../parts/readout-builder.js'
import type { Intake, Readout } from '../../reader.js'
import { sniff } from '../../sniff/sniff.js'
import { sweep } from '../../text/sweep.js'
import { alternativeParts, wholeText } from '../../text/plain-text.js'

/**
 * Reads mail messages (RFC 5322) and web archives of the same form (MHTML, RFC 2557).
 *
 * Anatomy: a message is an entity: header fields, an empty line, a body. `Content-Type` (RFC 2045) says what the body
 * is: text, a file, another message, or `multipart/*`, whose `boundary` parameter separates nested entities (RFC 2046).
 * `Content-Transfer-Encoding` packs a body as base64 or quoted-printable; fields outside ASCII are encoded words
 * (RFC 2047) and split or encoded parameters (RFC 2231).
 *
 * Read: subject and text bodies, plain or HTML, as body; header fields of all entities as metadata; text outside the
 * entities and encoded content that no field declares as hidden text. Attachments and nested messages are members.
 * Declared charsets are checked against the bytes.
 * Gaps: unclosed boundaries, duplicate fields that decide how a body is read, unknown transfer encodings, damaged
 * base64, PGP, undecodable lines. Cost: linear, once per level of nesting.
 */
export async function readEml(intake: Intake): Promise<Readout> {
  const message = new MessageReader(intake)
  await message.read(parseEntity(normalizeBytes(intake.document.bytes)), '', 0)
  return message.finish()
}

/** The bytes without a byte order mark and without empty lines before the header; UTF-16 as UTF-8. */
function normalizeBytes(bytes: Uint8Array): Buffer {
  const wide = bomOf(bytes)?.encoding ?? looksUtf16(bytes)
  const view = wide !== undefined && wide !== 'utf-8' ? Buffer.from(decode(bytes).text)
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(bomOf(bytes)?.length ?? 0)
  let start = 0
  while (view[start] === 0x0a || view[start] === 0x0d || view[start] === 0x20) start++
  return view.subarray(start)
}

/** Types of plain text that belong to the message itself, not to an attachment. */
const PLAIN_TEXT_TYPES = /^(text\/plain|message\/(delivery-status|disposition-notification))$/

/** Fields that decide how a body is read. */
const BODY_FIELDS = ['content-type', 'content-transfer-encoding', 'content-disposition']

class MessageReader {
  readonly #readout = new ReadoutBuilder()
  readonly #memberNames: string[] = []
  /** Values of fields as they stand: what is packed in boundaries and encoded words is read too. */
  readonly #raw: string[] = []

  constructor(readonly intake: Intake) {}

  /** `piece` is the number of an entity as in IMAP (RFC 3501, 6.4.5): `1.2`; empty for the message itself. */
  async read(entity: Entity, piece: string, depth: number): Promise<void> {
    const { budget } = this.intake
    if (budget.turnIsOver) await budget.nextTurn()
    this.#header(entity, piece)
    if (!entity.type.value.startsWith('multipart/')) await this.#leaf(entity, piece)
    else if (depth >= budget.limits.xmlDepth) budget.refuseDepth(piece)
    else await this.#multipart(entity, piece, depth)
  }

  async finish(): Promise<Readout> {
    const whole = this.#readout.part(...archiveNames([], this.#memberNames)).build()
    const values = new PartBuilder('metadata', 'fields')
    for (const value of this.#raw) values.block(value, {}, 'metadata').separate('\n')
    return this.#readout.add(await readPackedText(this.intake, [values.build()], whole.members)).build()
  }

  #header({ fields }: Entity, piece: string): void {
    const subject = new PartBuilder('body', piece === '' ? 'subject' : `${piece} subject`)
    const metadata = new PartBuilder('metadata', piece === '' ? 'header' : `${piece} header`)
    for (const field of fields) {
      const { name } = field
      const masked = maskBoundary(field)
      for (const text of textOf(masked)) {
        if (name === 'subject') subject.block(text).separate('\n')
        else metadata.block(name === '' ? text : `${name}: ${text}`, {}, 'metadata').separate('\n')
      }
      for (const text of encodedValues(masked)) metadata.block(`${name}: ${text}`, {}, 'metadata').separate('\n')
    }
    this.#addPart(subject)
    this.#addPart(metadata)
    this.#raw.push(...fields.map(({ raw }) => raw))
    const nameless = fields.filter(({ name }) => name === '').map(({ raw }) => raw)
    this.#undeclared(Buffer.from(nameless.join('\n'), 'latin1'), piece)
    for (const name of BODY_FIELDS) {
      // Of two fields of one name, some mail programs use the first, others the last.
      const isDuplicate = fields.filter((field) => field.name === name).length > 1
      if (isDuplicate) this.#readout.gap(piece, 'damaged', { detail: 'duplicate-field' })
    }
  }

  async #multipart({ type, body }: Entity, piece: string, depth: number): Promise<void> {
    const boundary = type.parameters.get('boundary') ?? ''
    const split = boundary === '' ? undefined : splitMultipart(body, boundary)
    if (!split?.closed) this.#readout.gap(piece, 'damaged', { detail: 'boundary' })
    for (const text of split?.around ?? [body]) {
      this.#outside(text, piece)
      this.#undeclared(text, piece)
    }
    const inner = type.value === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
    for (const [at, bytes] of split?.pieces.entries() ?? []) {
      const number = piece === '' ? `${at + 1}` : `${piece}.${at + 1}`
      if (this.intake.budget.takeEntry(piece)) await this.read(parseEntity(bytes, inner), number, depth + 1)
    }
  }

  async #leaf(entity: Entity, piece: string): Promise<void> {
    const content = fromTransfer(entity.body, entity.transfer)
    if (!content) this.#readout.gap(piece, 'part-not-supported', { detail: 'transfer-encoding' })
    else if (!content.sound) this.#readout.gap(piece, 'damaged', { detail: 'base64' })
    if (!content?.sound) this.#readout.part(...sweep(this.intake, entity.body, piece))
    const bytes = content?.bytes ?? entity.body
    if (!this.intake.budget.takeInflated(piece, bytes.length, 0)) return
    const { value: type, parameters } = entity.type
    const charset = parameters.get('charset')
    if (givenName(entity) !== undefined || entity.disposition.value === 'attachment') this.#member(entity, piece, bytes)
    else if (type === 'text/html') await this.#html(bytes, piece, charset)
    else if (PLAIN_TEXT_TYPES.test(type)) this.#text(bytes, piece, charset)
    else this.#member(entity, piece, bytes)
    const isMail = /^(eml|mbox)$/.test(sniff(bytes, nameOf(entity, piece))) && !PLAIN_TEXT_TYPES.test(type)
    if (entity.transfer !== 'base64' && !isMail) this.#undeclared(bytes, piece)
  }

  /** Encoded content that no header field declares: its files are members, its texts are hidden text. */
  #undeclared(bytes: Buffer, piece: string): void {
    const { files, texts, gaps } = findUndeclaredContent(bytes)
    this.#readout.add({ gaps: gaps.map((gap): Gap => ({ piece, ...gap })) })
    const builder = new PartBuilder('body', piece === '' ? 'loose' : `${piece} loose`)
    for (const line of texts.flatMap(linesOf)) builder.block(line, {}, 'hidden').separate('\n')
    this.#addPart(builder)
    const { document, budget } = this.intake
    const prefix = piece === '' ? '' : `${piece}.`
    files.forEach((bytes, at) => {
      if (!budget.takeEntry(piece) || !budget.takeInflated(piece, bytes.length, 0)) return
      this.#readout.member(`${document.path}!${prefix}loose-${at + 1}.bin`, bytes)
    })
  }

  #text(bytes: Buffer, piece: string, charset: string | undefined): void {
    const decoded = decode(bytes, charset)
    if (!this.intake.budget.takeText(piece, decoded.text.length)) return
    const body = wholeText(new PartBuilder('body', piece), decoded.text)
    if (body.blocks.length > 0) this.#readout.part(body)
    this.#readout.part(...alternativeParts(this.intake, decoded))
    this.#encodingGap(decoded.damagedLines, piece)
  }

  async #html(bytes: Buffer, piece: string, charset: string | undefined): Promise<void> {
    const decoded = decode(bytes, charset ?? declaredCharset(bytes))
    if (!this.intake.budget.takeText(piece, decoded.text.length)) return
    const { parts, members } = await htmlParts(this.intake, decoded.text, piece)
    this.#readout.add({ parts }).part(...alternativeParts(this.intake, decoded))
    this.#readout.add({ members: members.filter((member) => this.intake.budget.takeEntry(member.path)) })
    this.#encodingGap(decoded.damagedLines, piece)
  }

  #member(entity: Entity, piece: string, bytes: Buffer): void {
    const name = nameOf(entity, piece)
    if (/^application\/(pgp-encrypted|x-pgp-encrypted)$/.test(entity.type.value)) {
      this.#readout.gap(piece, 'encrypted', { detail: 'pgp' })
    }
    this.#readout.member(`${this.intake.document.path}!${name}`, bytes)
    this.#memberNames.push(name)
  }

  /** Text before, between and after the nested entities, which no mail program shows. */
  #outside(bytes: Buffer, piece: string): void {
    const { text, alternatives, damagedLines } = decode(bytes)
    this.#encodingGap(damagedLines, piece)
    const builder = new PartBuilder('body', piece === '' ? 'outside' : `${piece} outside`)
    const readings = [text, ...alternatives.flatMap(({ pieces }) => pieces.map((each) => each.text))]
    for (const line of readings.flatMap(linesOf)) builder.block(line.trim(), {}, 'hidden').separate('\n')
    this.#addPart(builder)
  }

  #addPart(builder: PartBuilder): void {
    if (!builder.empty && this.intake.budget.takeText(builder.name, builder.length)) this.#readout.part(builder)
  }

  #encodingGap(lines: number, piece: string): void {
    if (lines > 0) this.#readout.gap(piece, 'partly-unreadable', { feature: 'encoding', lines })
  }
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/)
}

/**
 * What a field says in percents: parameters that are encoded or divided (RFC 2231), addresses such as that of an
 * external body (RFC 2017). Values that stand in the field as they are read are left out.
 */
function encodedValues(raw: string): string[] {
  if (!/%[\da-f]{2}|\*\d?\*?=/i.test(raw)) return []
  const values = [...structured(raw).values, raw]
  return [...new Set(values.map(resolvePercents))].filter((text) => !raw.includes(text))
}

/**
 * Replaces the boundary parameter: boundaries are random and look like identity or phone numbers. One that holds an
 * encoded word or characters outside ASCII is kept, since it can hide text.
 */
function maskBoundary({ name, raw }: Field): string {
  if (name !== 'content-type') return raw
  return raw.replace(/(;\s*boundary\s*=\s*)("[ -~]*?"|[!-~]+)/gi, (all: string, head: string) =>
    (all.includes('=?') ? all : `${head}...`))
}
