import { createHash } from 'node:crypto'
import type { Screening } from '../../model/index.js'

/** Size and times of a document's file. Times are nanoseconds since 1970 as decimal text: they exceed 2^53. */
export interface FileStat {
  readonly size: number
  /** Absent, like `ctime`, when the file changed too recently: then the next run compares the content. */
  readonly mtime?: string
  /** When the file or its attributes last changed. Unlike `mtime`, no program can set it back. */
  readonly ctime?: string
}

/** A screened document to be added to the ledger. */
export interface NewDocument {
  /** The path as reports show it. */
  readonly path: string
  /** The file name in bytes, since names need not be UTF-8. Absent when it is `path` in UTF-8. */
  readonly file?: Uint8Array
  readonly stat?: FileStat
  /** Hex; absent when the bytes could not be read. */
  readonly sha256?: string
  /** The document's screening, then those of its members, depth first. Masked, without text around findings. */
  readonly screenings: readonly Screening[]
}

/** What an entry records: a screened document, one that no longer exists, the end of a run, or a seal within one. */
export type EntryKind = 'document' | 'gone' | 'run' | 'seal'

/** A row of the ledger without its hash. `basis` and `content` are JSON text, since the hash covers them as text. */
export interface EntryRow {
  /** 1, 2, 3 … without a gap. */
  readonly id: number
  readonly kind: EntryKind
  readonly path: string
  /** The file name in hex when it is not `path` in UTF-8. */
  readonly file: string | null
  readonly size: number | null
  readonly mtime: string | null
  readonly ctime: string | null
  readonly sha256: string | null
  /** `Basis` as JSON: see `basisText`. */
  readonly basis: string
  /** When the entry was added, UTC, ISO 8601. */
  readonly at: string
  readonly verdict: string | null
  /** JSON: `Screening[]` for a document, `RunEnd` for a run, `Seal` for a seal, `[]` for a document that is gone. */
  readonly content: string
}

/** The hash of a row, hex: SHA-256 over the hash of the row before it and all of its own columns. */
export function chainHash(previousHash: string, row: EntryRow): string {
  const { id, kind, path, file, size, mtime, ctime, sha256, basis, at, verdict, content } = row
  const canonical = JSON.stringify([id, kind, path, file, size, mtime, ctime, sha256, basis, at, verdict, content])
  return createHash('sha256').update(previousHash).update('\n').update(canonical).digest('hex')
}

/** The previous hash of the first entry. */
export const CHAIN_START = '0'.repeat(64)
