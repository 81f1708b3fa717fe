import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import Database from 'libsql'
import { ScreenError, type Screening, type Verdict } from '../../model/index.js'
import { CHAIN_START, chainHash, type Basis, type EntryRow, type Recorded } from './entry.js'
import type { RunEnd } from './run-end.js'
import { atOnce, migrate } from './schema.js'

/** A row as `Ledger` gives it. */
export interface StoredRow extends EntryRow {
  readonly chain: string
}

/** Where the chain ends. Noted down elsewhere, it shows later that no entry up to it was changed or taken away. */
export interface LedgerHead {
  readonly entries: number
  /** Hex. */
  readonly hash: string
}

/** A document that is there, without what was learned of it. */
export interface PresentDocument {
  readonly id: number
  readonly path: string
  readonly verdict: Verdict
  /** The number of its basis in this ledger. */
  readonly basis: number
}

/** Opens a ledger that is there. @throws ScreenError `usage` */
export function openLedger(file: string): Ledger {
  if (!existsSync(file)) throw new ScreenError('no-such-ledger', { file })
  return new Ledger(file)
}

/** Opens a ledger, or begins one. @throws ScreenError `usage` */
export function openOrCreateLedger(file: string): Ledger {
  return new Ledger(file)
}

/**
 * The ledger of a bulk run: rows that are only added to, each with the hash of the one above it. Guarded state: the
 * rows of one file are one chain, even when several processes add to it; a row that `record` has returned for survives
 * the death of this process.
 */
export class Ledger {
  readonly #database: Database.Database
  readonly #statements: ReturnType<typeof prepare>
  readonly #bases = new Map<string, number>()

  constructor(readonly file: string) {
    this.#database = guarded(file, () => new Database(file, { timeout: BUSY_MILLISECONDS }))
    this.#statements = guarded(file, () => {
      migrate(this.#database, file)
      return prepare(this.#database)
    })
  }

  /** The files it consists of, absolute. */
  get files(): readonly string[] {
    return ['', '-wal', '-shm'].map((ending) => resolve(this.file) + ending)
  }

  /** Adds a document. @throws ScreenError `usage` when the ledger cannot be written */
  record(document: Recorded, basis: Basis, at = new Date()): StoredRow {
    const { path, file, facts, sha256, screenings } = document
    return this.#append(basisText(basis), at, {
      kind: 'document', ...nameOf(path, file),
      size: facts?.size ?? null, mtime: facts?.mtime ?? null, ctime: facts?.ctime ?? null, sha256: sha256 ?? null,
      verdict: screenings[0]?.verdict ?? null, content: JSON.stringify(screenings),
    })
  }

  /** Adds a document unless the last entry of its path says the same: for what is delivered, or met, twice. */
  recordOnce(document: Recorded, basis: Basis, at = new Date()): StoredRow | undefined {
    const last = this.latest(document.path, document.file)
    const same = last?.kind === 'document' && last.sha256 === (document.sha256 ?? null) &&
      last.basis === basisText(basis) && last.content === JSON.stringify(document.screenings)
    return same ? undefined : this.record(document, basis, at)
  }

  /** Adds that a document which the ledger knows was not met any more. */
  recordGone({ path, file, basis }: EntryRow, at = new Date()): StoredRow {
    const nothing = { size: null, mtime: null, ctime: null, sha256: null, verdict: null, content: '[]' }
    return this.#append(basis, at, { kind: 'gone', path, file, ...nothing })
  }

  /** Adds how a run ended. */
  recordRun(end: RunEnd, basis: Basis, at = new Date()): StoredRow {
    const nothing = { file: null, size: null, mtime: null, ctime: null, sha256: null, verdict: null }
    return this.#append(basisText(basis), at, { kind: 'run', path: '', ...nothing, content: JSON.stringify(end) })
  }

  /** The last entry of a path. */
  latest(path: string, file?: Uint8Array): StoredRow | undefined {
    const name = nameOf(path, file)
    // Asked for each document of each run: arrays come at half the cost of records.
    const values = this.#statements.latest.get(name.path, name.file) as unknown[] | undefined
    return values && (Object.fromEntries(COLUMNS.map((column, at) => [column, values[at]])) as unknown as StoredRow)
  }

  /** Each document that is there, without its screenings; in the order of the paths, one at a time. */
  * present(): Generator<PresentDocument> {
    const rows = this.#statements.present.iterate() as Iterable<PresentDocument & { kind: string }>
    for (const { id, path, verdict, basis, kind } of rows) if (kind === 'document') yield { id, path, verdict, basis }
  }

  /** A basis by its number. */
  basis(id: number): Basis {
    const [row] = this.#statements.basisById.all(id) as { text: string }[]
    return JSON.parse(row!.text) as Basis
  }

  row(id: number): StoredRow | undefined {
    return this.#rows(this.#statements.row, id)[0]
  }

  /** A document of this content that was screened on this basis, whatever its path. Its last 256 entries at most. */
  byContent(sha256: string, basis: Basis): StoredRow[] {
    const known = this.#basis(basisText(basis))
    return known === undefined ? [] : this.#rows(this.#statements.byContent, sha256, known)
  }

  /** Hashes of the documents of a size that were screened on this basis; the last 256 at most. */
  hashesOfSize(size: number, basis: Basis): string[] {
    const known = this.#basis(basisText(basis))
    const rows = known === undefined ? [] : this.#statements.hashesOfSize.all(size, known)
    return (rows as { sha256: string }[]).map(({ sha256 }) => sha256)
  }

  /** The rows that a clause of SQL picks and orders; one at a time, whatever their number. */
  * select(where: string, values: readonly (string | number)[] = []): Generator<StoredRow> {
    yield* this.#database.prepare(`${SELECT} ${where}`).iterate(...values) as Iterable<StoredRow>
  }

  /** What SQLite itself has to complain of; empty for a sound file. */
  faults(): string[] {
    const rows = this.#database.pragma('integrity_check(5)') as { integrity_check: string }[]
    return rows.map((row) => row.integrity_check).filter((line) => line !== 'ok')
  }

  head(): LedgerHead {
    const last = this.#statements.last.all()[0] as { id: number; chain: string } | undefined
    return last ? { entries: last.id, hash: last.chain } : { entries: 0, hash: CHAIN_START }
  }

  /** Brings all that was recorded so far onto the disk: then it survives the power supply too. */
  flush(): void {
    guarded(this.file, () => this.#database.pragma('wal_checkpoint(PASSIVE)'))
  }

  close(): void {
    this.#database.close()
  }

  #rows(statement: Database.Statement, ...values: (string | number | null)[]): StoredRow[] {
    return statement.all(...values) as StoredRow[]
  }

  #append(basis: string, at: Date, fields: Omit<EntryRow, 'id' | 'basis' | 'at'>): StoredRow {
    return guarded(this.file, () => atOnce(this.#database, () => {
      const { entries, hash } = this.head()
      const row: EntryRow = { id: entries + 1, ...fields, basis, at: at.toISOString() }
      const chain = chainHash(hash, row)
      const { id, kind, path, file, size, mtime, ctime, sha256, verdict, content } = row
      const known = this.#basis(basis) ?? this.#addBasis(basis)
      const values = [id, kind, path, file, size, mtime, ctime, sha256, known, row.at, verdict, content, chain]
      this.#statements.insert.run(...values)
      return { ...row, chain }
    }))
  }

  /** The number of a basis; remembered only when it was read outside of a transaction, which might yet fail. */
  #basis(text: string): number | undefined {
    const remembered = this.#bases.get(text)
    if (remembered !== undefined) return remembered
    const found = this.#statements.basis.all(text)[0] as { id: number } | undefined
    if (found && !this.#database.inTransaction) this.#bases.set(text, found.id)
    return found?.id
  }

  #addBasis(text: string): number {
    return Number(this.#statements.insertBasis.run(text).lastInsertRowid)
  }
}

