import { createGap, type Document, type Gap, type GapArgs, type GapReason, type Part } from '../../../model/index.js'
import { archiveNames } from '../../containers/member-names.js'
import { decode } from '../../text/decode.js'
import { bomOf, looksUtf16 } from '../../text/signs.js'
import { looseIn } from './loose.js'
import { declaredCharset } from '../../text/html-charset.js'
import { htmlParts } from '../../markup/html/html-parts.js'
import { givenName, nameOf, parseEntity, splitMultipart, type Entity } from '../../containers/mime/entity.js'
import { textOf, type Field } from '../../containers/mime/field.js'
import { fromTransfer } from '../../containers/mime/transfer.js'
import { PartBuilder } from '../../parts/part-builder.js'
import type { Intake, Readout } from '../../reader.js'
import { sniff } from '../../sniff/sniff.js'
import { sweep } from '../../text/sweep.js'
import { alternativeParts, wholeText } from '../../text/plain-text.js'

/**
 * Reads a mail (RFC 5322, RFC 2045–2049, RFC 2231) and web archives of the same form: the subject and every text of the
 * body, plain or HTML, header fields of all its parts as metadata, what stands outside the parts and what is encoded
 * without a field that says so as hidden. Attachments and mails within it are members. Declared encodings are checked
 * against the bytes. Cost: linear, once for each level of nesting.
 */
export function readEml(intake: Intake): Readout {
  const mail = new Mail(intake)
  mail.read(parseEntity(plainBytes(intake.document.bytes)), '', 0)
  return mail.finish()
}

/** The bytes without a byte order mark and empty lines before the header; UTF-16 as UTF-8. */
function plainBytes(bytes: Uint8Array): Buffer {
  const wide = bomOf(bytes)?.encoding ?? looksUtf16(bytes)
  const view = wide !== undefined && wide !== 'utf-8' ? Buffer.from(decode(bytes).text)
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(bomOf(bytes)?.length ?? 0)
  let start = 0
  while (view[start] === 0x0a || view[start] === 0x0d || view[start] === 0x20) start++
  return view.subarray(start)
}

/** Types whose text is the mail's own. */
const PLAIN = /^(text\/plain|message\/(delivery-status|disposition-notification))$/

/** Fields that decide how a body is read. */
const DECIDING = ['content-type', 'content-transfer-encoding', 'content-disposition']

class Mail {
  readonly #parts: Part[] = []
  readonly #gaps: Gap[] = []
  readonly #members: Document[] = []
  readonly #names: string[] = []

  constructor(readonly intake: Intake) {}

  /** `piece` numbers an entity as RFC 3501 does: `1.2`; empty for the mail itself. */
  read(entity: Entity, piece: string, depth: number): void {
    this.intake.signal?.throwIfAborted()
    this.#header(entity, piece)
    if (!entity.type.value.startsWith('multipart/')) this.#leaf(entity, piece)
    else if (depth >= this.intake.budget.limits.xmlDepth) this.intake.budget.refuseDepth(piece)
    else this.#multipart(entity, piece, depth)
  }

  finish(): Readout {
    const names = archiveNames([], this.#names)
    return { parts: [...this.#parts, ...names], gaps: this.#gaps, members: this.#members }
  }

  #header({ fields }: Entity, piece: string): void {
    const subject = new PartBuilder('body', piece === '' ? 'subject' : `${piece} subject`)
    const metadata = new PartBuilder('metadata', piece === '' ? 'header' : `${piece} header`)
    for (const field of fields) {
      const { name } = field
      for (const text of textOf(withoutBoundary(field))) {
        if (name === 'subject') subject.block(text).separate('\n')
        else metadata.block(name === '' ? text : `${name}: ${text}`, {}, 'metadata').separate('\n')
      }
    }
    this.#keep(subject)
    this.#keep(metadata)
    const nameless = fields.filter(({ name }) => name === '').map(({ raw }) => raw)
    this.#loose(Buffer.from(nameless.join('\n'), 'latin1'), piece)
    for (const name of DECIDING) {
      // Mail programs differ on which of two they go by.
      const isDuplicate = fields.filter((field) => field.name === name).length > 1
      if (isDuplicate) this.#gap(piece, 'damaged', { detail: 'duplicate-field' })
    }
  }

  #multipart({ type, body }: Entity, piece: string, depth: number): void {
    const boundary = type.parameters.get('boundary') ?? ''
    const split = boundary === '' ? undefined : splitMultipart(body, boundary)
    if (!split?.closed) this.#gap(piece, 'damaged', { detail: 'boundary' })
    for (const text of split?.around ?? [body]) {
      this.#aside(text, piece)
      this.#loose(text, piece)
    }
    const inner = type.value === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
    split?.pieces.forEach((bytes, at) => {
      const number = piece === '' ? `${at + 1}` : `${piece}.${at + 1}`
      if (this.intake.budget.takeEntry(piece)) this.read(parseEntity(bytes, inner), number, depth + 1)
    })
  }

  #leaf(entity: Entity, piece: string): void {
    const content = fromTransfer(entity.body, entity.transfer)
    if (!content) this.#gap(piece, 'part-not-supported', { detail: 'transfer-encoding' })
    else if (!content.sound) this.#gap(piece, 'damaged', { detail: 'base64' })
    if (!content?.sound) this.#parts.push(...sweep(this.intake, entity.body, piece))
    const bytes = content?.bytes ?? entity.body
    if (!this.intake.budget.takeInflated(piece, bytes.length, 0)) return
    const { value: type, parameters } = entity.type
    const charset = parameters.get('charset')
    if (givenName(entity) !== undefined || entity.disposition.value === 'attachment') this.#member(entity, piece, bytes)
    else if (type === 'text/html') this.#html(bytes, piece, charset)
    else if (PLAIN.test(type)) this.#text(bytes, piece, charset)
    else this.#member(entity, piece, bytes)
    const isMail = /^(eml|mbox)$/.test(sniff(bytes, nameOf(entity, piece))) && !PLAIN.test(type)
    if (entity.transfer !== 'base64' && !isMail) this.#loose(bytes, piece)
  }

