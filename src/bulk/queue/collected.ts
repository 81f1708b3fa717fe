import { isS3Path } from '../../source/index.js'
import type { Ledger, StoredRow } from '../ledger/index.js'
import { PRESENT } from '../ledger/query.js'
import type { Walk } from './walk.js'

/** A row of a walk, with which of its paths it lies under. */
export interface CollectedRow {
  readonly row: StoredRow
  readonly under: number
}

/**
 * The documents of a walk that are in the ledger, in the order the walk met them: under each path in turn, folders in
 * the byte order of their names. One at a time, whatever their number.
 */
export function* collectedRows(ledger: Ledger, walk: Walk): Generator<CollectedRow> {
  for (const [under, path] of walk.paths.entries()) {
    const { where, values } = placesUnder(path)
    const order = isS3Path(path) ? 'path' : FOLDER_BY_FOLDER
    const clause = `WHERE ${where} AND ${PRESENT} AND kind = 'document' AND at >= ? ORDER BY ${order}`
    for (const row of ledger.select(clause, [...values, walk.begun])) yield { row, under }
  }
}

/** Documents in the ledger from before, under the paths of a walk that is over, which it did not meet any more. */
export function vanished(ledger: Ledger, walk: Walk): StoredRow[] {
  return walk.paths.flatMap((path) => {
    const { where, values } = placesUnder(path)
    return [...ledger.select(`WHERE ${where} AND ${PRESENT} AND kind = 'document' AND at < ?`, [...values, walk.begun])]
  })
}

/** How many documents a walk met that are not among the rows it has in the ledger; 0 while it is not over. */
export function missing({ documents = [] }: Walk, found: readonly number[]): number {
  return documents.reduce((sum, count, at) => sum + Math.max(0, count - (found[at] ?? 0)), 0)
}

/** What lies in a folder begins with its path and a slash; what an S3 path means begins with it as it stands. */
function placesUnder(path: string): { where: string; values: string[] } {
  if (isS3Path(path)) return { where: '(path >= ? AND path < ?)', values: [path, path + LAST] }
  const folder = path.endsWith('/') ? path : `${path}/`
  return { where: '(path = ? OR (path >= ? AND path < ?))', values: [path, folder, folder + LAST] }
}

/** SQL: a walk takes the names of each folder in the order of their bytes, and what is in a folder at its name. */
const FOLDER_BY_FOLDER = `replace(CASE WHEN file IS NULL THEN path ELSE CAST(unhex(file) AS TEXT) END, '/', char(1))`

/** Sorts behind every character of a path. */
const LAST = '\u{10ffff}'
