import type { Gap } from '../../../model/index.js'
import { PICTURES } from '../../formats.js'
import { membersIn, readUnclaimedBytes } from '../../containers/unclaimed-bytes.js'
import { PartBuilder } from '../../parts/part-builder.js'
import { ReadoutBuilder } from '../../parts/readout-builder.js'
import { packedBitmapFile } from '../../pictures/metafile/dib.js'
import type { Intake, Readout } from '../../reader.js'
import { sniff } from '../../sniff/sniff.js'
import { holdsFile } from '../../sniff/within.js'
import { readFieldData } from '../../text/field-data.js'
import { sweep } from '../../text/sweep.js'
import { objectFrom, type ObjectFile } from './object.js'
import { RtfStory, type Embedded } from './story.js'
import { walkRtf } from './tokens.js'

/**
 * Reads RTF (Rich Text Format 1.9.1) in any code page.
 *
 * Anatomy: groups in braces; control words change the look of what follows, or begin a destination: the group's text
 * then goes elsewhere (a header, a footnote, the font table, `\pict`). `\*` marks destinations that a reader may skip.
 * Text is bytes in the page of its font (`\fcharset`), `\'xx` or `\uN`. Objects and pictures are digits or `\bin`.
 *
 * Read: paragraphs, cells, margins, notes, comments, text boxes, changes, fields, properties. Embedded objects,
 * pictures, data of unknown kinds and a file behind the last brace become members; destinations of unknown programs are
 * custom data. Gaps: pictures of no known kind, field data of no known structure, groups that never close. Cost: one
 * walk.
 */
export async function readRtf(intake: Intake): Promise<Readout> {
  const { bytes, path } = intake.document
  const story = new RtfStory(intake.budget)
  let walk = await walkRtf(bytes, story, intake.budget)
  let end = walk.end
  // Text after the last brace is read on: documents with a brace too many are in use.
  for (let groups = 1; end < bytes.length && groups < MAX_GROUPS && !isFile(bytes.subarray(end)); groups++) {
    walk = await walkRtf(bytes.subarray(end), story, intake.budget)
    end += walk.end
  }
  story.finish()
  const readout = new ReadoutBuilder().part(...story.partSet.build())
  if (!walk.isClosed) readout.add({ gaps: [{ piece: '', reason: 'damaged' }] })
  readout.add(await unpack(intake, story.embedded))
  story.unlikely.forEach((run, at) => readout.add(readUnclaimedBytes(intake, `text-${at + 1}`, run)))
  const raw = rawText(bytes.subarray(0, end), story.embedded)
  readout.add({ members: membersIn(intake, 'text', raw) }).part(...sweep(intake, withZeros(raw), 'text'))
  if (end < bytes.length && intake.budget.takeEntry('')) {
    readout.member(`${path}!behind-the-end.bin`, bytes.subarray(end))
  }
  return readout.build()
}

/** The bytes without binary data and heads of RTF, unless all are ASCII: a file may stand in the text as it is. */
function rawText(bytes: Uint8Array, embedded: readonly Embedded[]): Uint8Array {
  if (!bytes.some((byte) => byte >= 0x80)) return new Uint8Array()
  const text = Buffer.from(bytes)
  for (const binary of embedded.flatMap((one) => one.bytes)) {
    const start = binary.byteOffset - bytes.byteOffset
    if (start >= 0) text.fill(' ', start, Math.min(text.length, start + binary.length))
  }
  for (let at = text.indexOf(HEAD); at >= 0; at = text.indexOf(HEAD, at)) text[at] = 0x20
  return text
}

const HEAD = '{\\rtf'

/** The pieces between braces that have zeros: no text in a code page, but maybe one in UTF-16. */
function withZeros(text: Uint8Array): Buffer {
  if (!text.includes(0)) return Buffer.alloc(0)
  const pieces = Buffer.from(text).toString('latin1').split(/[{}]/).filter((piece) => piece.includes('\0'))
  return Buffer.from(pieces.join('\0\0'), 'latin1')
}

/** With more braces too many, what is left becomes a member, so that the cost stays linear. */
const MAX_GROUPS = 64

/** True for a file of another format than RTF, which stands behind the end of the document. */
function isFile(rest: Uint8Array): boolean {
  return !/^(text|rtf|empty)$/.test(sniff(rest, '')) && rest.some((byte) => byte > 0x20)
}

/** Destinations whose digits are identifiers, with the most bytes that these have. */
const IDENTIFIERS: ReadonlyMap<string, number> = new Map([['blipuid', 16], ['panose', 10], ['passwordhash', 256]])

/**
 * Files and pictures become members, so do themes and colour maps that Word keeps. Pictures of no known kind are one
 * gap with their number. Identifiers are recognised by their length, field data by its structure.
 */
async function unpack(intake: Intake, embedded: readonly Embedded[]): Promise<Readout> {
  const { budget } = intake
  const readout = new ReadoutBuilder()
  let pictures = 0
  for (const [index, one] of embedded.entries()) {
    if (budget.turnIsOver) await budget.nextTurn()
    const { bytes, rest }: ObjectFile =
      one.bytes.length > 0 ? { bytes: Buffer.concat(one.bytes) } : objectFrom(one.hex)
    const name = `${one.name}-${index + 1}`
    if (rest) readout.add(readUnclaimedBytes(intake, name, rest))
    if (bytes.length === 0) continue
    const picture = one.name === 'pict' ? pictureFile(bytes) : bytes
    if (!picture) pictures++
    else if (bytes.length <= (IDENTIFIERS.get(one.name) ?? 0) && !holdsFile(bytes)) {
      readout.part(...sweep(intake, bytes, name))
    } else if (one.name === 'datafield' && !holdsFile(bytes)) readout.add(fieldData(intake, bytes, name))
    else if (budget.takeEntry(name)) readout.member(`${intake.document.path}!${name}.bin`, picture)
  }
  if (pictures > 0) readout.add({ gaps: [{ piece: '', reason: 'image-not-read', args: { count: pictures } }] })
  return readout.build()
}

function fieldData({ budget }: Intake, bytes: Buffer, name: string): Readout {
  const { texts, isKnown } = readFieldData(bytes)
  const builder = new PartBuilder('field', name)
  for (const text of texts) if (budget.takeText(name, text.length)) builder.block(text, {}, 'hidden').separate('\n')
  const gaps: Gap[] = isKnown ? [] : [{ piece: name, reason: 'partly-unreadable', args: { feature: 'field-data' } }]
  return new ReadoutBuilder().part(builder).add({ gaps }).build()
}

/** A picture as a file: PNG, JPEG and metafiles as they stand, a bare bitmap with a head. */
function pictureFile(bytes: Buffer): Uint8Array | undefined {
  return PICTURES.has(sniff(bytes, '')) ? bytes : packedBitmapFile(bytes)?.file
}
