import { inflateSync } from 'node:zlib'
import type { Block, Part } from '../../../model/index.js'
import { PartBuilder } from '../../parts/part-builder.js'
import { ReadoutBuilder } from '../../parts/readout-builder.js'
import type { Intake, Readout } from '../../reader.js'
import { isKnownFile } from '../../sniff/sniff.js'
import { isLikelyText, undamagedReadings } from '../../text/undeclared-text.js'
import { packedRuns } from './packed-runs.js'

/** Less is no file; a text in Chinese can be short. */
const FEWEST_FILE_BYTES = 32
/** Less holds nothing that is packed. */
const FEWEST_DIGITS = 16
/** Packings inside packings. */
const MOST_LAYERS = 4
/** A run that inflates to more is left as it is. */
const MOST_INFLATED = 1 << 24

/**
 * Reads what the text of parts holds in packed form: `data:` addresses, base64, hexadecimal strings, uuencoded and
 * quoted-printable text, also packed twice or deflated. What is a file of a known format becomes a member, unless it is
 * one of `members` already; what is text is a part of its own, each text with the place at which it starts. Digests,
 * keys and noise are neither, and no gap. Cost: linear; each run is decoded once.
 */
export async function readPackedText(
  intake: Intake, parts: readonly Part[], members: Readout['members'] = [],
): Promise<Readout> {
  const { budget, document } = intake
  const readout = new ReadoutBuilder()
  const files = members.map(({ bytes }) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const reported = new Set<string>()
  let count = 0
  for (const part of parts) {
    const builder = new PartBuilder('custom-data', part.name === '' ? 'packed' : `${part.name} packed`)
    const places = new Places(part)
    for (const { at, bytes } of unpackedRuns(part.text, 0)) {
      if (budget.turnIsOver) await budget.nextTurn()
      if (isFile(bytes)) {
        if (files.some((file) => file.equals(bytes))) continue
        files.push(bytes)
        const path = `${document.path}!packed-${++count}.bin`
        if (budget.takeEntry(path)) readout.member(path, bytes)
        continue
      }
      const legible = legibleText(bytes)
      if (legible === undefined || reported.has(legible) || !budget.takeText('packed', legible.length)) continue
      reported.add(legible)
      builder.block(legible, places.at(at), 'hidden').separate('\n')
    }
    readout.part(builder)
  }
  return readout.build()
}

interface Unpacked {
  readonly at: number
  readonly bytes: Buffer
}

/** Runs of a text, and those of the texts that they hold, with the offset in the outermost text. */
function* unpackedRuns(text: string, layer: number): Generator<Unpacked> {
  for (const { at, bytes } of packedRuns(text)) {
    const content = inflated(bytes) ?? bytes
    yield { at, bytes: content }
    if (layer >= MOST_LAYERS || content.length < FEWEST_DIGITS || !isAscii(content)) continue
    for (const inner of unpackedRuns(content.toString('latin1'), layer + 1)) yield { at, bytes: inner.bytes }
  }
}

/** Data of zlib (RFC 1950, 2.2), inflated. */
function inflated(bytes: Buffer): Buffer | undefined {
  if (bytes.length < 8 || (bytes[0]! & 0x0f) !== 8 || bytes.readUInt16BE(0) % 31 !== 0) return undefined
  try {
    return inflateSync(bytes, { maxOutputLength: MOST_INFLATED })
  } catch {
    return undefined
  }
}

function isAscii(bytes: Buffer): boolean {
  return bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || (byte >= 9 && byte <= 13))
}

/** The places of offsets in a part; of a block of several lines, with the line. */
class Places {
  readonly #blocks: readonly Block[]
  readonly #text: string

  constructor({ blocks, text }: Part) {
    this.#blocks = blocks
    this.#text = text
  }

  at(offset: number): Block['place'] {
    let low = 0
    let high = this.#blocks.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#blocks[middle]!.start <= offset) low = middle
      else high = middle - 1
    }
    const block = this.#blocks[low]
    if (block?.place.line === undefined) return block?.place ?? {}
    const lineEnds = this.#text.slice(block.start, Math.max(block.start, offset)).match(/\n/g)?.length ?? 0
    return { ...block.place, line: block.place.line + lineEnds }
  }
}

function isFile(bytes: Buffer): boolean {
  return bytes.length >= FEWEST_FILE_BYTES && isKnownFile(bytes)
}

/** Words of any script come with one of these. */
const MEANINGFUL = /[\u4e00-\u9fff]{2}|\d{11}/

/** Bytes as text: in the encoding that `decode` finds, or in UTF-16 without a mark. */
function legibleText(bytes: Buffer): string | undefined {
  const narrow = bytes.some(isControl) ? [] : undamagedReadings(bytes)
  return [...narrow, ...wideReadings(bytes)].map((reading) => reading.replace(/^\ufeff|(?<!\0)\0+$/g, ''))
    .find((reading) => MEANINGFUL.test(reading) && isLikelyText(reading))
}

/** Decoding is slow, and most runs are digests, which have such a byte. */
function isControl(byte: number): boolean {
  return (byte < 0x20 && (byte < 9 || byte > 13) && byte !== 0x1b) || byte === 0x7f
}

function wideReadings(bytes: Buffer): string[] {
  if (bytes.length % 2 !== 0) return []
  return [bytes.toString('utf16le'), Buffer.from(bytes).swap16().toString('utf16le')].filter((text) => WIDE.test(text))
}

const WIDE = /^[\t\r\n -~\u00a0-\u00ff\u2000-\u26ff\u3000-\u30ff\u4e00-\u9fff\ufeff\uff00-\uffef]+\0*$/
