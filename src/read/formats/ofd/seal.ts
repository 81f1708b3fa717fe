import type { Document, Gap } from '../../../model/index.js'
import { PartSet } from '../../parts/part-set.js'
import { imagePartOf } from '../../pictures/image-part.js'
import type { Intake, Readout } from '../../reader.js'
import { PICTURES } from '../../formats.js'
import { sniff } from '../../sniff/sniff.js'
import { sweep } from '../../text/sweep.js'
import { readDer } from './der.js'

/** Hashes, keys and signatures are no longer: RSA of 8192 bits has 1024 bytes. */
const MOST_CODE = 1024
/** Other formats that seals are drawn in, and what is sealed along with them. */
const FILES = /^(ofd|zip|pdf|xml)$/

/** What was read of a seal, and its pictures, which are still to be looked at. */
export interface SealReadout extends Readout {
  readonly pictures: readonly Uint8Array[]
}

/**
 * Reads a seal or a signed value (GB/T 38540, GM/T 0031, PKCS #7): names, makers, dates and numbers in it and in its
 * certificates are metadata, a drawing in a format of its own is a member; hashes, keys and signatures say nothing.
 * What is no such tree, and any longer run of bytes, is a gap.
 */
export function readSeal(intake: Intake, piece: string, bytes: Uint8Array): SealReadout {
  const { texts, blobs, whole } = readDer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const partSet = new PartSet(piece, intake.budget)
  for (const text of new Set(texts)) partSet.line('metadata', text, {}, 'metadata')
  const members: Document[] = []
  const pictures: Uint8Array[] = []
  let unread = false
  for (const blob of blobs) {
    const format = sniff(blob.bytes, '')
    if (PICTURES.has(format)) pictures.push(blob.bytes)
    else if (FILES.test(format)) {
      if (!intake.budget.takeEntry(piece)) continue
      members.push({ path: `${piece}/seal-${members.length + 1}.${format}`, bytes: blob.bytes })
    } else if (blob.bytes.length > MOST_CODE) unread = true
  }
  if (whole) return { parts: partSet.build(), gaps: unread ? [unreadSeal(piece)] : [], members, pictures }
  if (isPlain(bytes)) return { parts: sweep(intake, bytes, piece), gaps: [], pictures }
  // Strings in them are UTF-8; among random bytes every other reading is an accident.
  const parts = sweep(intake, bytes, piece).filter(({ name }) => name.endsWith(' utf-8'))
  return { parts, gaps: [unreadSeal(piece)], pictures }
}

/**
 * Reads a seal's picture with OCR. Its words run in a circle, and the seal also holds its name as text, so a line read
 * with low confidence is no gap.
 */
export async function readSealPicture(
  { pictures, budget }: Intake, piece: string, bytes: Uint8Array,
): Promise<Readout> {
  if (!pictures) return { parts: [], gaps: [{ piece: piece, reason: 'image-not-read' }] }
  const { lines, gap } = await pictures.readFile(bytes)
  const part = imagePartOf(piece, lines, budget)
  const left = gap?.args?.feature === 'ocr-confidence' ? undefined : gap
  return { parts: part ? [part] : [], gaps: left ? [{ piece: piece, ...left }] : [] }
}

function unreadSeal(part: string): Gap {
  return { piece: part, reason: 'part-not-supported' }
}

/** Lists of what is signed, and the like. */
function isPlain(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 9 || byte === 10 || byte === 13 || (byte >= 32 && byte < 127))
}
