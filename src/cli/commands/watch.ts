import { Pool, screenSources } from '../../bulk/index.js'
import { localDay } from '../../model/index.js'
import { fill, harmless, noSummary, renderTerminalDocument, withVerdict, type Messages } from '../../report/index.js'
import type { Source } from '../../source/index.js'
import { watchSources } from '../../source/files/watch.js'
import type { CommandRun } from './command.js'
import { addOutcome, exitStatus, NOTHING_YET, type ExitStatus } from '../exit-status.js'
import type { Io } from '../io.js'
import { keepable, openLedgerRun, withoutLedger, type LedgerRun } from '../screening/ledger-run.js'
import { headOf, screenerOptions, writerOptions } from '../screening/screen-run.js'
import { resolveSettings, type Settings } from '../settings/settings.js'
import { createWriter } from '../output/report-writer.js'

/**
 * `screen watch <path...>`: screens what is there, then what comes, until Ctrl-C; the status is that of all it saw.
 * @throws ScreenError
 */
export async function watchCommand({ operands: paths, given, io, say }: CommandRun): Promise<ExitStatus> {
  const settings = await resolveSettings(given)
  const options = keepable(screenerOptions(settings, io), localDay())
  const pool = new Pool({ screener: options, ...(settings.jobs !== undefined && { jobs: settings.jobs }) })
  let ledger = withoutLedger(pool)
  try {
    if (given.ledger !== undefined) ledger = await openLedgerRun(given.ledger, pool, options, io, say)
    const state = { walked: false }
    const status = await tellAll({ pool, ledger, sources: meet(paths, ledger, io, say, state), settings, io, say })
    await (state.walked ? ledger.complete(paths) : ledger.stop(paths, 'interrupted'))
    return state.walked || status !== 0 ? status : exitStatus({ found: false, missed: true }, settings.allowIncomplete)
  } finally {
    pool.close()
    ledger.close()
  }
}

/** The documents as they come. What else is met is told, and recorded. */
async function* meet(
  paths: readonly string[], ledger: LedgerRun, io: Io, say: Messages, state: { walked: boolean },
): AsyncGenerator<Source> {
  for await (const met of watchSources(paths, { exclude: ledger.files, signal: io.signal })) {
    if (met.kind === 'source') yield met.source
    else if (met.kind === 'walked') {
      state.walked = true
      await io.stderr.write(`${fill(say.watch.begun, { paths: paths.map(harmless).join(' ') })}\n`)
    } else {
      await ledger.forget(met.path)
      await io.stderr.write(`${fill(say.watch.vanished, { path: harmless(met.path) })}\n`)
    }
  }
}

interface Watched {
  readonly pool: Pool
  readonly ledger: LedgerRun
  readonly sources: AsyncIterable<Source>
  readonly settings: Settings
  readonly io: Io
  readonly say: Messages
}

/** Tells each screening when it is there. Nobody who reads any more ends the watch. */
async function tellAll({ pool, ledger, sources, settings, io, say }: Watched): Promise<ExitStatus> {
  const options = writerOptions(settings, io)
  const lines = settings.format === 'jsonl' ? createWriter('jsonl', options) : undefined
  let outcome = NOTHING_YET
  let summary = noSummary()
  for await (const screening of screenSources(ledger.screens, sources)) {
    outcome = addOutcome(outcome, screening, settings.failOn)
    summary = withVerdict(summary, screening)
    const text = lines ? lines.add(screening) : renderTerminalDocument(screening, options)
    if (!(await io.stdout.write(text))) break
  }
  if (lines) await io.stdout.write(lines.end(await headOf(pool)))
  else await io.stdout.write(`${fill(say.watch.ended, { ...summary })}\n`)
  return exitStatus(outcome, settings.allowIncomplete)
}
