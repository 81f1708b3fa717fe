import type { DocumentFormat } from '../../../model/index.js'
import { readMetafile } from '../../pictures/metafile/read.js'
import { imagePartOf } from '../../pictures/image-part.js'
import type { Intake, Readout } from '../../reader.js'
import { sweep } from '../../text/sweep.js'

/**
 * Reads a picture file: what is plainly written in its bytes (remarks, properties), and what it shows, where pictures
 * are read in this run. What was not read is a gap.
 */
export async function readPicture(intake: Intake, format: DocumentFormat): Promise<Readout> {
  const parts = plain(intake.document.bytes).flatMap((bytes) => sweep(intake, bytes))
  if (!intake.pictures) return { parts, gaps: [{ piece: '', reason: 'image-not-read', args: { format } }] }
  const { lines, gap } = await intake.pictures.readFile(intake.document.bytes)
  const part = imagePartOf('', lines, intake.budget)
  return {
    parts: part ? [part, ...parts] : parts,
    gaps: gap ? [{ piece: '', reason: gap.reason, args: { format, ...gap.args } }] : [],
  }
}

/** What may be plainly written: of a metafile only its remarks, since its text is read and its samples are none. */
function plain(bytes: Uint8Array): readonly Uint8Array[] {
  const metafile = readMetafile(bytes)
  return metafile ? metafile.scenes.flatMap(({ comments: asides }) => asides) : [bytes]
}
