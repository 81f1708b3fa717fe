import { isS3Path } from '../../source/index.js'
import type { Ledger, StoredRow } from '../ledger/index.js'
import { IS_LAST_ENTRY } from '../ledger/query.js'
import type { Walk } from './walk.js'

/** A row of a walk, and under which of the walk's paths it is. */
export interface CollectedRow {
  readonly row: StoredRow
  readonly pathIndex: number
}

/**
 * The collected documents of a walk, in the order the walk found them: path by path, each folder in the byte order of
 * its names. Yields rows one at a time.
 */
export function* collectedRows(ledger: Ledger, walk: Walk): Generator<CollectedRow> {
  for (const [pathIndex, path] of walk.paths.entries()) {
    const { where, values } = isUnder(path)
    const order = isS3Path(path) ? 'path' : WALK_ORDER
    const clause = `WHERE ${where} AND ${IS_LAST_ENTRY} AND kind = 'document' AND at >= ? ORDER BY ${order}`
    for (const row of ledger.select(clause, [...values, walk.begun])) yield { row, pathIndex }
  }
}

/** Documents recorded before the walk, under its paths, that the finished walk did not find any more. */
export function goneDocuments(ledger: Ledger, walk: Walk): StoredRow[] {
  return walk.paths.flatMap((path) => {
    const { where, values } = isUnder(path)
    const clause = `WHERE ${where} AND ${IS_LAST_ENTRY} AND kind = 'document' AND at < ?`
    return [...ledger.select(clause, [...values, walk.begun])]
  })
}

/**
 * How many documents of a walk are not in the ledger; 0 until the walk is finished.
 * @param collected how many rows each of the walk's paths has
 */
export function countMissing({ documents = [] }: Walk, collected: readonly number[]): number {
  return documents.reduce((sum, count, at) => sum + Math.max(0, count - (collected[at] ?? 0)), 0)
}

/** SQL: documents in a folder begin with its path and a slash; `s3://` paths are prefixes as they stand. */
function isUnder(path: string): { where: string; values: string[] } {
  if (isS3Path(path)) return { where: '(path >= ? AND path < ?)', values: [path, path + LAST_CHARACTER] }
  const folder = path.endsWith('/') ? path : `${path}/`
  return { where: '(path = ? OR (path >= ? AND path < ?))', values: [path, folder, folder + LAST_CHARACTER] }
}

/** SQL: the order of a walk. The slash sorts before all characters of names, so a folder's content stays together. */
const WALK_ORDER = `replace(CASE WHEN file IS NULL THEN path ELSE CAST(unhex(file) AS TEXT) END, '/', char(1))`

/** Sorts after all other characters of a path. */
const LAST_CHARACTER = '\u{10ffff}'
