import type { DocumentFormat, GapArgs } from '../../../model/index.js'
import { readPackedText } from '../../containers/packed/packed-text.js'
import { membersIn, readUnclaimedBytes } from '../../containers/unclaimed-bytes.js'
import { PICTURES } from '../../formats.js'
import { PartBuilder } from '../../parts/part-builder.js'
import { ReadoutBuilder } from '../../parts/readout-builder.js'
import { imagePartOf } from '../../pictures/image-part.js'
import { readMetafile } from '../../pictures/metafile/read.js'
import { pictureExtras } from '../../pictures/structure/picture-structure.js'
import type { Intake, Readout } from '../../reader.js'
import { isKnownFile, sniff } from '../../sniff/sniff.js'
import { sweep } from '../../text/sweep.js'

/**
 * Reads a picture file: the text that it shows, where pictures are read in this run, readable text in its bytes
 * (comments, properties), packed properties, the place of a photo and its thumbnail. Files in chunks,
 * segments, blocks and tags, and behind the end of the picture, become members. What is not read is a gap.
 */
export async function readPicture(intake: Intake, format: DocumentFormat): Promise<Readout> {
  const readout = new ReadoutBuilder()
  if (!intake.pictures) readout.gap('', 'image-not-read', { format })
  else {
    const { lines, gap } = await intake.pictures.readFile(intake.document.bytes)
    readout.part(imagePartOf('', lines, intake.budget))
    if (gap) readout.gap('', gap.reason, { format, ...gap.args } as GapArgs)
  }
  readout.add(readBytes(intake))
  await addExtras(intake, readout)
  return readout.build()
}

/** Readable text in the bytes. Of a metafile only in its comments: the other records are read as such. */
function readBytes(intake: Intake): Readout {
  const metafile = readMetafile(intake.document.bytes)
  if (!metafile) return { parts: sweep(intake), gaps: [] }
  const readout = new ReadoutBuilder()
  const comments = metafile.scenes.flatMap((scene) => scene.comments)
  comments.forEach((bytes, at) => readout.add(readUnclaimedBytes(intake, `comment-${at + 1}`, bytes)))
  return readout.build()
}

async function addExtras(intake: Intake, readout: ReadoutBuilder): Promise<void> {
  const { texts, xmp, thumbnails, regions, unpacked, remains } = pictureExtras(intake.document.bytes)
  const properties = new PartBuilder('metadata', 'properties')
  for (const text of texts) {
    if (intake.budget.takeText('properties', text.length)) properties.block(text, {}, 'metadata').separate('\n')
  }
  const packets = xmp.map((text) => new PartBuilder('metadata', 'xmp').block(text).build())
  readout.add(await readPackedText(intake, packets))
  readout.part(properties)
  for (const [at, region] of regions.entries()) readout.add({ members: membersIn(intake, `region-${at + 1}`, region) })
  for (const [at, region] of unpacked.entries()) readout.add(readUnclaimedBytes(intake, `unpacked-${at + 1}`, region))
  for (const thumbnail of thumbnails) await addThumbnail(intake, readout, thumbnail)
  let unread = 0
  for (const [at, bytes] of remains.entries()) {
    const piece = `remains-${at + 1}`
    const read = isKnownFile(bytes) ? wholeFile(intake, piece, bytes) : readUnclaimedBytes(intake, piece, bytes)
    readout.add(read)
    unread += (read.members ?? []).reduce((left, member) => left - member.bytes.length, bytes.length)
  }
  if (unread >= LEAST_REST) readout.gap('', 'part-not-supported', { detail: 'bytes-outside-entries', bytes: unread })
}

/** Films and sound have no signature that is looked for within bytes. */
function wholeFile({ document }: Intake, piece: string, bytes: Uint8Array): Readout {
  return { parts: [], gaps: [], members: [{ path: `${document.path}!${piece}.bin`, bytes }] }
}

/** Programs leave some bytes of padding and numbers; in fewer than these no legible rest of a picture fits. */
const LEAST_REST = 1024

/** An editor that crops or covers a picture may leave the thumbnail of the earlier one. */
async function addThumbnail(intake: Intake, readout: ReadoutBuilder, thumbnail: Uint8Array): Promise<void> {
  if (!PICTURES.has(sniff(thumbnail, ''))) readout.add(readUnclaimedBytes(intake, 'thumbnail', thumbnail))
  if (!intake.pictures) return
  const { lines } = await intake.pictures.readFile(thumbnail)
  readout.part(imagePartOf('thumbnail', lines, intake.budget))
}
