import type { Ledger, RunEnd, StoredRow } from '../../../bulk/ledger/index.js'
import { VERDICTS } from '../../../model/index.js'
import { summarise } from '../../../report/index.js'
import { fill, type Messages } from '../../../report/messages/index.js'
import { escapeControls, renderTable, shownPath } from '../../../report/text/index.js'
import type { ExitStatus } from '../../exit-status.js'
import type { CommandContext } from '../command.js'
import { openToRead } from './open-to-read.js'

/** `screen ledger show <file>`: summarises a ledger. @throws ScreenError `usage` */
export async function ledgerShow({ operands, io, messages }: CommandContext): Promise<ExitStatus> {
  const ledger = await openToRead(operands[0]!, io, messages)
  try {
    await io.stdout.write(renderTable([messages.ledger.file, shownPath(ledger.file)], factsOf(ledger, messages)))
    await io.stdout.write(`\n${messages.ledger.runs}\n${runLines(ledger, messages)}`)
  } finally {
    ledger.close()
  }
  return 0
}

function factsOf(ledger: Ledger, messages: Messages): string[][] {
  const { entries, documents, verdicts, ruleset, version, options, head } = messages.ledger
  const present = Array.from(ledger.currentDocuments(), ({ verdict, basis }) => ({ verdict, basis }))
  const summary = summarise(present)
  const bases = [...new Set(present.map(({ basis }) => basis))].map((id) => ledger.basis(id))
  const { entries: count, hash } = ledger.head()
  return [
    [entries, String(count)],
    [documents, String(summary.documents)],
    [verdicts, VERDICTS.map((verdict) => `${messages.verdicts[verdict]} ${summary[verdict]}`).join(' · ')],
    ...bases.flatMap((basis) => [
      [ruleset, basis.ruleset.digest], [version, basis.version], [options, escapeControls(basis.options)],
    ]),
    [head, hash],
  ]
}

/** How many of the last runs are shown. */
const RUNS = 5

function runLines(ledger: Ledger, messages: Messages): string {
  const rows = [...ledger.select("WHERE kind = 'run' ORDER BY entry.id DESC LIMIT ?", [RUNS])]
  if (rows.length === 0) return `  ${messages.ledger.noRuns}\n`
  return rows.map((row) => `  ${runLine(row, messages) ?? fill(messages.ledger.changed, { entry: row.id })}\n`).join('')
}

/** Undefined for content that this program has not written. */
function runLine({ at, content }: StoredRow, messages: Messages): string | undefined {
  const run = runEndOf(content)
  if (!run) return undefined
  const { documents, screened, gone, paths } = run
  const end = run.end === 'complete' ? messages.ledger.complete : messages.ledger.broken
  return fill(messages.ledger.run, { at, end, documents, screened, gone, paths: paths.map(shownPath).join(' ') })
}

function runEndOf(content: string): RunEnd | undefined {
  try {
    const run = JSON.parse(content) as RunEnd
    return run.paths.every((path) => typeof path === 'string') ? run : undefined
  } catch {
    return undefined
  }
}
