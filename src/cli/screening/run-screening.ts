import { Pool, screenSources, type SourceScreener } from '../../bulk/index.js'
import { localDay, ScreenError, type Screening } from '../../model/index.js'
import { fill, messagesIn, type Messages } from '../../report/messages/index.js'
import type { Source } from '../../source/index.js'
import { untilAborted } from '../abort.js'
import { addOutcome, EMPTY_OUTCOME, exitStatus, type ExitStatus } from '../exit-status.js'
import type { Io } from '../io.js'
import { reportMasker } from '../output/mask-paths.js'
import { createBatchWriter } from '../output/batch-writer.js'
import { openDestination, type Destination } from '../output/destination.js'
import { createProgress, type Progress, type ProgressStyle } from '../output/progress.js'
import { createReportWriter } from '../output/report-writer.js'
import type { Settings } from '../settings/settings.js'
import { openLedgerRun, storableOptions, withoutLedger } from './ledger-run.js'
import { ownFiles } from './own-files.js'
import type { Recorder } from './recorder.js'
import { policyNotices } from './policy-notices.js'
import { reportHead, screenerOptions, writerOptions } from './run-options.js'
import { trackWaivers } from './waiver-usage.js'

/** What differs between the commands that screen. */
export interface RunDetails {
  /** Printed instead of an empty terminal report. */
  readonly emptyMessage?: string
  /** Changes screenings before they are counted and reported. */
  readonly adjust?: (screenings: AsyncIterable<Screening>) => AsyncIterable<Screening>
  /** List expired and unused waivers on stderr: for runs that screen everything. */
  readonly checkWaivers?: true
  /** Records each screening before it is reported. */
  readonly recorder?: Recorder
  /** The ledger to write, and the paths whose documents the run covers completely. */
  readonly ledger?: { readonly file: string; readonly paths: readonly string[] }
  /** Show progress also without a terminal. */
  readonly progress?: boolean
  /** Counts the sources; called only if progress is shown. */
  readonly count?: () => Promise<number>
}

/**
 * Screens sources and writes the report. `open` is called with the test for the files that must not be screened: the
 * temporary report, the ledger and the records. Ctrl-C kills the workers and leaves no partial report; a ledger keeps
 * what was screened.
 * @throws ScreenError, or the signal's reason
 */
export async function runScreening(
  open: (exclude: (file: Uint8Array) => boolean) => AsyncIterable<Source>, settings: Settings, io: Io,
  details: RunDetails = {},
): Promise<ExitStatus> {
  const { file, paths = [] } = details.ledger ?? {}
  const messages = messagesIn(settings.language)
  if (settings.maskPaths && file !== undefined) throw new ScreenError('mask-paths-with-ledger')
  const runOptions = { ...screenerOptions(settings, io), ...(details.recorder && { heading: true }) }
  const options = file === undefined ? runOptions : storableOptions(runOptions, localDay())
  const destination = await openDestination(settings.output, io, settings.reveal)
  const progress = startProgress(settings, io, details)
  const jobs = settings.jobs !== undefined && { jobs: settings.jobs }
  const pool = new Pool({ screener: options, onDocumentTime: progress.addDuration, ...jobs })
  let ledger = withoutLedger(pool)
  try {
    if (file !== undefined) ledger = await openLedgerRun(file, pool, options, io, messages)
    const screener = withProgress(ledger.screener, progress)
    const own = ownFiles(destination.temporaryFile, ledger.files, details.recorder?.isRecord)
    const sources = open(own.isOwn)
    const run = writeReport({ destination, sources, pool, screener, settings, io, details })
    // Standard input may never end; Ctrl-C must still work.
    const { status, complete } = await untilAborted(run, io.signal)
    progress.clear()
    await destination.finish()
    if (own.count > 0) await io.stderr.write(`${fill(messages.ledger.leftOut, { count: own.count })}\n`)
    await (complete ? ledger.complete(paths) : ledger.stop(paths, 'stopped'))
    return status
  } catch (error) {
    progress.clear()
    void pool.close()
    await destination.abandon()
    await ledger.stop(paths, io.signal.aborted ? 'interrupted' : 'stopped')
    throw error
  } finally {
    await pool.close()
    ledger.close()
  }
}

function startProgress(settings: Settings, io: Io, details: RunDetails): Progress {
  const style = progressStyle(settings, io, details)
  const progress = createProgress(io, messagesIn(settings.language), style)
  if (style !== 'none') details.count?.().then(progress.setTotal, () => undefined)
  return progress
}

/** JSON Lines on the same terminal would break up a line that is overwritten. */
function progressStyle({ format, output }: Settings, io: Io, { progress }: RunDetails): ProgressStyle {
  if (io.stderr.isTTY) return format === 'jsonl' && output === undefined && io.stdout.isTTY ? 'none' : 'line'
  return progress ? 'lines' : 'none'
}

/** Counts each source when it is done, before its turn in the report. */
function withProgress(screener: SourceScreener, progress: Progress): SourceScreener {
  return {
    run: async (source) => {
      const screenings = await screener.run(source)
      progress.add(screenings)
      return screenings
    },
  }
}

interface Run {
  readonly destination: Destination
  readonly sources: AsyncIterable<Source>
  readonly pool: Pool
  readonly screener: SourceScreener
  readonly settings: Settings
  readonly io: Io
  readonly details: RunDetails
}

/** `complete`: every source was screened and reported. */
async function writeReport(
  { destination, sources, pool, screener, settings, io, details }: Run,
): Promise<{ readonly status: ExitStatus; readonly complete: boolean }> {
  const { emptyMessage, adjust = (screenings) => screenings, checkWaivers, recorder } = details
  const messages = messagesIn(settings.language)
  const waivers = trackWaivers(settings.waivers, localDay())
  const writer = createReportWriter(settings.format, writerOptions(settings, io))
  const report = createBatchWriter((text) => destination.write(text))
  let empty = true
  let outcome = EMPTY_OUTCOME
  const masker = reportMasker(settings)
  for await (const each of adjust(screenSources(screener, sources))) {
    const screening = masker.screening(each)
    empty = false
    waivers.add(screening)
    outcome = addOutcome(outcome, screening, settings.failOn)
    await recorder?.add(screening, await reportHead(pool, settings.policy))
    const added = report.add(writer.add(screening))
    const open = typeof added === 'boolean' ? added : await added
    // The reader has closed the output: the remaining sources are not examined.
    if (!open) return { status: exitStatus({ ...outcome, incomplete: true }, false), complete: false }
  }
  const head = await reportHead(pool, settings.policy)
  if (empty && emptyMessage !== undefined && settings.format === 'terminal') void report.add(`${emptyMessage}\n`)
  else void report.add(writer.end(masker.head(head)))
  await report.drain()
  const { policy } = head
  const notices = policyNotices(policy, settings, io) + allowIncompleteNotice(settings, messages)
    + (checkWaivers ? waivers.warnings(messages) : '')
  if (notices !== '') await io.stderr.write(notices)
  return { status: exitStatus(outcome, settings.allowIncomplete), complete: true }
}

/** The terminal report says this itself; the other formats have no place for it. */
function allowIncompleteNotice({ allowIncomplete, format }: Settings, { report }: Messages): string {
  return allowIncomplete && format !== 'terminal' ? `${report.allowIncomplete}\n` : ''
}
