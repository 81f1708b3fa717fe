/** One entry of the central directory, as it claims to be. */
export interface ZipEntry {
  /** Decoded (UTF-8, else GB18030), with `/` between folders and none before the first. */
  readonly name: string
  /** Its name ends as a folder's, and it has no data. */
  readonly directory: boolean
  readonly encrypted: boolean
  /** 0 stored, 8 deflated; others are not read. */
  readonly method: number
  /** Bytes in the archive, and the bytes and checksum (CRC-32) it claims to inflate to. */
  readonly packed: number
  readonly size: number
  readonly checksum: number
  /** Offset of the packed bytes in the archive; -1 where the local header is not one or the bytes run past the end. */
  readonly dataStart: number
}

/** What an archive keeps beside its files, such as a comment. `piece` names it and the entry it belongs to. */
export interface Remark {
  readonly piece: string
  readonly bytes: Buffer
}
