import { linesOf } from '../../containers/apple/property-values.js'
import { PartBuilder } from '../../parts/part-builder.js'
import type { Intake, Readout } from '../../reader.js'
import { sweep } from '../../text/sweep.js'

/** Types of values and their bytes; the last two say their length themselves, in bytes and in units. */
const TYPES: ReadonlyMap<string, number> = new Map([
  ['long', 4], ['shor', 4], ['bool', 1], ['type', 4], ['comp', 8], ['dutc', 8], ['blob', 0], ['ustr', 0],
])
/** Units of the longest name. */
const LONGEST = 255

/**
 * Reads a `.DS_Store`: names of files that are or once were in a folder, comments on them, and the texts in its lists.
 * Records are looked for everywhere in the file and not by its tree, so that those of deleted files are told too. Where
 * more than the tree's own tables is left over, there is something else in the file, which is a gap. Cost: linear.
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

/** The records of one type: the name, and what the value says to a person. */
function recordsOf(bytes: Buffer, type: string): Found[] {
  const found: Found[] = []
  for (let at = bytes.indexOf(type, 0, 'latin1'); at >= 0; at = bytes.indexOf(type, at, 'latin1')) {
    const name = nameBefore(bytes, at - 4)
    at += 4
    if (!name) continue
    const value = valueAt(bytes, at, type)
    at += value.length
    const lines = type === 'ustr' ? [wide(value.subarray(4))] : type === 'blob' ? told(value.subarray(4)) : []
    found.push({ lines: [wide(name), ...lines], size: name.length + 12 + value.length })
  }
  return found
}

/** The name that ends at `end`, before it the number of its units. */
function nameBefore(bytes: Buffer, end: number): Buffer | undefined {
  for (let units = 1; units <= LONGEST && end - 2 * units - 4 >= 0; units++) {
    const start = end - 2 * units
    if (bytes.readUInt32BE(start - 4) === units) return bytes.subarray(start, end)
  }
  return undefined
}

/** A value with its length, if it has one; as much of it as there is. */
function valueAt(bytes: Buffer, at: number, type: string): Buffer {
  const fixed = TYPES.get(type)!
  const count = fixed > 0 || at + 4 > bytes.length ? 0 : bytes.readUInt32BE(at)
  return bytes.subarray(at, Math.min(bytes.length, at + (fixed > 0 ? fixed : 4 + count * (type === 'ustr' ? 2 : 1))))
}

function wide(bytes: Buffer): string {
  return new TextDecoder('utf-16be').decode(bytes)
}

/** Lists and texts; of other values, which hold positions and references, the words in plain letters. */
function told(value: Buffer): readonly string[] {
  return linesOf(value) ?? new TextDecoder('utf-8').decode(value).match(/[\x20-\x7e\u4e00-\u9fff]{4,}/g) ?? []
}

function filled(bytes: Buffer): number {
  let count = 0
  for (const byte of bytes) if (byte !== 0) count++
  return count
}
