import { existsSync, lstatSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import Database from 'libsql'
import { ScreenError, type Verdict } from '../../model/index.js'
import { narrowToOwner, OWNER_ONLY, refuseLink } from '../../source/index.js'
import { basisText, readBasis, type Basis } from './basis.js'
import { CHAIN_START, chainHash, type EntryRow, type NewDocument } from './entry.js'
import { readValues, valuesOf } from './row-values.js'
import type { RunEnd } from './run-end.js'
import { inTransaction, migrate } from './schema.js'
import { sealContent, type SealedRange } from './seal.js'

/** A row with its hash. */
export interface StoredRow extends EntryRow {
  readonly chain: string
}

/** The end of the chain. Noted down elsewhere, it proves later that no entry up to it was changed or removed. */
export interface LedgerHead {
  readonly entries: number
  /** Hash of the last entry, hex. */
  readonly hash: string
}

/** A document that still exists, without its screenings. */
export interface CurrentDocument {
  readonly id: number
  readonly path: string
  readonly verdict: Verdict
  /** The number of its basis in this ledger. */
  readonly basis: number
}

/** Opens an existing ledger. @throws ScreenError `usage` */
export function openLedger(file: string): Ledger {
  if (!existsSync(file)) throw new ScreenError('no-such-ledger', { file })
  return new Ledger(file)
}

/** Opens a ledger, or creates one. @throws ScreenError `usage`, also when it is a symbolic link */
export function openOrCreateLedger(file: string): Ledger {
  return new Ledger(file)
}

/**
 * The ledger of bulk runs: rows that are only added, each with the hash of the previous one. Invariants: the rows of a
 * file are one chain, even when several processes add to it; a row that `record` has returned survives the death of
 * this process. Only its owner can read the file. Each method that reads or writes throws ScreenError `usage` where the
 * file is damaged.
 */
export class Ledger {
  readonly #database: Database.Database
  readonly #statements: ReturnType<typeof prepare>
  readonly #basisIds = new Map<string, number>()
  /** What this process added and has not sealed. */
  #added: SealedRange[] = []

  constructor(readonly file: string) {
    if (file !== IN_MEMORY) guarded(file, () => { makeOwnerOnly(file, this.files) })
    this.#database = guarded(file, () => new Database(file, { timeout: BUSY_MILLISECONDS }))
    this.#statements = guarded(file, () => {
      migrate(this.#database, file)
      return prepare(this.#database)
    })
  }

  /** The files of the database, absolute. */
  get files(): readonly string[] {
    return ['', '-wal', '-shm', '-journal'].map((suffix) => resolve(this.file) + suffix)
  }

  /** Adds a document. @throws ScreenError `usage` when the ledger cannot be written */
  record(document: NewDocument, basis: Basis, at = new Date()): StoredRow {
    const { path, file, stat, sha256, screenings } = document
    return this.#append(basisText(basis), at, {
      kind: 'document', ...nameOf(path, file),
      size: stat?.size ?? null, mtime: stat?.mtime ?? null, ctime: stat?.ctime ?? null, sha256: sha256 ?? null,
      verdict: screenings[0]?.verdict ?? null, content: JSON.stringify(screenings),
    })
  }

  /** Adds a document unless the last entry of its path equals it: results may be delivered twice. */
  recordOnce(document: NewDocument, basis: Basis, at = new Date()): StoredRow | undefined {
    const last = this.latestEntry(document.path, document.file)
    const equal = last?.kind === 'document' && last.sha256 === (document.sha256 ?? null) &&
      last.basis === basisText(basis) && last.content === JSON.stringify(document.screenings)
    return equal ? undefined : this.record(document, basis, at)
  }

  /** Adds that the document of an entry no longer exists. */
  recordRemoval({ path, file, basis }: EntryRow, at = new Date()): StoredRow {
    const empty = { size: null, mtime: null, ctime: null, sha256: null, verdict: null, content: '[]' }
    return this.#append(basis, at, { kind: 'gone', path, file, ...empty })
  }

  /** Adds the end of a run; with a key also the seal of what this process has added since its last seal. */
  recordRunEnd(end: RunEnd, basis: Basis, key?: Uint8Array, at = new Date()): StoredRow {
    return this.#appendSealing('run', end, basis, key, at)
  }

  /** Seals what this process has added since its last seal. Entries of other processes are never sealed. */
  recordSeal(basis: Basis, key: Uint8Array, at = new Date()): StoredRow {
    return this.#appendSealing('seal', {}, basis, key, at)
  }

  /** How many entries this process has added since its last seal. */
  get unsealed(): number {
    return this.#added.reduce((sum, { from, to }) => sum + to - from + 1, 0)
  }

  /** The last entry of a path. */
  latestEntry(path: string, file?: Uint8Array): StoredRow | undefined {
    const name = nameOf(path, file)
    return this.#rows(this.#statements.latest, readRow, name.path, name.file)[0]
  }

  /** The documents that still exist, in the order of their paths, one at a time. */
  * currentDocuments(): Generator<CurrentDocument> {
    for (const value of this.#each(() => this.#statements.lastOfPaths)) {
      const [id, path, verdict, basis, kind] = readValues(value) as [number, string, Verdict, number, string]
      if (kind === 'document') yield { id, path, verdict, basis }
    }
  }

  /** A basis by its number. */
  basis(id: number): Basis {
    const [text] = this.#rows(this.#statements.basisById, readText, id)
    return readBasis(text!)
  }

  row(id: number): StoredRow | undefined {
    return this.#rows(this.#statements.row, readRow, id)[0]
  }

  /** Documents with this content that were screened on this basis, whatever their path: the last 256 entries. */
  byContent(sha256: string, basis: Basis): StoredRow[] {
    const id = this.#basisId(basisText(basis))
    return id === undefined ? [] : this.#rows(this.#statements.byContent, readRow, sha256, id)
  }

  /** Hashes of the documents of this size that were screened on this basis: the last 256. */
  hashesOfSize(size: number, basis: Basis): string[] {
    const id = this.#basisId(basisText(basis))
    return id === undefined ? [] : this.#rows(this.#statements.hashesOfSize, readText, size, id)
  }

  /** Selects rows by an SQL clause (`WHERE … ORDER BY …`). Yields them one at a time. */
  * select(clause: string, values: readonly (string | number)[] = []): Generator<StoredRow> {
    const prepared = () => this.#database.prepare(`${SELECT} ${clause}`).raw()
    for (const value of this.#each(prepared, values)) yield readRow(value)
  }

  /** The faults that SQLite finds in the file; empty for a sound one. */
  integrityFaults(): string[] {
    const rows = this.#guard(() => this.#database.pragma('integrity_check(5)')) as { integrity_check: string }[]
    return rows.map((row) => row.integrity_check).filter((line) => line !== 'ok')
  }

  head(): LedgerHead {
    const [last] = this.#rows(this.#statements.last, readValues) as [number, string][]
    return last ? { entries: last[0], hash: last[1] } : { entries: 0, hash: CHAIN_START }
  }

  /** Writes all rows to the disk: then they survive a power cut too. */
  flush(): void {
    this.#guard(() => this.#database.pragma('wal_checkpoint(PASSIVE)'))
  }

  close(): void {
    this.#database.close()
  }

  #guard<T>(work: () => T): T {
    return guarded(this.file, work)
  }

  /** What `read` makes of the first column of each row. */
  #rows<T>(statement: Database.Statement, read: (value: unknown) => T, ...values: (string | number | null)[]): T[] {
    return this.#guard(() => (statement.all(...values) as unknown[][]).map(([value]) => read(value)))
  }

  /** The first column of each row, one at a time. */
  * #each(statement: () => Database.Statement, values: readonly (string | number)[] = []): Generator<unknown> {
    const rows = this.#guard(() => statement().iterate(...values) as Iterator<unknown[]>)
    try {
      for (let next = this.#guard(() => rows.next()); !next.done; next = this.#guard(() => rows.next())) {
        yield next.value[0]
      }
    } finally {
      rows.return?.()
    }
  }

  #appendSealing(
    kind: 'run' | 'seal', content: object, basis: Basis, key: Uint8Array | undefined, at: Date,
  ): StoredRow {
    const empty = { file: null, size: null, mtime: null, ctime: null, sha256: null, verdict: null }
    const sealed = key ? sealContent(content, this.#added, key) : content
    const row = this.#append(basisText(basis), at, { kind, path: '', ...empty, content: JSON.stringify(sealed) })
    this.#added = this.#added.slice(-1).map(({ to, hash }) => ({ from: to, to, hash }))
    return row
  }

  #append(basis: string, at: Date, fields: Omit<EntryRow, 'id' | 'basis' | 'at'>): StoredRow {
    const { row, previous } = this.#insert(basis, at, fields)
    const last = this.#added.at(-1)
    const continues = last !== undefined && last.to === row.id - 1 && last.hash === previous
    const from = continues ? this.#added.pop()!.from : row.id
    this.#added.push({ from, to: row.id, hash: row.chain })
    return row
  }

  #insert(
    basis: string, at: Date, fields: Omit<EntryRow, 'id' | 'basis' | 'at'>,
  ): { readonly row: StoredRow; readonly previous: string } {
    return this.#guard(() => inTransaction(this.#database, () => {
      const { entries, hash } = this.head()
      const row: EntryRow = { id: entries + 1, ...fields, basis, at: at.toISOString() }
      const chain = chainHash(hash, row)
      const { id, kind, path, file, size, mtime, ctime, sha256, verdict, content } = row
      const basisId = this.#basisId(basis) ?? this.#insertBasis(basis)
      const values = [id, kind, path, file, size, mtime, ctime, sha256, basisId, row.at, verdict, content, chain]
      this.#statements.insert.run(...values)
      return { row: { ...row, chain }, previous: hash }
    }))
  }

  /** The number of a basis. Not cached within a transaction: a rollback would remove the basis. */
  #basisId(text: string): number | undefined {
    const cached = this.#basisIds.get(text)
    if (cached !== undefined) return cached
    const [found] = this.#rows(this.#statements.basis, Number, text)
    if (found !== undefined && !this.#database.inTransaction) this.#basisIds.set(text, found)
    return found
  }

  #insertBasis(text: string): number {
    return Number(this.#statements.insertBasis.run(text).lastInsertRowid)
  }
}

