import type { Gap, Part } from '../../../model/index.js'
import { linesOf } from '../../containers/apple/property-values.js'
import { PartBuilder } from '../../parts/part-builder.js'
import type { Intake, Readout } from '../../reader.js'
import { sweep } from '../../text/sweep.js'
import { isKnownFile } from '../../sniff/sniff.js'
import { uncovered, type ByteRange } from '../../containers/zip/layout.js'

/** Entry ids (RFC 1740, appendix B). */
const DATA_FORK = 1
const RESOURCE_FORK = 2
const FINDER_INFO = 9
/** Bytes of the entries that hold flags, dates and ids (a bitmap of 32 × 32 pixels, with a mask or without: 5). */
const FIXED: ReadonlyMap<number, readonly number[]> = new Map([
  [5, [128, 256]], [8, [16]], [10, [4]], [11, [8]], [14, [4]], [15, [4]],
])
const HEADER = 26
/** Size of Finder info, padding and the header of the attributes. */
const ATTRIBUTES = 70
/**
 * Binary values up to this size are dates, flags and counters: they are swept but no gap. Neither is `com.apple.macl`,
 * a list of numbers.
 */
const SMALL_VALUE = 32
const EMPTY_FORK = 'This resource fork intentionally left blank'

/**
 * Reads AppleSingle and AppleDouble files (RFC 1740), in which macOS stores the metadata of a file: `._name` in
 * archives. Extended attributes (download address, tags, comments) become lines `name: value`. The data fork is a
 * member, as is every entry that is itself a file. A non-empty resource fork, binary values that are not property
 * lists, and bytes outside entries are swept, with a gap. Cost: linear.
 */
export function readAppleDouble(intake: Intake): Readout {
  const { document } = intake
  const bytes = Buffer.from(document.bytes.buffer, document.bytes.byteOffset, document.bytes.byteLength)
  const { values, ranges } = contentsOf(bytes)
  const readings = values.map((value) => readValue(intake, value))
  if (uncovered(bytes, ranges) > 0) {
    const gap: Gap = { piece: '', reason: 'part-not-supported', args: { detail: 'bytes-outside-entries' } }
    readings.push({ lines: [], parts: sweep(intake), gaps: [gap] })
  }
  const builder = new PartBuilder('metadata', 'attributes')
  for (const line of readings.flatMap(({ lines }) => lines)) {
    if (intake.budget.takeText('', line.length)) builder.block(line, {}, 'metadata').separate('\n')
  }
  return {
    parts: [...(builder.empty ? [] : [builder.build()]), ...readings.flatMap(({ parts }) => parts)],
    gaps: readings.flatMap(({ gaps }) => gaps),
    members: values.flatMap(({ id, name, value }) =>
      (value && (id === DATA_FORK || isFile(value)) ? [{ path: `${document.path}!${name}`, bytes: value }] : [])),
  }
}

interface ValueReading {
  readonly lines: readonly string[]
  readonly parts: readonly Part[]
  readonly gaps: readonly Gap[]
}

function readValue(intake: Intake, { id, name, value }: Value): ValueReading {
  const nothing: ValueReading = { lines: [], parts: [], gaps: [] }
  if (value === undefined) return { ...nothing, gaps: [{ piece: name, reason: 'damaged', args: { detail: 'entry' } }] }
  if (id === DATA_FORK || isFile(value) || (id === RESOURCE_FORK && isEmptyFork(value))) return nothing
  const lines = id === RESOURCE_FORK ? undefined : linesOf(value)
  if (lines) return { ...nothing, lines: lines.filter((line) => line.trim() !== '').map((line) => `${name}: ${line}`) }
  const gap = value.length > SMALL_VALUE && name !== 'com.apple.macl' && !FIXED.get(id)?.includes(value.length)
  return {
    lines: [],
    parts: sweep(intake, value, name),
    gaps: gap ? [{ piece: name, reason: 'part-not-supported' }] : [],
  }
}

function isFile(value: Buffer): boolean {
  return value.length > SMALL_VALUE && !isPropertyList(value) && isKnownFile(value)
}

/** Read by its strings, whatever text one begins with. */
function isPropertyList(value: Buffer): boolean {
  return value.toString('latin1', 0, 6) === 'bplist'
}

interface Value {
  readonly id: number
  readonly name: string
  /** Undefined: it extends beyond the end of the file. */
  readonly value: Buffer | undefined
}

interface Contents {
  readonly values: Value[]
  /** Ranges of the file that are accounted for. */
  readonly ranges: ByteRange[]
}

const NAMES: ReadonlyMap<number, string> = new Map([[1, 'data'], [2, 'resource-fork'], [3, 'name'], [4, 'comment']])

function contentsOf(bytes: Buffer): Contents {
  const count = bytes.length >= HEADER ? bytes.readUInt16BE(24) : 0
  const contents: Contents = { values: [], ranges: [[0, HEADER + 12 * count]] }
  if (count === 0) contents.values.push({ id: 0, name: '', value: undefined })
  for (let at = 0; at < count; at++) {
    const entry = HEADER + 12 * at
    if (entry + 12 > bytes.length) {
      contents.values.push({ id: 0, name: '', value: undefined })
      break
    }
    const id = bytes.readUInt32BE(entry)
    const offset = bytes.readUInt32BE(entry + 4)
    const length = bytes.readUInt32BE(entry + 8)
    if (id === FINDER_INFO && offset + length <= bytes.length) addAttributes(bytes, offset, length, contents)
    else add(contents, bytes, { id, name: NAMES.get(id) ?? `entry-${id}`, offset, length })
  }
  return contents
}

/**
 * Reads the extended attributes, which macOS writes after the 32 bytes of Finder info (flags and type codes) and two of
 * padding.
 */
function addAttributes(bytes: Buffer, start: number, length: number, contents: Contents): void {
  const known = length >= ATTRIBUTES && bytes.toString('latin1', start + 34, start + 38) === 'ATTR'
  contents.ranges.push([start, start + Math.min(length, known ? ATTRIBUTES : 32)])
  const count = known ? bytes.readUInt16BE(start + 68) : 0
  for (let read = 0, at = start + ATTRIBUTES; read < count; read++) {
    if (at + 11 > bytes.length) {
      contents.values.push({ id: FINDER_INFO, name: 'finder-info', value: undefined })
      return
    }
    const end = at + 11 + bytes[at + 10]!
    const name = bytes.toString('utf8', at + 11, end).replace(/(?<!\0)\0+$/, '')
    add(contents, bytes, { id: FINDER_INFO, name, offset: bytes.readUInt32BE(at), length: bytes.readUInt32BE(at + 4) })
    contents.ranges.push([at, end])
    at = (end + 3) & ~3
  }
}

interface Claim {
  readonly id: number
  readonly name: string
  readonly offset: number
  readonly length: number
}

function add({ values, ranges }: Contents, bytes: Buffer, { id, name, offset, length }: Claim): void {
  const end = offset + length
  values.push({ id, name, value: end <= bytes.length ? bytes.subarray(offset, end) : undefined })
  if (end <= bytes.length) ranges.push([offset, end])
}

/** True for the placeholder that macOS writes for a missing resource fork: a header, a fixed sentence, an empty map. */
function isEmptyFork(fork: Buffer): boolean {
  return fork.length === 0 || (fork.length === 286 && fork.includes(EMPTY_FORK))
}
