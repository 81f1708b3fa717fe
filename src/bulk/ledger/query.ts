import type { Verdict } from '../../model/index.js'
import type { Ledger, StoredRow } from './ledger.js'
import { screeningsOf } from './stored-screenings.js'

/** Which entries to select. An absent property selects all. */
export interface LedgerQuery {
  readonly verdicts?: readonly Verdict[]
  /** Id of a rule with a finding in the document or one of its members. */
  readonly rule?: string
  /** Text that occurs in the path. */
  readonly path?: string
  /** Added at this time or later: ISO 8601, or a prefix of it (`2026-05`). */
  readonly since?: string
  /** Added earlier than this. */
  readonly before?: string
  /** All entries of all documents. Default: the last entry of each document that still exists. */
  readonly history?: boolean
}

/** Selects documents in the order of their paths, entries of one path by age. Yields rows one at a time. */
export function* queryLedger(ledger: Ledger, query: LedgerQuery = {}): Generator<StoredRow> {
  const conditions: [sql: string, ...values: string[]][] = []
  if (!query.history) conditions.push([IS_LAST_ENTRY])
  conditions.push([query.history ? "kind IN ('document', 'gone')" : "kind = 'document'"])
  if (query.verdicts) conditions.push([`verdict IN (${query.verdicts.map(() => '?').join(', ')})`, ...query.verdicts])
  if (query.path !== undefined) conditions.push(['instr(path, ?) > 0', query.path])
  if (query.since !== undefined) conditions.push(['at >= ?', query.since])
  if (query.before !== undefined) conditions.push(['at < ?', query.before])
  if (query.rule !== undefined) {
    conditions.push(['instr(content, ?) > 0', JSON.stringify({ rule: query.rule }).slice(1, -1)])
  }
  const where = conditions.map(([sql]) => sql).join(' AND ')
  const values = conditions.flatMap(([, ...bound]) => bound)
  for (const row of ledger.select(`WHERE ${where} ORDER BY entry.path, entry.file, entry.id`, values)) {
    if (query.rule === undefined || hasFinding(row, query.rule)) yield row
  }
}

/** SQL: whether a row is the last entry of its path. */
export const IS_LAST_ENTRY =
  'entry.id = (SELECT max(later.id) FROM entry AS later WHERE later.path = entry.path AND later.file IS entry.file)'

/** The SQL condition also selects rows in which the rule occurs among suppressed findings only. */
function hasFinding(row: StoredRow, rule: string): boolean {
  return screeningsOf(row).some(({ findings }) => findings.some((finding) => finding.rule === rule))
}
