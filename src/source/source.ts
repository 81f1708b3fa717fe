import { createGap, type Gap, type GapArgs, type GapReason } from '../model/index.js'

/** A file to be read by whoever screens it. */
export interface FileSource {
  readonly kind: 'file'
  /** As reports show it. */
  readonly path: string
  /** As the file system has it: bytes, since names need not be UTF-8. */
  readonly file: Uint8Array
  /** True for a path the user named: a link there was meant. Links met on the way are not followed. */
  readonly follow: boolean
}

/** Bytes at hand: the standard input. */
export interface BytesSource {
  readonly kind: 'bytes'
  readonly path: string
  readonly bytes: Uint8Array
}

/** An object of an S3-compatible store, to be fetched by whoever screens it. */
export interface S3Source {
  readonly kind: 's3'
  /** `s3://bucket/key` */
  readonly path: string
  readonly bucket: string
  readonly key: string
  readonly size: number
  /** What the store called this content when it was listed. */
  readonly etag?: string
}

/** Something that cannot be screened, and why: it is reported like a document. */
export interface GapSource {
  readonly kind: 'gap'
  readonly path: string
  readonly gap: Gap
}

/** One thing to screen. Plain data: it crosses process borders. */
export type Source = FileSource | BytesSource | S3Source | GapSource

/** A gap that stands for a whole document. */
export function wholeGap<R extends GapReason>(path: string, reason: R, args?: GapArgs<R>): GapSource {
  return { kind: 'gap', path, gap: createGap('', reason, args) }
}
