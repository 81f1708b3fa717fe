import { createGap, type Gap, type GapArgs, type GapReason } from '../model/index.js'

/** A file. The worker that screens it reads it. */
export interface FileSource {
  readonly kind: 'file'
  /** The path as reports show it. */
  readonly path: string
  /** The path in bytes, since file names need not be UTF-8. */
  readonly file: Uint8Array
  /** Whether to follow a symbolic link: true for a path the user named, false for one found in a folder. */
  readonly follow: boolean
}

/** Bytes already in memory: standard input, or a blob of git. */
export interface BytesSource {
  readonly kind: 'bytes'
  readonly path: string
  readonly bytes: Uint8Array
}

/** An object of an S3-compatible store. The worker that screens it fetches it. */
export interface S3Source {
  readonly kind: 's3'
  /** `s3://bucket/key` */
  readonly path: string
  readonly bucket: string
  readonly key: string
  readonly size: number
  /** The object's ETag when it was listed. */
  readonly etag?: string
}

/** Something that cannot be screened, and why. It is reported like a document. */
export interface GapSource {
  readonly kind: 'gap'
  readonly path: string
  readonly gap: Gap
}

/** One thing to screen. Plain data, which can be sent to another process. */
export type Source = FileSource | BytesSource | S3Source | GapSource

/** A source whose whole document is a gap. */
export function gapSource<R extends GapReason>(path: string, reason: R, args?: GapArgs<R>): GapSource {
  return { kind: 'gap', path, gap: documentGap(reason, args) }
}

/** The gap for a document of which nothing could be read. */
export function documentGap<R extends GapReason>(reason: R, args?: GapArgs<R>): Gap {
  return createGap('', reason, args)
}
