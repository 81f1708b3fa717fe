import type { Budget } from '../budget.js'
import { PartBuilder } from '../parts/part-builder.js'
import { ReadoutBuilder } from '../parts/readout-builder.js'
import type { Intake, Readout } from '../reader.js'
import { isKnownFile } from '../sniff/sniff.js'
import { dataUris } from '../text/data-uri.js'
import { isLikelyText, undamagedReadings } from '../text/undeclared-text.js'
import { fromQuoted } from './mime/transfer.js'

/** A decoded run, and the offset at which it stands in the text. */
interface Packed {
  readonly at: number
  readonly bytes: Buffer
}

/** Less is no file; a text in Chinese can be short. */
const FEWEST_FILE_BYTES = 32
/** Runs looked at in one text: a dump may hold millions of digests. */
const MOST_RUNS = 20_000

/**
 * Reads what a text holds in packed form: `data:` addresses, base64, hexadecimal strings and uuencoded files. What is a
 * file of a known format becomes a member; what is text is a part of its own, each text with the line it starts in.
 * Digests, keys and noise are neither, and no gap. Cost: linear; each run is decoded once.
 */
export async function readPackedText(intake: Intake, text: string): Promise<Readout> {
  const { budget } = intake
  const readout = new ReadoutBuilder()
  const builder = new PartBuilder('custom-data', 'packed')
  let line = 1
  let lineOffset = 0
  let files = 0
  for (const { at, bytes } of await packedRuns(text, budget)) {
    if (budget.turnIsOver) await budget.nextTurn()
    if (isFile(bytes)) {
      const path = `${intake.document.path}!packed-${++files}.bin`
      if (budget.takeEntry(path)) readout.member(path, bytes)
      continue
    }
    const legible = legibleText(bytes)
    if (legible === undefined || !budget.takeText('packed', legible.length)) continue
    for (let end = text.indexOf('\n', lineOffset); end >= 0 && end < at; end = text.indexOf('\n', lineOffset)) {
      line++
      lineOffset = end + 1
    }
    builder.block(legible, { line }, 'hidden').separate('\n')
  }
  return readout.part(builder).build()
}

/** All decoded runs, ordered by offset. Each way of packing is searched for outside the runs of those before it. */
async function packedRuns(text: string, budget: Budget): Promise<Packed[]> {
  const uris = dataUris(text)
  const found = uris.map(({ start, end, bytes }): Run => ({ at: start, end, bytes: Buffer.from(bytes) }))
  for (const runs of [uuencodedRuns, quotedRuns, hexRuns, base64Runs]) {
    const earlier = [...found].sort((one, other) => one.at - other.at)
    let next = 0
    for (const run of runs(text)) {
      if (budget.turnIsOver) await budget.nextTurn()
      while (next < earlier.length && earlier[next]!.end <= run.at) next++
      const overlaps = next < earlier.length && earlier[next]!.at < run.end
      if (!overlaps) found.push(run)
      if (found.length > MOST_RUNS) break
    }
  }
  return found.sort((one, other) => one.at - other.at)
}

export interface Run extends Packed {
  readonly end: number
}

const BASE64 = /[A-Za-z0-9+/]/
const BASE64_START = /(?<![\w+/=-])[A-Za-z0-9+/]{16}/g

/** Base64 on one line, or in lines as MIME, PEM and property lists wrap it (RFC 4648, 3.1). */
function* base64Runs(text: string): Generator<Run> {
  let last = 0
  for (const match of text.matchAll(BASE64_START)) {
    if (match.index < last) continue
    let end = match.index
    const read = (): void => {
      while (end < text.length && BASE64.test(text[end]!)) end++
    }
    read()
    for (let next = nextLine(text, end); next > 0 && BASE64.test(text[next] ?? ''); next = nextLine(text, end)) {
      end = next
      read()
    }
    last = end
    const digits = text.slice(match.index, end).replace(/\s+/g, '')
    if (digits.length % 4 === 1 || /^(?:[0-9a-fA-F]+|[A-Za-z]+)$/.test(digits.slice(0, 200))) continue
    yield { at: match.index, end, bytes: Buffer.from(digits, 'base64') }
  }
}

/** The offset of the text of the next line, where a line ends at `at`; 0 where none does. */
function nextLine(text: string, at: number): number {
  let next = at
  if (text[next] === '\r') next++
  if (text[next] !== '\n') return 0
  next++
  while (text[next] === ' ' || text[next] === '\t') next++
  return next
}

