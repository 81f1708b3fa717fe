import { createHash } from 'node:crypto'
import type { RulesetId, Screening } from '../../model/index.js'

/** What a screening rests on beside the document: a document is screened again where one of these has changed. */
export interface Basis {
  readonly ruleset: RulesetId
  /** Version of the package that read and judged. */
  readonly engine: string
  /** The options that change a screening, as text that is equal where they are: see `optionsText`. */
  readonly options: string
}

/** What the file system says of a document's file. Nanoseconds since 1970 as decimal text: they pass 2^53. */
export interface FileFacts {
  readonly size: number
  /** Absent, with `ctime`, where they cannot tell a later change: then the content is looked at next time. */
  readonly mtime?: string
  /** When the file was last changed in any way: no copying tool can set it back. */
  readonly ctime?: string
}

/** One document to be recorded with all that was learned of it. */
export interface Recorded {
  /** As reports show it. */
  readonly path: string
  /** As the file system has it, since names need not be UTF-8; absent where `path` in UTF-8 is it. */
  readonly file?: Uint8Array
  readonly facts?: FileFacts
  /** Hex; absent when the bytes could not be read. */
  readonly sha256?: string
  /** The document's first, then those of its members, depth first; masked, without sentences of the document. */
  readonly screenings: readonly Screening[]
}

/** What an entry tells of: a document as it was screened, a document no longer met, the end of a run. */
export type EntryKind = 'document' | 'gone' | 'run'

/** A row of the ledger. The texts are what the hash covers, and are parsed by those who want their content. */
export interface EntryRow {
  /** 1, 2, 3 … without a gap. */
  readonly id: number
  readonly kind: EntryKind
  readonly path: string
  /** Hex of the file's name where it is not `path` in UTF-8. */
  readonly file: string | null
  readonly size: number | null
  readonly mtime: string | null
  readonly ctime: string | null
  readonly sha256: string | null
  /** `Basis` as JSON. */
  readonly basis: string
  /** When it was recorded, UTC, ISO 8601. */
  readonly at: string
  readonly verdict: string | null
  /** JSON: `Screening[]` of a document, `RunEnd` of a run, `[]` of a document that is gone. */
  readonly content: string
}

/** The hash an entry has when `before` is the hash of the entry above it; both hex. It covers every column. */
export function chainHash(before: string, row: EntryRow): string {
  const { id, kind, path, file, size, mtime, ctime, sha256, basis, at, verdict, content } = row
  const canonical = JSON.stringify([id, kind, path, file, size, mtime, ctime, sha256, basis, at, verdict, content])
  return createHash('sha256').update(before).update('\n').update(canonical).digest('hex')
}

/** What stands above the first entry. */
export const CHAIN_START = '0'.repeat(64)
