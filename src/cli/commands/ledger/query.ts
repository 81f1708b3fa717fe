import { queryLedger, screeningsOf, type StoredRow } from '../../../bulk/ledger/index.js'
import type { Messages } from '../../../report/messages/index.js'
import { shownPath } from '../../../report/text/index.js'
import type { ExitStatus } from '../../exit-status.js'
import type { CommandContext } from '../command.js'
import { openToRead } from './open-to-read.js'
import { ledgerQueryFrom } from './query-options.js'

/** `screen ledger query <file>`: prints one line per matching entry; status 1 if there is none. @throws ScreenError */
export async function ledgerQuery({ operands, options, io, messages }: CommandContext): Promise<ExitStatus> {
  const query = ledgerQueryFrom(options)
  const ledger = await openToRead(operands[0]!, io, messages)
  let found = false
  try {
    for (const row of queryLedger(ledger, query)) {
      found = true
      if (!(await io.stdout.write(`${line(row, messages)}\n`))) break
    }
  } finally {
    ledger.close()
  }
  if (!found) await io.stderr.write(`${messages.ledger.none}\n`)
  return found ? 0 : 1
}

/** Time, verdict, rules with findings and their counts, path. */
function line(row: StoredRow, messages: Messages): string {
  if (row.kind === 'gone') return [row.at, messages.ledger.gone, '', shownPath(row.path)].join('\t')
  const screenings = screeningsOf(row)
  const counts = new Map<string, number>()
  for (const { rule } of screenings.flatMap(({ findings }) => findings)) counts.set(rule, (counts.get(rule) ?? 0) + 1)
  const rules = [...counts].map(([rule, count]) => (count > 1 ? `${rule}×${count}` : rule)).join(' ')
  return [row.at, messages.verdicts[screenings[0]!.verdict], rules, shownPath(row.path)].join('\t')
}
