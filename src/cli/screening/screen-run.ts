import { Pool, screenSources, type SourceScreener } from '../../bulk/index.js'
import { localDay, type Screening } from '../../model/index.js'
import { messages, type Messages, type ReportHead } from '../../report/index.js'
import type { ScreenerOptions } from '../../screener.js'
import type { Source } from '../../source/index.js'
import { batched } from '../output/batch-writer.js'
import { openDestination, type Destination } from '../output/destination.js'
import { addOutcome, exitStatus, NOTHING_YET, type ExitStatus } from '../exit-status.js'
import type { Io } from '../io.js'
import { keepable, openLedgerRun, withoutLedger } from './ledger-run.js'
import { createProgress, type Progress, type ProgressStyle } from '../output/progress.js'
import type { Settings } from '../settings/settings.js'
import { packageVersion } from '../package.js'
import { watchWaivers } from './waiver-usage.js'
import { createWriter, type WriterOptions } from '../output/report-writer.js'

/** What a run does beside screening. */
export interface RunDetails {
  /** Said instead of an empty report, to people. */
  readonly nothing?: string
  /** Changes screenings before they count. */
  readonly adjust?: (screenings: AsyncIterable<Screening>) => AsyncIterable<Screening>
  /** Tell of waivers that are over or were not needed: for runs that look at all there is. */
  readonly remarkWaivers?: true
  /** Told each screening as it is reported. */
  readonly onScreening?: ((screening: Screening, head: ReportHead) => Promise<void>) | undefined
  /** The ledger that is kept, and the paths whose documents are all seen. */
  readonly ledger?: { readonly file: string; readonly paths: readonly string[] }
  /** Tell progress without a terminal too. */
  readonly progress?: boolean
  /** Counts the sources; asked only where progress is told. */
  readonly count?: () => Promise<number>
}

/**
 * Screens sources, wherever they come from, and writes the report. `open` is told the files a walk must leave out: the
 * unfinished report and the ledger. Ctrl-C kills the workers and leaves no half report; a ledger keeps what it has.
 * @throws ScreenError, or the signal's reason
 */
export async function screenFrom(
  open: (except: readonly string[]) => AsyncIterable<Source>, settings: Settings, io: Io, details: RunDetails = {},
): Promise<ExitStatus> {
  const say = messages(settings.language)
  const { file, paths = [] } = details.ledger ?? {}
  const chosen = screenerOptions(settings, io)
  const options = file === undefined ? chosen : keepable(chosen, localDay())
  const destination = await openDestination(settings.output, io)
  const progress = startProgress(settings, io, details)
  const jobs = settings.jobs !== undefined && { jobs: settings.jobs }
  const pool = new Pool({ screener: options, onDocumentTime: progress.took, ...jobs })
  let ledger = withoutLedger(pool)
  try {
    if (file !== undefined) ledger = await openLedgerRun(file, pool, options, io, say)
    const screens = observed(ledger.screens, progress)
    const sources = open([...(destination.unfinished === undefined ? [] : [destination.unfinished]), ...ledger.files])
    const run = screenInto({ destination, sources, pool, screens, settings, io, details })
    const { status, whole } = await Promise.race([run, aborted(io.signal)])
    progress.clear()
    await destination.finish()
    await (whole ? ledger.complete(paths) : ledger.stop(paths, 'stopped'))
    return status
  } catch (error) {
    progress.clear()
    pool.close()
    await destination.abandon()
    await ledger.stop(paths, io.signal.aborted ? 'interrupted' : 'stopped')
    throw error
  } finally {
    pool.close()
    ledger.close()
  }
}

function startProgress(settings: Settings, io: Io, details: RunDetails): Progress {
  const style = progressStyle(settings, io, details)
  const progress = createProgress(io, messages(settings.language), style)
  if (style !== 'none') details.count?.().then(progress.expect, () => undefined)
  return progress
}

