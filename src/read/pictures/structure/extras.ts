/** What a picture file holds besides the picture. */
export interface PictureExtras {
  /** Properties that say something: packed text, the place where a photo was taken. */
  readonly texts: readonly string[]
  /** XMP packets, which may hold pictures in base64; their texts are found by a sweep of the file. */
  readonly xmp: readonly string[]
  /** Smaller pictures of the same motif; an editor may have left an earlier version there. */
  readonly thumbnails: readonly Buffer[]
  /** Contents of chunks, segments, blocks and tags of any kind: each may hold a file. */
  readonly regions: readonly Buffer[]
  /** The same of regions that are packed or divided, so that a sweep of the file does not find their texts. */
  readonly unpacked: readonly Buffer[]
  /** Bytes behind the end of the picture, and chunks of no known kind: each may be a file of its own. */
  readonly remains: readonly Buffer[]
  /** Offset behind the picture; the length of the file where it cannot be told. */
  readonly end: number
}

export const NOTHING = { texts: [], xmp: [], thumbnails: [], regions: [], unpacked: [], remains: [] } as const

/** The bytes from `end` on, unless they are zeros. */
export function behind(bytes: Buffer, end: number): Buffer[] {
  const rest = end < bytes.length ? bytes.subarray(end) : Buffer.alloc(0)
  return rest.some((byte) => byte !== 0) ? [rest] : []
}
