import type { DocumentFormat, GapArgs } from '../../../model/index.js'
import { ReadoutBuilder } from '../../parts/readout-builder.js'
import { imagePartOf } from '../../pictures/image-part.js'
import { readMetafile } from '../../pictures/metafile/read.js'
import type { Intake, Readout } from '../../reader.js'
import { sweep } from '../../text/sweep.js'

/**
 * Reads a picture file: the text that it shows, where pictures are read in this run, and readable text in its bytes
 * (comments, properties). What is not read is a gap.
 */
export async function readPicture(intake: Intake, format: DocumentFormat): Promise<Readout> {
  const readable = sweptBytes(intake.document.bytes).flatMap((bytes) => sweep(intake, bytes))
  const readout = new ReadoutBuilder()
  if (!intake.pictures) return readout.part(...readable).gap('', 'image-not-read', { format }).build()
  const { lines, gap } = await intake.pictures.readFile(intake.document.bytes)
  readout.part(imagePartOf('', lines, intake.budget), ...readable)
  if (gap) readout.gap('', gap.reason, { format, ...gap.args } as GapArgs)
  return readout.build()
}

/** The bytes that may hold readable text. Of a metafile only its comments: the other records are read as such. */
function sweptBytes(bytes: Uint8Array): readonly Uint8Array[] {
  const metafile = readMetafile(bytes)
  return metafile ? metafile.scenes.flatMap(({ comments }) => comments) : [bytes]
}
