import Database from 'libsql'
import { ScreenError } from '../../model/index.js'
import { readValues, valuesOf } from './row-values.js'

/** SQLite's `application_id` of a ledger: `SSLG`. */
const APPLICATION_ID = 0x53534c47

/**
 * One migration for each version of the schema, applied in order. A published migration is never changed.
 *
 * Rows are only added, never changed. `basis` holds what thousands of rows share; the chain covers its text in each of
 * them. Indexes hold nothing of their own: SQLite can rebuild them.
 */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE basis (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
   CREATE TABLE entry (
     id INTEGER PRIMARY KEY, kind TEXT NOT NULL, path TEXT NOT NULL, file TEXT, size INTEGER, mtime TEXT, ctime TEXT,
     sha256 TEXT, basis INTEGER NOT NULL REFERENCES basis (id), at TEXT NOT NULL, verdict TEXT, content TEXT NOT NULL,
     chain TEXT NOT NULL
   );
   CREATE INDEX entry_path ON entry (path, file, id);
   CREATE INDEX entry_sha256 ON entry (sha256, basis) WHERE sha256 IS NOT NULL;
   CREATE INDEX entry_size ON entry (size, basis, sha256) WHERE sha256 IS NOT NULL;
   CREATE INDEX entry_kind ON entry (kind, id) WHERE kind <> 'document';`,
  // Version 2: a basis names the schema of its screenings. The tables are the same and no row is rewritten: that would
  // break the chain, and with it every head noted down and every seal. Rows whose basis names no schema are upgraded
  // when they are read (`screeningsOf`). The number keeps programs that know version 1 only from adding to the file.
  '',
  // Version 3: seals name what they cover, and may stand within a run. Earlier programs cannot make such seals.
  '',
]

/**
 * Migrates a database to the current schema. A power cut may lose the last rows, never consistency: the database has a
 * write-ahead log that is synchronised at each checkpoint.
 * @throws ScreenError `usage` when the file is not a ledger, has more or other tables, or is of a later version
 */
export function migrate(database: Database.Database, file: string): void {
  const version = pragma(database, 'user_version')
  const owner = pragma(database, 'application_id')
  const tables = database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').all().length
  if (owner !== APPLICATION_ID && (owner !== 0 || version !== 0 || tables > 0)) {
    throw new ScreenError('not-a-ledger', { file })
  }
  if (version > MIGRATIONS.length) throw new ScreenError('ledger-too-new', { file })
  if (version > 0 && schemaText(database) !== ownSchemaText()) throw new ScreenError('not-a-ledger', { file })
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = NORMAL')
  if (version === MIGRATIONS.length) return
  inTransaction(database, () => {
    // Read again: another process may have migrated the file meanwhile.
    for (const migration of MIGRATIONS.slice(pragma(database, 'user_version'))) database.exec(migration)
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${MIGRATIONS.length}`)
  })
}

/**
 * Runs `work` in a transaction that may write from its beginning: two processes must not both read the head before one
 * of them writes. The driver's own transactions are not used: they hide the cause of a failure when SQLite has rolled
 * back by itself.
 */
export function inTransaction<T>(database: Database.Database, work: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK')
    throw error
  }
}

function pragma(database: Database.Database, name: string): number {
  return (database.pragma(name) as Record<string, number>[])[0]![name]!
}

/**
 * The definitions of everything in a database. One from a stranger may have triggers that change what is added, or a
 * view instead of a table.
 */
function schemaText(database: Database.Database): string {
  const columns = valuesOf(['type', 'name', 'tbl_name', 'sql'])
  const rows = database.prepare(`SELECT ${columns} FROM sqlite_schema ORDER BY name`).raw().all() as unknown[][]
  return JSON.stringify(rows.map(([value]) => readValues(value))).replaceAll(/(?:\\n|\s)+/g, ' ')
}

let known: string | undefined

function ownSchemaText(): string {
  if (known !== undefined) return known
  const database = new Database(':memory:')
  for (const migration of MIGRATIONS) if (migration !== '') database.exec(migration)
  known = schemaText(database)
  database.close()
  return known
}