/** Creates the file if there is none. SQLite gives its other files the mode of this one. */
function makeOwnerOnly(file: string, files: readonly string[]): void {
  files.forEach(refuseLink)
  // SQLite waits for the writer of a pipe.
  for (const one of files) {
    if (lstatSync(one, { throwIfNoEntry: false })?.isFile() === false) {
      throw new ScreenError('ledger-unusable', { file, code: 'not-a-file' })
    }
  }
  try {
    writeFileSync(file, '', { flag: 'wx', mode: OWNER_ONLY })
  } catch {
    // It exists, or SQLite says why it cannot be created.
  }
  files.forEach(narrowToOwner)
}

const IN_MEMORY = ':memory:'

/** SQLite text ends at NUL and has no lone surrogates. File names have neither; names from other stores may. */
function nameOf(path: string, file?: Uint8Array): { path: string; file: string | null } {
  const text = Buffer.from(path.replaceAll('\0', '\ufffd')).toString()
  const isPath = file === undefined || Buffer.from(text).equals(file)
  return { path: text, file: isPath ? null : Buffer.from(file).toString('hex') }
}

/** The driver's messages are not shown: some repeat the path, in which a value can stand. */
function guarded<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    if (cause instanceof ScreenError) throw cause
    throw new ScreenError('ledger-unusable', { file, code: codeOf(cause) }, { cause })
  }
}

