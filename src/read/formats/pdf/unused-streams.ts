import type { Gap } from '../../../model/index.js'
import { readUnclaimedBytes } from '../../containers/unclaimed-bytes.js'
import { PartBuilder } from '../../parts/part-builder.js'
import { ReadoutBuilder } from '../../parts/readout-builder.js'
import { imagePartOf } from '../../pictures/image-part.js'
import { mayHoldText } from '../../page/drawing.js'
import type { Intake, Readout } from '../../reader.js'
import { sweep } from '../../text/sweep.js'
import { directNumber } from './objects.js'
import type { ListedStream } from './stream-inventory.js'
import { latin1, Name } from './syntax.js'
import { decodeTextString, isReadable } from './text-string.js'

/**
 * Reads the streams that no page uses: private data of the program that made the file, values of form fields,
 * thumbnails, pictures and files that earlier revisions have left. What cannot be read is a gap. Drawings are left to
 * `readUnusedDrawings`. `attached` are the files that are members already.
 */
export async function readUnusedStreams(
  streams: readonly ListedStream[], attached: readonly Uint8Array[], reported: ReadonlySet<string>, intake: Intake,
): Promise<Readout> {
  const readout = new ReadoutBuilder()
  const texts = new PartBuilder('custom-data', 'streams')
  for (const stream of streams) {
    const piece = `object ${stream.number}`
    if (stream.content === 'picture') readout.add(await readPicture(stream, piece, intake))
    else if (stream.content === 'text') readout.add(readText(stream.bytes, piece, texts, reported, intake))
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

/** Pictures of one filter, DCT or JPX, are files of their own. Samples in other filters are not decoded here. */
async function readPicture(
  { dictionary, bytes }: ListedStream, piece: string, { pictures, budget }: Intake,
): Promise<Partial<Readout>> {
  const [width, height] = [directNumber(dictionary, 'Width') ?? 0, directNumber(dictionary, 'Height') ?? 0]
  if (width > 0 && height > 0 && !mayHoldText({ width, height })) return {}
  const gap: Gap = { piece, reason: 'image-not-read' }
  const isFile = /^(?:\xff\xd8\xff|\0\0\0\x0cjP)/.test(latin1(bytes, 0, 6))
  if (!pictures || !isFile) return { gaps: [gap] }
  const text = await pictures.readFile(bytes)
  const part = imagePartOf(piece, text.lines, budget, undefined, 'deleted')
  return { parts: part ? [part] : [], gaps: text.gap ? [{ piece, ...text.gap }] : [] }
}

function unreadGap({ dictionary }: ListedStream, piece: string): Gap {
  const type = dictionary.get('Type')
  const isSound = type instanceof Name && type.text === 'Sound'
  return { piece, reason: 'part-not-supported', ...(isSound && { args: { feature: 'sound' } }) }
}
