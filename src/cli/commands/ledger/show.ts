import { openLedger, type Ledger, type RunEnd, type StoredRow } from '../../../bulk/ledger/index.js'
import { VERDICTS } from '../../../model/index.js'
import { fill, harmless, renderTable, summarise, type Messages } from '../../../report/index.js'
import type { CommandRun } from '../command.js'
import type { ExitStatus } from '../../exit-status.js'

/** How many of the last runs are shown. */
const RUNS = 5

/** `screen ledger show <file>`: what a ledger holds, in a few lines. @throws ScreenError `usage` */
export async function ledgerShow({ operands, io, say }: CommandRun): Promise<ExitStatus> {
  const ledger = openLedger(operands[0]!)
  try {
    await io.stdout.write(renderTable([say.ledger.file, harmless(ledger.file)], factsOf(ledger, say)))
    await io.stdout.write(`\n${say.ledger.runs}\n${runLines(ledger, say)}`)
  } finally {
    ledger.close()
  }
  return 0
}

function factsOf(ledger: Ledger, say: Messages): string[][] {
  const { entries, documents, verdicts, ruleset, engine, options, head } = say.ledger
  const present = [...verdictsAndBases(ledger)]
  const summary = summarise(present)
  const bases = [...new Set(present.map(({ basis }) => basis))].map((id) => ledger.basis(id))
  const { entries: count, hash } = ledger.head()
  return [
    [entries, String(count)],
    [documents, String(summary.documents)],
    [verdicts, VERDICTS.map((verdict) => `${say.verdicts[verdict]} ${summary[verdict]}`).join(' · ')],
    ...bases.flatMap((basis) => [
      [ruleset, basis.ruleset.digest], [engine, basis.version], [options, harmless(basis.options)],
    ]),
    [head, hash],
  ]
}

function* verdictsAndBases(ledger: Ledger) {
  for (const { verdict, basis } of ledger.currentDocuments()) yield { verdict, basis }
}

function runLines(ledger: Ledger, say: Messages): string {
  const rows = [...ledger.select("WHERE kind = 'run' ORDER BY entry.id DESC LIMIT ?", [RUNS])]
  if (rows.length === 0) return `  ${say.ledger.noRuns}\n`
  return rows.map((row) => `  ${runLine(row, say)}\n`).join('')
}

function runLine({ at, content }: StoredRow, say: Messages): string {
  const run = JSON.parse(content) as RunEnd
  const { documents, screened, gone, paths } = run
  const end = run.end === 'complete' ? say.ledger.complete : say.ledger.broken
  return fill(say.ledger.run, { at, end, documents, screened, gone, paths: harmless(paths.join(' ')) })
}
