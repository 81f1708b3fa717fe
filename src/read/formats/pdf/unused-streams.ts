import type { Gap } from '../../../model/index.js'
import { readUnclaimedBytes } from '../../containers/unclaimed-bytes.js'
import { PartBuilder } from '../../parts/part-builder.js'
import { ReadoutBuilder } from '../../parts/readout-builder.js'
import type { Intake, Readout } from '../../reader.js'
import { sweep } from '../../text/sweep.js'
import type { ListedStream } from './stream-inventory.js'
import { Name } from './syntax.js'
import { decodeTextString, isReadable } from './text-string.js'

/**
 * Reads the streams that no page uses: private data of the program that made the file, values of form fields,
 * files that earlier revisions have left. What cannot be read is a gap. Drawings and pictures are left to
 * `readUnusedDrawings` and `readUnusedPictures`. `attached` are the files that are members already.
 */
export async function readUnusedStreams(
  streams: readonly ListedStream[], attached: readonly Uint8Array[], reported: ReadonlySet<string>, intake: Intake,
): Promise<Readout> {
  const readout = new ReadoutBuilder()
  const texts = new PartBuilder('custom-data', 'streams')
  for (const stream of streams) {
    const piece = `object ${stream.number}`
    if (stream.content === 'text') readout.add(readText(stream.bytes, piece, texts, reported, intake))
    else if (stream.content === 'file') addFile(stream, attached, piece, readout, intake)
    else if (stream.content === 'hints') readout.part(...sweep(intake, stream.bytes, piece))
    else if (stream.content === 'unknown') {
      readout.part(...sweep(intake, stream.bytes, piece)).add({ gaps: [unreadGap(stream, piece)] })
    }
  }
  return readout.part(texts).build()
}

/** Adds the lines of a text to `part`. What is no text in any encoding is swept. */
function readText(
  bytes: Uint8Array, piece: string, part: PartBuilder, reported: ReadonlySet<string>, intake: Intake,
): Partial<Readout> {
  const text = decodeTextString(bytes)
  if (!isReadable(text)) return readUnclaimedBytes(intake, piece, bytes)
  if (reported.has(text.trim()) || !intake.budget.takeText('', text.length)) return {}
  for (const line of text.split(/\r\n?|\n/)) part.block(line, {}, 'metadata').separate('\n')
  return {}
}

function addFile(
  { bytes }: ListedStream, attached: readonly Uint8Array[], piece: string, readout: ReadoutBuilder, intake: Intake,
): void {
  if (attached.some((each) => Buffer.compare(each, bytes) === 0) || !intake.budget.takeEntry(piece)) return
  readout.member(`${intake.document.path}!${piece}`, bytes)
}

function unreadGap({ dictionary }: ListedStream, piece: string): Gap {
  const type = dictionary.get('Type')
  const isSound = type instanceof Name && type.text === 'Sound'
  return { piece, reason: 'part-not-supported', ...(isSound && { args: { feature: 'sound' } }) }
}
