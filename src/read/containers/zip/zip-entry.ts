/** One entry of the central directory, with the values that it claims. */
export interface ZipEntry {
  /** Decoded (UTF-8, else GB18030), with `/` between folders, without a leading one. */
  readonly name: string
  /** Its name ends as a folder's, and it has no data. */
  readonly directory: boolean
  readonly encrypted: boolean
  /** General purpose bit flag, time of the last change and extra fields: an encryption depends on them. */
  readonly flags: number
  readonly time: number
  readonly extra: Buffer
  /** 0 stored, 8 deflated; others are not read, but 99, which is AES. */
  readonly method: number
  /** Compressed size, and the claimed uncompressed size and CRC-32; AES keeps none. */
  readonly packed: number
  readonly size: number
  readonly checksum: number | undefined
  /** Offset of the compressed bytes in the archive; -1 where the local header is invalid or beyond the end. */
  readonly dataStart: number
}

/** What an archive keeps beside its files, such as a comment. `piece` names it and the entry it belongs to. */
export interface Remark {
  readonly piece: string
  readonly bytes: Buffer
}