const texts = new WeakMap<Basis, string>()

/** A basis as it stands in the rows: equal where it is. */
export function basisText(basis: Basis): string {
  const known = texts.get(basis) ?? textOf(basis)
  texts.set(basis, known)
  return known
}

function textOf({ ruleset, engine, options }: Basis): string {
  const lexicons = ruleset.lexicons.map(({ id, version }) => ({ id, version }))
  return JSON.stringify({ ruleset: { digest: ruleset.digest, lexicons }, engine, options })
}

/** The basis of a row. */
export function basisOf({ basis }: Pick<EntryRow, 'basis'>): Basis {
  return JSON.parse(basis) as Basis
}

/** The screenings of a row that tells of a document. */
export function screeningsOf({ content }: Pick<EntryRow, 'content'>): Screening[] {
  return JSON.parse(content) as Screening[]
}

/** SQLite's texts end at NUL, and hold no half characters; file systems have neither, other stores might. */
function nameOf(path: string, file?: Uint8Array): { path: string; file: string | null } {
  const plain = Buffer.from(path.replaceAll('\0', '\ufffd')).toString()
  const told = file === undefined || Buffer.from(plain).equals(file)
  return { path: plain, file: told ? null : Buffer.from(file).toString('hex') }
}

/** The driver's faults hold no text of a document: they name the fault and the place in SQLite. */
function guarded<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    if (cause instanceof ScreenError) throw cause
    throw new ScreenError('ledger-unusable', { file, detail: (cause as Error).message }, { cause })
  }
}

const COLUMNS = [
  'id', 'kind', 'path', 'file', 'size', 'mtime', 'ctime', 'sha256', 'basis', 'at', 'verdict', 'content', 'chain',
] as const
const EXPRESSIONS = COLUMNS.map((column) => (column === 'basis' ? 'basis.text AS basis' : `entry.${column}`))
const SELECT = `SELECT ${EXPRESSIONS.join(', ')} FROM entry JOIN basis ON basis.id = entry.basis`

function prepare(database: Database.Database) {
  return {
    last: database.prepare('SELECT id, chain FROM entry ORDER BY id DESC LIMIT 1'),
    insert: database.prepare('INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    basis: database.prepare('SELECT id FROM basis WHERE text = ?'),
    basisById: database.prepare('SELECT text FROM basis WHERE id = ?'),
    insertBasis: database.prepare('INSERT INTO basis (text) VALUES (?)'),
    row: database.prepare(`${SELECT} WHERE entry.id = ?`),
    // The other columns are those of the row that has the greatest id.
    present: database.prepare(
      "SELECT max(id) AS id, path, verdict, basis, kind FROM entry WHERE kind <> 'run' GROUP BY path, file",
    ),
    latest: database.prepare(`${SELECT} WHERE path = ? AND file IS ? ORDER BY entry.id DESC LIMIT 1`).raw(),
    byContent: database.prepare(`${SELECT} WHERE sha256 = ? AND basis.id = ? ORDER BY entry.id DESC LIMIT 256`),
    hashesOfSize: database.prepare(
      'SELECT sha256 FROM entry WHERE size = ? AND basis = ? AND sha256 IS NOT NULL ' +
        'GROUP BY sha256 ORDER BY max(id) DESC LIMIT 256',
    ),
  }
}

const BUSY_MILLISECONDS = 10_000
