import type { Gap, Part } from '../../../model/index.js'
import { PartBuilder } from '../../parts/part-builder.js'
import type { Intake } from '../../reader.js'
import { sweep } from '../../text/sweep.js'
import { decodePage } from '../../text/code-page.js'

/** The readout of a project's `VBA` storage. */
export interface Project {
  readonly parts: readonly Part[]
  readonly gaps: readonly Gap[]
}

/**
 * Reads the source of the modules of a VBA project ([MS-OVBA] 2.3.4): streams of its `VBA` storage by name. The
 * rest of the storage, compiled forms of the same source, is swept. A directory or module that cannot be decompressed
 * is a gap.
 */
export function readProject(intake: Intake, piece: string, streams: ReadonlyMap<string, Buffer>): Project {
  const directory = unpackVba(streams.get('dir') ?? Buffer.alloc(0), limitOf(intake))
  if (!directory) {
    const gap: Gap = { piece: piece, reason: 'part-not-supported', args: { feature: 'vba' } }
    return { parts: sweepAll(intake, piece, streams), gaps: [gap] }
  }
  const parts: Part[] = sweep(intake, directory, `${piece}/dir`)
  const gaps: Gap[] = []
  const { page, modules } = modulesOf(directory)
  const offsets = new Map(modules.map(({ name, offset }) => [name, offset]))
  for (const [name, offset] of offsets) {
    if (!intake.budget.takeEntry(piece)) break
    const source = unpackVba((streams.get(name) ?? Buffer.alloc(0)).subarray(offset), limitOf(intake))
    if (!source) {
      gaps.push({ piece: `${piece}/${name}`, reason: 'part-not-supported', args: { feature: 'vba' } })
      continue
    }
    const text = decodePage(source, page).replace(/\r\n?/g, '\n')
    const builder = new PartBuilder('markup', `${piece}/${name}`)
    if (!intake.budget.takeInflated(builder.name, source.length, 0)) continue
    if (!intake.budget.takeText(builder.name, text.length)) continue
    text.split('\n').forEach((line, at) => builder.block(line, { line: at + 1 }, 'hidden').separate('\n'))
    if (!builder.empty) parts.push(builder.build())
  }
  const others = new Map([...streams]
    .filter(([name]) => name !== 'dir')
    .map(([name, bytes]) => [name, bytes.subarray(0, offsets.get(name))]))
  return { parts: [...parts, ...sweepAll(intake, piece, others)], gaps }
}

function sweepAll(intake: Intake, piece: string, streams: ReadonlyMap<string, Buffer>): Part[] {
  return [...streams].flatMap(([name, bytes]) => sweep(intake, bytes, `${piece}/${name}`))
}

function limitOf({ budget }: Intake): number {
  return Math.max(0, Math.min(budget.inflatable(0), 64 << 20))
}

interface Module {
  readonly name: string
  readonly offset: number
}

/**
 * Records of the directory stream (2.3.4.2): id, size, data; `PROJECTVERSION` alone is two bytes longer than its size.
 */
function modulesOf(directory: Buffer): { page: number; modules: readonly Module[] } {
  let page = 1252
  let name = ''
  const modules: Module[] = []
  for (let at = 0; at + 6 <= directory.length;) {
    const id = directory.readUInt16LE(at)
    const size = directory.readUInt32LE(at + 2)
    const data = directory.subarray(at + 6, at + 6 + size)
    if (id === 3 && data.length >= 2) page = data.readUInt16LE(0)
    else if (id === 0x1a) name = decodePage(data, page)
    else if (id === 0x31 && data.length >= 4) modules.push({ name, offset: data.readUInt32LE(0) })
    at += 6 + size + (id === 9 ? 2 : 0)
  }
  return { page, modules }
}

/**
 * Decompresses a container ([MS-OVBA] 2.4.1): chunks of 4096 bytes with literals and copies within the chunk. Undefined
 * for invalid data. Cost: linear in the output, at most 4096 bytes for 3 of input.
 */
export function unpackVba(packed: Buffer, limit: number): Buffer | undefined {
  if (packed[0] !== 1) return undefined
  const chunks: Buffer[] = []
  let total = 0
  for (let at = 1; at + 3 <= packed.length;) {
    const header = packed.readUInt16LE(at)
    if (((header >> 12) & 7) !== 3) return undefined
    const end = Math.min(packed.length, at + (header & 0xfff) + 3)
    const chunk = (header & 0x8000) === 0 ? packed.subarray(at + 2, end) : unpackChunk(packed.subarray(at + 2, end))
    total += chunk?.length ?? 0
    if (!chunk || total > limit) return undefined
    chunks.push(chunk)
    at = end
  }
  return Buffer.concat(chunks)
}

function unpackChunk(packed: Buffer): Buffer | undefined {
  const out = Buffer.alloc(4096)
  let length = 0
  for (let at = 0; at < packed.length;) {
    const flags = packed[at++]!
    for (let bit = 0; bit < 8 && at < packed.length; bit++) {
      if ((flags >> bit & 1) === 0) {
        if (length >= 4096) return undefined
        out[length++] = packed[at++]!
        continue
      }
      if (at + 2 > packed.length) return undefined
      const token = packed.readUInt16LE(at)
      at += 2
      const bits = Math.max(4, Math.ceil(Math.log2(length)))
      const count = (token & (0xffff >> bits)) + 3
      const from = length - (token >> (16 - bits)) - 1
      if (from < 0 || length + count > 4096) return undefined
      for (let step = 0; step < count; step++) out[length++] = out[from + step]!
    }
  }
  return out.subarray(0, length)
}
