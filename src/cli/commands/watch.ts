import { Pool, screenSources } from '../../bulk/index.js'
import { localDay, ScreenError } from '../../model/index.js'
import { emptySummary, renderTerminalDocument, addToSummary } from '../../report/index.js'
import { fill, type Messages } from '../../report/messages/index.js'
import { shownPath } from '../../report/text/index.js'
import type { Source } from '../../source/index.js'
import { watchSources } from '../../source/files/watch.js'
import { addOutcome, EMPTY_OUTCOME, exitStatus, type ExitStatus } from '../exit-status.js'
import type { Io } from '../io.js'
import { reportMasker } from '../output/mask-paths.js'
import { createReportWriter } from '../output/report-writer.js'
import { openLedgerRun, storableOptions, withoutLedger, type LedgerRun } from '../screening/ledger-run.js'
import { ownFiles } from '../screening/own-files.js'
import { policyLines } from '../screening/policy-notices.js'
import { reportHead, screenerOptions, writerOptions } from '../screening/run-options.js'
import { resolveSettings, type Settings } from '../settings/settings.js'
import type { CommandContext } from './command.js'

/**
 * `screen watch <path...>`: screens existing documents, then new and changed ones, until Ctrl-C. The exit status is
 * that of everything screened.
 * @throws ScreenError
 */
export async function watchCommand({ operands: paths, options, io, messages }: CommandContext): Promise<ExitStatus> {
  const settings = await resolveSettings(options, { env: io.env, askSecret: io.askSecret })
  if (settings.maskPaths && options.ledger !== undefined) throw new ScreenError('mask-paths-with-ledger')
  const screener = storableOptions(screenerOptions(settings, io), localDay())
  const pool = new Pool({ screener, ...(settings.jobs !== undefined && { jobs: settings.jobs }) })
  let ledger = withoutLedger(pool)
  try {
    if (options.ledger !== undefined) ledger = await openLedgerRun(options.ledger, pool, screener, io, messages)
    const state = { walked: false }
    const sources = watchedSources(paths, ledger, io, messages, state)
    const status = await reportAll({ pool, ledger, sources, settings, io, messages })
    await (state.walked ? ledger.complete(paths) : ledger.stop(paths, 'interrupted'))
    if (state.walked || status !== 0) return status
    return exitStatus({ found: false, incomplete: true }, settings.allowIncomplete)
  } finally {
    await pool.close()
    ledger.close()
  }
}

/**
 * The documents as they arrive. Reports and records the ones that disappear, and sets `state.walked` when all existing
 * documents have been found.
 */
async function* watchedSources(
  paths: readonly string[], ledger: LedgerRun, io: Io, messages: Messages, state: { walked: boolean },
): AsyncGenerator<Source> {
  const { isOwn: exclude } = ownFiles(undefined, ledger.files)
  for await (const event of watchSources(paths, { exclude, signal: io.signal })) {
    if (event.kind === 'source') yield event.source
    else if (event.kind === 'walked') {
      state.walked = true
      await io.stderr.write(`${fill(messages.watch.begun, { paths: paths.map(shownPath).join(' ') })}\n`)
    } else {
      await ledger.recordRemoval(event.path)
      await io.stderr.write(`${fill(messages.watch.vanished, { path: shownPath(event.path) })}\n`)
    }
  }
}

interface Watch {
  readonly pool: Pool
  readonly ledger: LedgerRun
  readonly sources: AsyncIterable<Source>
  readonly settings: Settings
  readonly io: Io
  readonly messages: Messages
}

/** Prints each screening when it is done. Ends when standard output is closed. */
async function reportAll({ pool, ledger, sources, settings, io, messages }: Watch): Promise<ExitStatus> {
  const options = writerOptions(settings, io)
  const jsonLines = settings.format === 'jsonl' ? createReportWriter('jsonl', options) : undefined
  let outcome = EMPTY_OUTCOME
  let summary = emptySummary()
  const masker = reportMasker(settings)
  for await (const each of screenSources(ledger.screener, sources)) {
    const screening = masker.screening(each)
    outcome = addOutcome(outcome, screening, settings.failOn)
    summary = addToSummary(summary, screening)
    const text = jsonLines ? jsonLines.add(screening) : renderTerminalDocument(screening, options)
    if (!(await io.stdout.write(text))) break
  }
  const head = masker.head(await reportHead(pool, settings.policy))
  await io.stderr.write(head.policy ? policyLines(head.policy, settings.language) : '')
  if (jsonLines) await io.stdout.write(jsonLines.end(head))
  else await io.stdout.write(`${fill(messages.watch.ended, { ...summary })}\n`)
  return exitStatus(outcome, settings.allowIncomplete)
}