/** Extended codes such as `SQLITE_IOERR_SHMOPEN` are shortened. The driver gives none for a file it cannot open. */
function codeOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  const absent = message.startsWith('ConnectionFailed') ? 'SQLITE_CANTOPEN' : 'UNKNOWN'
  // It can be empty.
  return code ? code.replace(/^(SQLITE_[A-Z]+)_.*/, '$1') : absent
}

const COLUMNS = [
  'id', 'kind', 'path', 'file', 'size', 'mtime', 'ctime', 'sha256', 'basis', 'at', 'verdict', 'content', 'chain',
] as const
/** An entry without its basis, which a damaged file can have, is still an entry of the chain. */
const STORED = COLUMNS.map((column) => (column === 'basis' ? "ifnull(basis.text, '')" : `entry.${column}`))
const SELECT = `SELECT ${valuesOf(STORED)} FROM entry LEFT JOIN basis ON basis.id = entry.basis`

function readRow(value: unknown): StoredRow {
  const values = readValues(value)
  return Object.fromEntries(COLUMNS.map((column, at) => [column, values[at]])) as unknown as StoredRow
}

function readText(value: unknown): string {
  return String(readValues(value)[0])
}

function prepare(database: Database.Database) {
  const select = (sql: string): Database.Statement => database.prepare(sql).raw()
  return {
    insert: database.prepare('INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    insertBasis: database.prepare('INSERT INTO basis (text) VALUES (?)'),
    last: select(`SELECT ${valuesOf(['id', 'chain'])} FROM entry ORDER BY id DESC LIMIT 1`),
    basis: select('SELECT id FROM basis WHERE text = ?'),
    basisById: select(`SELECT ${valuesOf(['text'])} FROM basis WHERE id = ?`),
    row: select(`${SELECT} WHERE entry.id = ?`),
    // SQLite takes the other columns from the row with the greatest id.
    lastOfPaths: select(
      `SELECT ${valuesOf(['max(id)', 'path', 'verdict', 'basis', 'kind'])} FROM entry ` +
        "WHERE kind IN ('document', 'gone') GROUP BY path, file",
    ),
    latest: select(`${SELECT} WHERE path = ? AND file IS ? ORDER BY entry.id DESC LIMIT 1`),
    byContent: select(`${SELECT} WHERE sha256 = ? AND basis.id = ? ORDER BY entry.id DESC LIMIT 256`),
    hashesOfSize: select(
      `SELECT ${valuesOf(['sha256'])} FROM entry WHERE size = ? AND basis = ? AND sha256 IS NOT NULL ` +
        'GROUP BY sha256 ORDER BY max(id) DESC LIMIT 256',
    ),
  }
}

const BUSY_MILLISECONDS = 10_000
