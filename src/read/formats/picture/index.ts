import type { DocumentFormat, GapArgs } from '../../../model/index.js'
import { readPackedText } from '../../containers/packed-text.js'
import { PartBuilder } from '../../parts/part-builder.js'
import { ReadoutBuilder } from '../../parts/readout-builder.js'
import { imagePartOf } from '../../pictures/image-part.js'
import { readMetafile } from '../../pictures/metafile/read.js'
import { pictureExtras } from '../../pictures/picture-structure.js'
import type { Intake, Readout } from '../../reader.js'
import { isKnownFile } from '../../sniff/sniff.js'
import { sweep } from '../../text/sweep.js'

/**
 * Reads a picture file: the text that it shows, where pictures are read in this run, readable text in its bytes
 * (comments, properties), packed properties, the place of a photo and its thumbnail. Files behind the end of the
 * picture or in chunks of no known kind become members. What is not read is a gap.
 */
export async function readPicture(intake: Intake, format: DocumentFormat): Promise<Readout> {
  const readable = sweptBytes(intake.document.bytes).flatMap((bytes) => sweep(intake, bytes))
  const readout = new ReadoutBuilder()
  if (!intake.pictures) readout.part(...readable).gap('', 'image-not-read', { format })
  else {
    const { lines, gap } = await intake.pictures.readFile(intake.document.bytes)
    readout.part(imagePartOf('', lines, intake.budget), ...readable)
    if (gap) readout.gap('', gap.reason, { format, ...gap.args } as GapArgs)
  }
  await addExtras(intake, readout)
  return readout.build()
}

/** The bytes that may hold readable text. Of a metafile only its comments: the other records are read as such. */
function sweptBytes(bytes: Uint8Array): readonly Uint8Array[] {
  const metafile = readMetafile(bytes)
  return metafile ? metafile.scenes.flatMap(({ comments }) => comments) : [bytes]
}

async function addExtras(intake: Intake, readout: ReadoutBuilder): Promise<void> {
  const { texts, xmp, thumbnails, remains } = pictureExtras(intake.document.bytes)
  const properties = new PartBuilder('metadata', 'properties')
  for (const text of texts) {
    if (intake.budget.takeText('properties', text.length)) properties.block(text, {}, 'metadata').separate('\n')
  }
  for (const text of [...texts, ...xmp]) readout.add(await readPackedText(intake, text))
  readout.part(properties)
  for (const thumbnail of thumbnails) await addThumbnail(intake, readout, thumbnail)
  let unread = 0
  for (const [index, bytes] of remains.entries()) {
    if (isKnownFile(bytes)) readout.member(`${intake.document.path}!remains-${index + 1}.bin`, bytes)
    else {
      readout.part(...sweep(intake, bytes, 'remains'))
      unread += bytes.length
    }
  }
  if (unread >= LEAST_REST) readout.gap('', 'part-not-supported', { detail: 'bytes-outside-entries', bytes: unread })
}

/** Programs leave some bytes of padding and numbers; in fewer than these no legible rest of a picture fits. */
const LEAST_REST = 1024

/** An editor that crops or covers a picture may leave the thumbnail of the earlier one. */
async function addThumbnail(intake: Intake, readout: ReadoutBuilder, thumbnail: Uint8Array): Promise<void> {
  if (!intake.pictures) return
  const { lines } = await intake.pictures.readFile(thumbnail)
  readout.part(imagePartOf('thumbnail', lines, intake.budget))
}
