import type { Document, Part } from '../../../model/index.js'
import { PartBuilder } from '../../parts/part-builder.js'
import type { Intake, Readout } from '../../reader.js'
import { PICTURES } from '../../formats.js'
import { sniff } from '../../sniff/sniff.js'
import { readUnclaimedBytes } from '../unclaimed-bytes.js'
import { decodePage } from '../../text/code-page.js'
import type { CompoundEntry } from '../cfb/file.js'
import { readEquation } from './equation.js'
import { packedFile } from './packed-file.js'
import { presentationOf } from './preview.js'

/** Streams that describe an object and its display; their only content is plain text. */
const DESCRIPTIONS = new RegExp(`^(${[
  '\x01CompObj', '\x01Ole', '\x03ObjInfo', '\x03LinkInfo', '\x03OCXNAME', '\x03PRINT', '\x03ACCESSOBJSITEDATA',
  '\x01CompObjExt', 'Ctls', 'Current User', 'Props', 'PROJECT', 'PROJECTwm', 'PROJECTlk', 'WpsCustomData',
].join('|')})$`, 'i')
const ENCRYPTED = /^\x09?DRMContent$|^EncryptedSummary$|^EncryptedPackage$/i
/** Formats of documents, without pictures. */
const DOCUMENTS = /^(pdf|zip|docx|xlsx|pptx|ofd|doc|xls|ppt|cfb|rtf|odt|ods|odp|html|xml|eml|msg|7z|rar|gz)$/

/**
 * Reads a stream that its format's reader did not take. A packed file (`Ole10Native`, [MS-OLEDS] 2.3.6), a stream that
 * is itself a document, and the stored picture of an object become members. Descriptions are swept. Anything else is
 * swept, with a gap.
 */
export function readObject(intake: Intake, entry: CompoundEntry, bytes: Buffer): Readout {
  if (/^\x01Ole10Native$/i.test(entry.name)) return readNative(intake, entry, bytes)
  if (isPayload(entry) || isDocument(bytes, entry)) {
    return { parts: [], gaps: [], members: [member(entry.path, bytes)] }
  }
  if (ENCRYPTED.test(entry.name)) return { parts: [], gaps: [{ piece: entry.path, reason: 'encrypted' }] }
  if (/^\x02OlePres\d+$/i.test(entry.name)) return readPresentation(intake, entry, bytes)
  const equation = /^Equation Native$/i.test(entry.name) ? readEquation(bytes) : undefined
  if (equation !== undefined) {
    const rest = unclaimed(intake, entry, bytes)
    return { ...rest, parts: [...equationPart(intake, entry, equation), ...rest.parts] }
  }
  const rest = unclaimed(intake, entry, bytes)
  if (DESCRIPTIONS.test(entry.name)) return rest
  return { ...rest, gaps: [{ piece: entry.path, reason: 'partly-unreadable', args: { feature: 'stream' } }] }
}

/** What is in a stream besides its structure; members have their path in the compound file. */
function unclaimed(intake: Intake, { path }: CompoundEntry, bytes: Buffer): Readout {
  const { parts, gaps, members = [] } = readUnclaimedBytes(intake, path, bytes)
  const prefix = intake.document.path.length + 1
  return { parts, gaps, members: members.map((each) => member(each.path.slice(prefix), each.bytes)) }
}

/** An inserted file: label, path, bytes. For an object of another program there are only the bytes. */
function readNative(intake: Intake, entry: CompoundEntry, bytes: Buffer): Readout {
  const packed = packedFile(bytes, 4)
  if (!packed) return { parts: [], gaps: [], members: [member(entry.path, bytes.subarray(4))] }
  const head = Buffer.from(bytes)
  head.fill(0, packed.start, packed.start + packed.content.length)
  const name = decodePage(packed.label, 936).replace(/[/\\]/g, '_')
  const rest = unclaimed(intake, entry, head)
  return { ...rest, members: [member(`${entry.path}/${name}`, packed.content), ...rest.members ?? []] }
}

function readPresentation(intake: Intake, entry: CompoundEntry, bytes: Buffer): Readout {
  const file = presentationOf(bytes)
  if (file instanceof Buffer) return { parts: [], gaps: [], members: [member(entry.path, file)] }
  const rest = unclaimed(intake, entry, bytes)
  return file === 'none' ? rest : { ...rest, gaps: [{ piece: entry.path, reason: 'image-not-read' }] }
}

function equationPart({ budget }: Intake, { path }: CompoundEntry, text: string): Part[] {
  if (text === '' || !budget.takeText(path, text.length)) return []
  return [new PartBuilder('body', path).block(text).build()]
}

/** True for streams with the unchanged document of an object. */
function isPayload(entry: CompoundEntry): boolean {
  return /^(Package|CONTENTS|EPRINT)$/i.test(entry.name) || /^MsoDataStore\//i.test(entry.path)
}

function member(path: string, bytes: Uint8Array): Document {
  return { path, bytes }
}

/** True for the bytes of a document or picture, by their signature. */
function isDocument(bytes: Buffer, entry: CompoundEntry): boolean {
  const format = sniff(bytes, entry.path)
  return PICTURES.has(format) || DOCUMENTS.test(format)
}