/** A line that is written over would be broken by lines of the report. */
function progressStyle({ format, output }: Settings, io: Io, { progress }: RunDetails): ProgressStyle {
  if (io.stderr.isTTY) return format === 'jsonl' && output === undefined && io.stdout.isTTY ? 'none' : 'line'
  return progress ? 'lines' : 'none'
}

/** Tells progress of each source when it is done, before its turn in the report comes. */
function observed(screens: SourceScreener, progress: Progress): SourceScreener {
  return {
    run: async (source) => {
      const screenings = await screens.run(source)
      progress.add(screenings)
      return screenings
    },
  }
}

/** Rejects when the signal aborts: a standard input that never ends cannot hold up Ctrl-C. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

interface Run {
  readonly destination: Destination
  readonly sources: AsyncIterable<Source>
  readonly pool: Pool
  readonly screens: SourceScreener
  readonly settings: Settings
  readonly io: Io
  readonly details: RunDetails
}

/** `whole`: all there was has been seen and told. */
async function screenInto(
  { destination, sources, pool, screens, settings, io, details }: Run,
): Promise<{ readonly status: ExitStatus; readonly whole: boolean }> {
  const { nothing, adjust = (screenings) => screenings, remarkWaivers, onScreening } = details
  const say = messages(settings.language)
  const waivers = watchWaivers(settings.waivers, localDay())
  let empty = true
  const writer = createWriter(settings.format, writerOptions(settings, io))
  const report = batched((text) => destination.write(text))
  let outcome = NOTHING_YET
  for await (const screening of adjust(screenSources(screens, sources))) {
    empty = false
    waivers.add(screening)
    outcome = addOutcome(outcome, screening, settings.failOn)
    await onScreening?.(screening, await headOf(pool))
    const more = report.add(writer.add(screening))
    const read = typeof more === 'boolean' ? more : await more
    // Nobody reads on: what was not reached was not examined.
    if (!read) return { status: exitStatus({ ...outcome, missed: true }, false), whole: false }
  }
  if (empty && nothing !== undefined && settings.format === 'terminal') void report.add(`${nothing}\n`)
  else void report.add(writer.end(await headOf(pool)))
  await report.drain()
  await tell(settings, io, say)
  if (remarkWaivers) await io.stderr.write(waivers.remarks(say))
  return { status: exitStatus(outcome, settings.allowIncomplete), whole: true }
}

/** What the report says beside its documents. */
export async function headOf(pool: Pool): Promise<ReportHead> {
  return { tool: { name: 'secrecy-screen', version: packageVersion() }, ruleset: await pool.ruleset }
}

/** The options of the workers. A sentence of a document is for the eyes before the screen, never for a file. */
export function screenerOptions(settings: Settings, io: Io): ScreenerOptions {
  const { lexicons, defaultLexicons, requireSigned, waivers, key, reveal, limits, segmenter, ocr } = settings
  const interactive = settings.format === 'terminal' && settings.output === undefined && io.stdout.isTTY
  const signed = requireSigned !== undefined && { requireSigned }
  return {
    lexicons, defaultLexicons, ...signed, waivers, reveal, context: reveal || interactive, limits, segmenter, ocr,
    ...(key && { key }), preview: reveal && settings.format === 'html',
  }
}

/** What the writers are told. */
export function writerOptions(settings: Settings, io: Io): WriterOptions {
  const toTerminal = settings.output === undefined && io.stdout.isTTY
  const { language, showSuppressed, allowIncomplete, failOn, reveal } = settings
  const color = toTerminal && !io.env.NO_COLOR && io.env.TERM !== 'dumb'
  return {
    language, color, columns: toTerminal ? io.stdout.columns : 80, showSuppressed, allowIncomplete, failOn,
    reveal, base: process.cwd(),
  }
}

/** What a machine's report has no place for is said beside it. */
async function tell(settings: Settings, io: Io, say: Messages): Promise<void> {
  if (settings.allowIncomplete && settings.format !== 'terminal') {
    await io.stderr.write(`${say.report.allowIncomplete}\n`)
  }
}
