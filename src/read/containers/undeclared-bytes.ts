import { PartBuilder } from '../parts/part-builder.js'
import { ReadoutBuilder } from '../parts/readout-builder.js'
import type { Intake, Readout } from '../reader.js'
import { isKnownFile } from '../sniff/sniff.js'
import { sweep } from '../text/sweep.js'
import { printableReadings } from '../text/undeclared-text.js'

/** Bytes in a container whose type nothing declares: a comment, an extra field, a value of a pax header. */
export interface UndeclaredBytes {
  /** Names them in gaps and, where they are a file, in the path of the member. */
  readonly piece: string
  readonly bytes: Uint8Array
}

/** No packed file is shorter: the header and trailer of gzip take 18 bytes. */
const FEWEST_FILE_BYTES = 20
/** Dates, flags, ids: what could be text in so few bytes is swept for, and the rest is no gap. */
const FEW = 32

/**
 * Reads each of `regions` as what its bytes are: a known file becomes a member, text is metadata. Other bytes are swept
 * for text and, if there are more than a few, are a gap. Cost: linear.
 */
export async function readUndeclaredBytes(
  intake: Intake, regions: Iterable<UndeclaredBytes>,
): Promise<Readout> {
  const { budget } = intake
  const readout = new ReadoutBuilder()
  const metadata = new PartBuilder('metadata')
  const readings = new Set<string>()
  for (const { piece, bytes } of regions) {
    if (budget.turnIsOver) await budget.nextTurn()
    const content = withoutPadding(bytes)
    if (content.length === 0) continue
    if (content.length >= FEWEST_FILE_BYTES && isKnownFile(bytes)) {
      if (budget.takeEntry(piece)) readout.member(`${intake.document.path}!${piece}`, bytes)
      continue
    }
    const stripped = printableReadings(content)
    const texts = stripped.length > 0 ? stripped : printableReadings(bytes) // a last zero can be half of a UTF-16 unit
    texts.forEach((text) => readings.add(text))
    if (texts.length > 0) continue
    readout.part(...sweep(intake, content, piece))
    if (content.length > FEW) readout.gap(piece, 'part-not-supported')
  }
  for (const text of readings) {
    if (!budget.takeText('', text.length)) break
    metadata.block(text, {}, 'metadata').separate('\n')
  }
  return readout.part(metadata).build()
}

/** Without zeros before and after: fields are padded with them. */
function withoutPadding(bytes: Uint8Array): Uint8Array {
  let start = 0
  let end = bytes.length
  while (start < end && bytes[start] === 0) start++
  while (end > start && bytes[end - 1] === 0) end--
  return bytes.subarray(start, end)
}
