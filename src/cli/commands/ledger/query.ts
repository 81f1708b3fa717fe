import { openLedger, queryLedger, screeningsOf, type StoredRow } from '../../../bulk/ledger/index.js'
import { harmless, type Messages } from '../../../report/index.js'
import type { CommandRun } from '../command.js'
import type { ExitStatus } from '../../exit-status.js'
import { wanted } from './query-options.js'

/** `screen ledger query <file>`: one line for each entry that fits; status 1 when there is none. @throws ScreenError */
export async function ledgerQuery({ operands, given, io, say }: CommandRun): Promise<ExitStatus> {
  const query = wanted(given)
  const ledger = openLedger(operands[0]!)
  let any = false
  try {
    for (const row of queryLedger(ledger, query)) {
      any = true
      if (!(await io.stdout.write(`${line(row, say)}\n`))) break
    }
  } finally {
    ledger.close()
  }
  if (!any) await io.stderr.write(`${say.ledger.none}\n`)
  return any ? 0 : 1
}

/** Time, verdict, rules that found something with their counts, path. */
function line(row: StoredRow, say: Messages): string {
  if (row.kind === 'gone') return [row.at, say.ledger.gone, '', harmless(row.path)].join('\t')
  const screenings = screeningsOf(row)
  const counts = new Map<string, number>()
  for (const { rule } of screenings.flatMap(({ findings }) => findings)) counts.set(rule, (counts.get(rule) ?? 0) + 1)
  const rules = [...counts].map(([rule, count]) => (count > 1 ? `${rule}×${count}` : rule)).join(' ')
  return [row.at, say.verdicts[screenings[0]!.verdict], rules, harmless(row.path)].join('\t')
}
