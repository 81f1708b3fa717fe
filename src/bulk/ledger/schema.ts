import type { Database } from 'libsql'
import { ScreenError } from '../../model/index.js'

/** SQLite's place for whose file this is: `SSLG`. */
const APPLICATION_ID = 0x53534c47

/**
 * One step per version of the schema, applied in order; a step that was published is never changed.
 *
 * The rows are only ever added to. `basis` holds what thousands of rows share; the chain covers its text in each of
 * them. The indexes hold nothing of their own: SQLite can rebuild them.
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
]

/**
 * Brings a database to the present schema. Power cuts may cost the last rows, never consistency: the log is written
 * ahead and synchronised at each checkpoint.
 * @throws ScreenError `usage` when the file is no ledger or a later version's
 */
export function migrate(database: Database, file: string): void {
  const version = pragma(database, 'user_version')
  const owner = pragma(database, 'application_id')
  const tables = database.prepare('SELECT name FROM sqlite_schema LIMIT 1').all().length
  if (owner !== APPLICATION_ID && (owner !== 0 || version !== 0 || tables > 0)) {
    throw new ScreenError('not-a-ledger', { file })
  }
  if (version > MIGRATIONS.length) throw new ScreenError('ledger-too-new', { file })
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = NORMAL')
  if (version === MIGRATIONS.length) return
  atOnce(database, () => {
    // Another process may have been first.
    for (const step of MIGRATIONS.slice(pragma(database, 'user_version'))) database.exec(step)
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${MIGRATIONS.length}`)
  })
}

/**
 * Does all of `work` or nothing, with the right to write from its beginning: two processes must not both read the head
 * before one of them writes. The driver's own transactions hide why they failed when SQLite has ended them itself.
 */
export function atOnce<T>(database: Database, work: () => T): T {
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

function pragma(database: Database, name: string): number {
  return (database.pragma(name) as Record<string, number>[])[0]![name]!
}
