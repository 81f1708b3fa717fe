import { PICTURES } from '../../formats.js'
import { PartSet } from '../../parts/part-set.js'
import { ReadoutBuilder } from '../../parts/readout-builder.js'
import { imagePartOf } from '../../pictures/image-part.js'
import type { Intake, Readout } from '../../reader.js'
import { sniff } from '../../sniff/sniff.js'
import { sweep } from '../../text/sweep.js'
import { readDer } from './der.js'

/** Hashes, keys and signatures are not longer: RSA with 8192 bits has 1024 bytes. */
const LONGEST_SIGNATURE = 1024
/** Other formats of seal pictures, and of data that is signed with the seal. */
const FILES = /^(ofd|zip|pdf|xml)$/

/** A seal without its pictures, which are not recognised yet. */
export interface SealReadout {
  readonly readout: Readout
  readonly pictures: readonly Uint8Array[]
}

/**
 * Reads a seal or a signed value (GB/T 38540, GM/T 0031, PKCS #7). Names, makers, dates and numbers, also those of its
 * certificates, are metadata. Drawings in a document format are members. Hashes, keys and signatures have no text.
 * Longer byte strings are a gap, and so is anything that is not ASN.1.
 */
export function readSeal(intake: Intake, piece: string, bytes: Uint8Array): SealReadout {
  const { texts, blobs, whole } = readDer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const partSet = new PartSet(piece, intake.budget)
  for (const text of new Set(texts)) partSet.line('metadata', text, {}, 'metadata')
  const readout = new ReadoutBuilder()
  const pictures: Uint8Array[] = []
  let members = 0
  let unread = false
  for (const blob of blobs) {
    const format = sniff(blob.bytes, '')
    if (PICTURES.has(format)) pictures.push(blob.bytes)
    else if (FILES.test(format)) {
      if (whole && intake.budget.takeEntry(piece)) readout.member(`${piece}/seal-${++members}.${format}`, blob.bytes)
    } else if (blob.bytes.length > LONGEST_SIGNATURE) unread = true
  }
  if (whole) {
    readout.part(...partSet.build())
    if (unread) readout.gap(piece, 'part-not-supported')
  } else if (isPlainText(bytes)) readout.part(...sweep(intake, bytes, piece))
  else {
    // Strings of seals are UTF-8. In random bytes text in another encoding is an accident.
    readout.part(...sweep(intake, bytes, piece).filter(({ name }) => name.endsWith(' utf-8')))
    readout.gap(piece, 'part-not-supported')
  }
  return { readout: readout.build(), pictures }
}

/**
 * Reads a seal's picture with OCR. Its words run in a circle, and the seal also holds its name as text, so a line read
 * with low confidence is no gap.
 */
export async function readSealPicture(
  { pictures, budget }: Intake, piece: string, bytes: Uint8Array,
): Promise<Readout> {
  const readout = new ReadoutBuilder()
  if (!pictures) return readout.gap(piece, 'image-not-read').build()
  const { lines, gap } = await pictures.readFile(bytes)
  readout.part(imagePartOf(piece, lines, budget))
  if (gap && gap.args?.feature !== 'ocr-confidence') readout.gap(piece, gap.reason, gap.args)
  return readout.build()
}

/** True for ASCII text, such as lists of the signed files. */
function isPlainText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 9 || byte === 10 || byte === 13 || (byte >= 32 && byte < 127))
}
