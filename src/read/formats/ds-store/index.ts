import { linesOf } from '../../containers/apple/property-values.js'
import { PartBuilder } from '../../parts/part-builder.js'
import type { Intake, Readout } from '../../reader.js'
import { sweep } from '../../text/sweep.js'

/**
 * Value types and their sizes in bytes. The last two have their own length: `blob` in bytes, `ustr` in UTF-16 units.
 */
const TYPES: ReadonlyMap<string, number> = new Map([
  ['long', 4], ['shor', 4], ['bool', 1], ['type', 4], ['comp', 8], ['dutc', 8], ['blob', 0], ['ustr', 0],
])
/** UTF-16 units of the longest name. */
const LONGEST_NAME = 255

/**
 * Reads a `.DS_Store`: names of files that are or were in a folder, comments on them, and texts in property lists.
 * Records are searched for in the whole file instead of its tree, so that those of deleted files are found. A gap: more
 * bytes outside records than the tables of the tree take. Cost: linear.
 */
export function readDsStore(intake: Intake): Readout {
  const { document, budget } = intake
  const bytes = Buffer.from(document.bytes.buffer, document.bytes.byteOffset, document.bytes.byteLength)
  const builder = new PartBuilder('metadata')
  const records = [...TYPES.keys()].flatMap((type) => recordsOf(bytes, type))
  for (const line of new Set(records.flatMap(({ lines }) => lines))) {
    if (line.trim() !== '' && budget.takeText('', line.length)) builder.block(line, {}, 'metadata').separate('\n')
  }
  const parts = builder.empty ? [] : [builder.build()]
  const held = records.reduce((sum, { size }) => sum + size, 0)
  if (filled(bytes) - held <= 1024 + bytes.length / 16) return { parts, gaps: [] }
  return { parts: [...parts, ...sweep(intake)], gaps: [{ piece: '', reason: 'part-not-supported' }] }
}

interface Found {
  readonly lines: readonly string[]
  /** Bytes of the record. */
  readonly size: number
}

/** The records of one type: the file name, and the text of the value. */
function recordsOf(bytes: Buffer, type: string): Found[] {
  const found: Found[] = []
  for (let at = bytes.indexOf(type, 0, 'latin1'); at >= 0; at = bytes.indexOf(type, at, 'latin1')) {
    const name = nameBefore(bytes, at - 4)
    at += 4
    if (!name) continue
    const value = valueAt(bytes, at, type)
    at += value.length
    const lines = type === 'ustr' ? [wide(value.subarray(4))] : type === 'blob' ? blobTexts(value.subarray(4)) : []
    found.push({ lines: [wide(name), ...lines], size: name.length + 12 + value.length })
  }
  return found
}

/** The name that ends at `end`; the number of its units is stored before it. */
function nameBefore(bytes: Buffer, end: number): Buffer | undefined {
  for (let units = 1; units <= LONGEST_NAME && end - 2 * units - 4 >= 0; units++) {
    const start = end - 2 * units
    if (bytes.readUInt32BE(start - 4) === units) return bytes.subarray(start, end)
  }
  return undefined
}

/** A value, with its length field if it has one; truncated at the end of the file. */
function valueAt(bytes: Buffer, at: number, type: string): Buffer {
  const fixed = TYPES.get(type)!
  const count = fixed > 0 || at + 4 > bytes.length ? 0 : bytes.readUInt32BE(at)
  return bytes.subarray(at, Math.min(bytes.length, at + (fixed > 0 ? fixed : 4 + count * (type === 'ustr' ? 2 : 1))))
}

function wide(bytes: Buffer): string {
  return new TextDecoder('utf-16be').decode(bytes)
}

/** Texts of property lists; from other values, which hold positions and references, runs of readable characters. */
function blobTexts(value: Buffer): readonly string[] {
  return linesOf(value) ?? new TextDecoder('utf-8').decode(value).match(/[\x20-\x7e\u4e00-\u9fff]{4,}/g) ?? []
}

function filled(bytes: Buffer): number {
  let count = 0
  for (const byte of bytes) if (byte !== 0) count++
  return count
}
