import type { Pixels } from '../../picture-reader.js'

/** One page of a TIFF file. */
export interface TiffPage {
  readonly width: number
  readonly height: number
  /** Offset of its image file directory. */
  readonly at: number
  /** False where its samples are not all inside the file. */
  readonly whole: boolean
}

const MOST_PAGES = 10_000
const [WIDTH, HEIGHT] = [256, 257]
/** Tags of the offsets and sizes of strips and of tiles. */
const SAMPLES = [[273, 279], [324, 325]] as const
/** Tags that decoding needs (TIFF 6.0, part 1 and sections 11 to 22). */
const NEEDED = new Set([
  256, 257, 258, 259, 262, 266, 273, 277, 278, 279, 282, 283, 284, 292, 293, 317, 320, 322, 323, 324, 325, 338, 339,
  347, 512, 513, 514,
  515, 519, 520, 521, 529, 530, 532,
])
/** Size of a value in bytes, by its type. */
const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4]

/** Reads the numbers of a TIFF file in its byte order. */
class Tiff {
  readonly #little: boolean

  constructor(readonly bytes: Buffer) {
    this.#little = bytes[0] === 0x49
  }

  u16(at: number): number {
    return this.#little ? this.bytes.readUInt16LE(at) : this.bytes.readUInt16BE(at)
  }

  u32(at: number): number {
    return this.#little ? this.bytes.readUInt32LE(at) : this.bytes.readUInt32BE(at)
  }

  write(at: number, value: number): void {
    if (this.#little) this.bytes.writeUInt32LE(value, at)
    else this.bytes.writeUInt32BE(value, at)
  }

  /** Offsets of the entries of a directory. Undefined where they are not all inside the file. */
  entries(at: number): number[] | undefined {
    if (at + 2 > this.bytes.length || at + 6 + 12 * this.u16(at) > this.bytes.length) return undefined
    return Array.from({ length: this.u16(at) }, (_, entry) => at + 2 + 12 * entry)
  }

  /** The integers of an entry; none where they are outside the file. */
  values(entry: number): number[] {
    const [type, count] = [this.u16(entry + 2), this.u32(entry + 4)]
    const size = SIZES[type] ?? 0
    const start = size * count <= 4 ? entry + 8 : this.u32(entry + 8)
    if (size === 0 || start + size * count > this.bytes.length || (type !== 3 && type !== 4)) return []
    return Array.from({ length: count }, (_, i) => (type === 3 ? this.u16(start + 2 * i) : this.u32(start + 4 * i)))
  }

  page(at: number): TiffPage | undefined {
    const entries = this.entries(at)
    if (!entries) return undefined
    const values = new Map(entries.map((entry) => [this.u16(entry), entry]))
    const valuesOf = (tag: number): number[] => (values.has(tag) ? this.values(values.get(tag)!) : [])
    const [offsetsTag, sizesTag] = values.has(SAMPLES[1][0]) ? SAMPLES[1] : SAMPLES[0]
    const [offsets, sizes] = [valuesOf(offsetsTag), valuesOf(sizesTag)]
    const inside = offsets.length > 0 && offsets.every((offset, i) => offset + (sizes[i] ?? 0) <= this.bytes.length)
    const [width = 0] = valuesOf(WIDTH)
    const [height = 0] = valuesOf(HEIGHT)
    return { width, height, at, whole: inside && sizes.length === offsets.length }
  }
}

/**
 * Lists the pages of a TIFF file (TIFF 6.0, section 2) from its directories, without decoding them. Undefined for other
 * files. `whole` is false where the list of directories is truncated or cyclic. Cost: a walk over the directories.
 */
export function tiffPages(bytes: Buffer): { readonly pages: readonly TiffPage[]; readonly whole: boolean } | undefined {
  const tiff = new Tiff(bytes)
  if (bytes.length < 8 || !/^(49492a00|4d4d002a)$/.test(bytes.toString('hex', 0, 4))) return undefined
  const pages: TiffPage[] = []
  const seen = new Set<number>()
  for (let at = tiff.u32(4); at !== 0; at = tiff.u32(at + 2 + 12 * tiff.u16(at))) {
    const page = seen.has(at) || pages.length >= MOST_PAGES ? undefined : tiff.page(at)
    if (!page) return { pages, whole: false }
    seen.add(at)
    pages.push(page)
  }
  return { pages, whole: pages.every(({ whole }) => whole) }
}

/** Decodes one page. Undefined where it fails. The caller must have checked the size. */
export async function decodeTiffPage(file: Uint8Array, page: TiffPage): Promise<Pixels | undefined> {
  try {
    const { default: utif } = await import('utif2')
    const single = singlePageFile(file, page)
    const [image] = utif.decode(single)
    if (!image) return undefined
    utif.decodeImage(single, image)
    const data = utif.toRGBA8(image)
    const { width, height } = image
    return data.length === 4 * width * height ? { width, height, data } : undefined
  } catch {
    return undefined
  }
}

/**
 * A copy of the file with one directory, which has only the needed tags. The decoder would follow cyclic directories
 * and unknown tags for ever.
 */
function singlePageFile(file: Uint8Array, { at }: TiffPage): ArrayBuffer {
  const copy = new Uint8Array(file)
  const tiff = new Tiff(Buffer.from(copy.buffer))
  tiff.write(4, at)
  const entries = tiff.entries(at) ?? []
  for (const entry of entries) {
    const fits = (SIZES[tiff.u16(entry + 2)] ?? 0) > 0 && tiff.u32(entry + 4) <= copy.length
    if (fits && NEEDED.has(tiff.u16(entry))) continue
    // A private tag with a value of one byte.
    copy.set([0xfd, 0xfd], entry)
    copy.set(copy[0] === 0x49 ? [1, 0, 1, 0, 0, 0] : [0, 1, 0, 0, 0, 1], entry + 2)
  }
  tiff.write(at + 2 + 12 * entries.length, 0)
  return copy.buffer
}