const HEX = /[0-9a-fA-F]/
const HEX_START = /(?:[xX]'|\\x|0x|<|"|hex(?:\([0-9a-f]\))?:)(?=[0-9a-fA-F]{2})|(?<!\w)(?=[0-9a-fA-F]{48})/g
const FEWEST_HEX_BYTES = 6

/** Hexadecimal strings: X'e69c…', \xe69c…, <…> of PostScript, 0x…, hex:… of registry files, 48 digits and more. */
function* hexRuns(text: string): Generator<Run> {
  let last = 0
  for (const match of text.matchAll(HEX_START)) {
    const at = match.index + match[0].length
    if (at < last) continue
    let end = at
    while (end < text.length && (HEX.test(text[end]!) || (end > at && /[\s,\\]/.test(text[end]!)))) end++
    last = end
    const digits = text.slice(at, end).replace(/[^0-9a-fA-F]/g, '')
    if (digits.length % 2 !== 0 || digits.length < 2 * FEWEST_HEX_BYTES) continue
    yield { at, end, bytes: Buffer.from(digits, 'hex') }
  }
}

const UUENCODE_START = /^begin [0-7]{3,4} .{1,255}$/gm

/** Uuencoded files (POSIX uuencode): lines that begin with the number of their bytes, up to one that is none. */
export function* uuencodedRuns(text: string): Generator<Run> {
  for (const match of text.matchAll(UUENCODE_START)) {
    const at = match.index
    let end = at + match[0].length + 1
    const bytes: Buffer[] = []
    while (end < text.length) {
      const lineEnd = text.indexOf('\n', end)
      const line = text.slice(end, lineEnd < 0 ? text.length : lineEnd).replace(/\r$/, '')
      if (!/^[ -`]{1,80}$/.test(line)) break
      bytes.push(uudecodedLine(line))
      end = lineEnd < 0 ? text.length : lineEnd + 1
    }
    if (bytes.length > 0) yield { at, end, bytes: Buffer.concat(bytes) }
  }
}

const QUOTED = new RegExp([
  ';ENCODING=QUOTED-PRINTABLE[^:\\n]{0,200}:',          // values of address cards (vCard 2.1, 2.1.3)
  '(?:=[89A-F][\\dA-F]){2}',                            // two bytes beyond ASCII
  '[\\d\\u4e00-\\u9fff]=\\r?\\n[\\dX\\u4e00-\\u9fff]', // a soft line end within a number or words
].join('|'), 'gi')

/** Lines with quoted-printable (RFC 2045, 6.7), over soft line ends. */
function* quotedRuns(text: string): Generator<Run> {
  let last = 0
  for (const { index } of text.matchAll(QUOTED)) {
    if (index < last) continue
    const at = Math.max(last, text.lastIndexOf('\n', index) + 1)
    let end = index
    do {
      const lineEnd = text.indexOf('\n', end)
      end = lineEnd < 0 ? text.length : lineEnd + 1
    } while (end < text.length && /=\r?\n$/.test(text.slice(end - 3, end)))
    last = end
    yield { at, end, bytes: fromQuoted(Buffer.from(text.slice(at, end), 'utf8')) }
  }
}

/** Four characters of six bits each are three bytes. */
function uudecodedLine(line: string): Buffer {
  const sextet = (at: number): number => ((at < line.length ? line.charCodeAt(at) : 32) - 32) & 63
  const bytes: number[] = []
  for (let at = 1; at < line.length; at += 4) {
    const bits = (sextet(at) << 18) | (sextet(at + 1) << 12) | (sextet(at + 2) << 6) | sextet(at + 3)
    bytes.push((bits >> 16) & 255, (bits >> 8) & 255, bits & 255)
  }
  return Buffer.from(bytes.slice(0, sextet(0)))
}

function isFile(bytes: Buffer): boolean {
  return bytes.length >= FEWEST_FILE_BYTES && isKnownFile(bytes)
}

/** Words of any script come with one of these. */
const MEANINGFUL = /[\u4e00-\u9fff]{2}|\d{11}/

/** Bytes as text: in the encoding that `decode` finds, or in UTF-16 without a mark. */
function legibleText(bytes: Buffer): string | undefined {
  const isEven = bytes.length % 2 === 0
  const wide = isEven ? [bytes.toString('utf16le'), Buffer.from(bytes).swap16().toString('utf16le')] : []
  return [...undamagedReadings(bytes), ...wide].map((reading) => reading.replace(/\0+$/, ''))
    .find((reading) => MEANINGFUL.test(reading) && isLikelyText(reading))
}
