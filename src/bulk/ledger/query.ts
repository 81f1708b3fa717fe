import type { Verdict } from '../../model/index.js'
import type { Ledger, StoredRow } from './ledger.js'

/** Which entries are wanted; what is absent does not matter. */
export interface LedgerQuery {
  readonly verdicts?: readonly Verdict[]
  /** Id of a rule that found something, in the document or a member. */
  readonly rule?: string
  /** Text that the path holds. */
  readonly path?: string
  /** Recorded at or after, before: ISO 8601, or its beginning (`2026-05`). */
  readonly since?: string
  readonly before?: string
  /** Every entry of every document, vanished ones too. Default: the last entry of each that is there. */
  readonly history?: boolean
}

/** Documents of a ledger in the order of their paths, entries of one path by age; one at a time, whatever the count. */
export function* queryLedger(ledger: Ledger, query: LedgerQuery = {}): Generator<StoredRow> {
  const terms: [sql: string, ...values: string[]][] = []
  if (!query.history) terms.push([PRESENT])
  terms.push([query.history ? "kind <> 'run'" : "kind = 'document'"])
  if (query.verdicts) terms.push([`verdict IN (${query.verdicts.map(() => '?').join(', ')})`, ...query.verdicts])
  if (query.path !== undefined) terms.push(['instr(path, ?) > 0', query.path])
  if (query.since !== undefined) terms.push(['at >= ?', query.since])
  if (query.before !== undefined) terms.push(['at < ?', query.before])
  if (query.rule !== undefined) terms.push(['instr(content, ?) > 0', JSON.stringify({ rule: query.rule }).slice(1, -1)])
  const where = terms.map(([sql]) => sql).join(' AND ')
  const values = terms.flatMap(([, ...bound]) => bound)
  for (const row of ledger.select(`WHERE ${where} ORDER BY path, file, entry.id`, values)) {
    if (query.rule === undefined || hasFinding(row, query.rule)) yield row
  }
}

/** SQL: the last entry of each path. */
export const PRESENT =
  'entry.id = (SELECT max(later.id) FROM entry AS later WHERE later.path = entry.path AND later.file IS entry.file)'

/** The text alone also has what was judged down. */
function hasFinding({ content }: StoredRow, rule: string): boolean {
  const screenings = JSON.parse(content) as readonly { readonly findings: readonly { readonly rule: string }[] }[]
  return screenings.some(({ findings }) => findings.some((finding) => finding.rule === rule))
}
