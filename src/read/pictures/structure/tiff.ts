import { photoshopResources } from './photoshop.js'
import { NOTHING, type PictureExtras } from './extras.js'
import { TiffFields, type TiffDirectory, type TiffField } from './tiff-fields.js'

/** Tags whose values are offsets of further directories: SubIFDs, Exif, GPS, interoperability. */
const DIRECTORIES = [330, 34_665, 34_853, 40_965]
/** Tags of the offsets and sizes of samples: strips, tiles, the stream of an old JPEG. */
const SAMPLES = [[273, 279], [324, 325], [513, 514]] as const
const PHOTOSHOP = 34_377
const MOST_DIRECTORIES = 10_000

/** Walks the directories of a TIFF file (TIFF 6.0, section 2): values, samples, and the bytes outside of both. */
export function tiffExtras(bytes: Buffer): PictureExtras {
  const fields = new TiffFields(bytes)
  const claimed: [start: number, end: number][] = [[0, 8]]
  const regions: Buffer[] = []
  const pending = [fields.u32(4)]
  const seen = new Set<number>([0])
  while (pending.length > 0 && seen.size < MOST_DIRECTORIES) {
    const at = pending.pop()!
    if (seen.has(at)) continue
    seen.add(at)
    const directory = fields.directory(at)
    const samples = samplesOf(fields, directory)
    claimed.push([at, at + 6 + 12 * fields.u16(at)], ...samples)
    regions.push(...samples.map(([start, end]) => bytes.subarray(start, end)))
    for (const field of directory.fields.values()) {
      claimed.push([field.start, field.end])
      regions.push(...valueRegions(bytes, field))
    }
    pending.push(directory.next, ...DIRECTORIES.flatMap((tag) => fields.values(directory.fields.get(tag) ?? NO_FIELD)))
  }
  return { ...NOTHING, regions, remains: unclaimed(bytes, claimed), end: bytes.length }
}

const NO_FIELD: TiffField = { tag: 0, at: 0, start: 0, end: 0 }

function samplesOf(fields: TiffFields, directory: TiffDirectory): [number, number][] {
  return SAMPLES.flatMap(([offsetsTag, sizesTag]) => {
    const [offsets, sizes] = [offsetsTag, sizesTag].map((tag) => fields.values(directory.fields.get(tag) ?? NO_FIELD))
    return offsets!.map((offset, index): [number, number] => [offset, offset + (sizes![index] ?? 0)])
  })
}

function valueRegions(bytes: Buffer, { tag, start, end }: TiffField): readonly Buffer[] {
  const value = bytes.subarray(start, end)
  return tag === PHOTOSHOP ? photoshopResources(value) : end - start > 4 ? [value] : []
}

/** The bytes between the ranges, without stretches of zeros. */
function unclaimed(bytes: Buffer, ranges: readonly (readonly [start: number, end: number])[]): Buffer[] {
  const found: Buffer[] = []
  let reached = 0
  const add = (from: number, to: number): void => {
    const rest = bytes.subarray(from, to)
    if (from < to && rest.some((byte) => byte !== 0)) found.push(rest)
  }
  for (const [start, end] of [...ranges].sort((one, other) => one[0] - other[0])) {
    if (end <= start) continue
    add(reached, Math.min(start, bytes.length))
    reached = Math.max(reached, end)
  }
  add(reached, bytes.length)
  return found
}