  /** Base64 and the like that no header tells: its files are members, its texts are told as hidden. */
  #loose(bytes: Buffer, piece: string): void {
    const { files, texts, gaps } = looseIn(bytes)
    this.#gaps.push(...gaps.map((gap): Gap => ({ piece: piece, ...gap })))
    const builder = new PartBuilder('body', piece === '' ? 'loose' : `${piece} loose`)
    for (const line of texts.flatMap(linesOf)) builder.block(line, {}, 'hidden').separate('\n')
    this.#keep(builder)
    const { document, budget } = this.intake
    const before = piece === '' ? '' : `${piece}.`
    files.forEach((bytes, at) => {
      if (!budget.takeEntry(piece) || !budget.takeInflated(piece, bytes.length, 0)) return
      this.#members.push({ path: `${document.path}!${before}loose-${at + 1}.bin`, bytes })
    })
  }

  #text(bytes: Buffer, piece: string, charset: string | undefined): void {
    const decoded = decode(bytes, charset)
    if (!this.intake.budget.takeText(piece, decoded.text.length)) return
    const body = wholeText(new PartBuilder('body', piece), decoded.text)
    this.#parts.push(...(body.blocks.length > 0 ? [body] : []), ...alternativeParts(this.intake, decoded))
    this.#damage(decoded.damagedLines, piece)
  }

  #html(bytes: Buffer, piece: string, charset: string | undefined): void {
    const decoded = decode(bytes, charset ?? declaredCharset(bytes))
    if (!this.intake.budget.takeText(piece, decoded.text.length)) return
    const { parts, gaps, members } = htmlParts(this.intake, decoded.text, piece)
    this.#parts.push(...parts, ...alternativeParts(this.intake, decoded))
    this.#gaps.push(...gaps)
    this.#members.push(...members.filter((member) => this.intake.budget.takeEntry(member.path)))
    this.#damage(decoded.damagedLines, piece)
  }

  #member(entity: Entity, piece: string, bytes: Buffer): void {
    const name = nameOf(entity, piece)
    if (/^application\/(pgp-encrypted|x-pgp-encrypted)$/.test(entity.type.value)) {
      this.#gap(piece, 'encrypted', { detail: 'pgp' })
    }
    this.#members.push({ path: `${this.intake.document.path}!${name}`, bytes })
    this.#names.push(name)
  }

  /** No mail program shows what stands before, between and after the parts. */
  #aside(bytes: Buffer, piece: string): void {
    const { text, alternatives, damagedLines } = decode(bytes)
    this.#damage(damagedLines, piece)
    const builder = new PartBuilder('body', piece === '' ? 'outside' : `${piece} outside`)
    const readings = [text, ...alternatives.flatMap(({ pieces }) => pieces.map((each) => each.text))]
    for (const line of readings.flatMap(linesOf)) builder.block(line.trim(), {}, 'hidden').separate('\n')
    this.#keep(builder)
  }

  #keep(builder: PartBuilder): void {
    if (!builder.empty && this.intake.budget.takeText(builder.name, builder.length)) this.#parts.push(builder.build())
  }

  #damage(lines: number, part: string): void {
    if (lines > 0) this.#gaps.push({ piece: part, reason: 'partly-unreadable', args: { feature: 'encoding', lines } })
  }

  #gap<R extends GapReason>(piece: string, reason: R, args: GapArgs<R>): void {
    this.#gaps.push(createGap(piece, reason, args))
  }
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/)
}

/**
 * Boundaries are made by chance and look like numbers of people; they are told only where they hide encoded words or
 * more than ASCII.
 */
function withoutBoundary({ name, raw }: Field): string {
  if (name !== 'content-type') return raw
  return raw.replace(/(;\s*boundary\s*=\s*)("[ -~]*?"|[!-~]+)/gi, (all: string, head: string) =>
    (all.includes('=?') ? all : `${head}...`))
}
