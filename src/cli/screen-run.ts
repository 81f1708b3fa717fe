import { Pool, screenSources } from '../bulk/index.js'
import type { Screening } from '../model/index.js'
import { messages, type Messages, type ReportHead } from '../report/index.js'
import type { ScreenerOptions } from '../screener.js'
import type { Source } from '../source/index.js'
import { openDestination, type Destination } from './destination.js'
import { addOutcome, exitStatus, NOTHING_YET, type ExitStatus } from './exit-status.js'
import type { Io } from './io.js'
import { createProgress } from './progress.js'
import type { Settings } from './settings.js'
import { version } from './installed.js'
import { localDay, watchWaivers } from './waiver-remarks.js'
import { createWriter, type WriterOptions } from './writer.js'

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
}

/**
 * Screens sources, wherever they come from, and writes the report. `open` is told the unfinished report file. Ctrl-C kills
 * the workers and leaves no half report.
 * @throws ScreenError, or the signal's reason
 */
export async function screenFrom(
  open: (unfinished?: string) => AsyncIterable<Source>, settings: Settings, io: Io, details: RunDetails = {},
): Promise<ExitStatus> {
  const say = messages(settings.language)
  const destination = await openDestination(settings.output, io, say)
  const pool = new Pool({ screener: screenerOptions(settings, io), ...(settings.jobs !== undefined && { jobs: settings.jobs }) })
  try {
    const status = await Promise.race([screenInto(destination, open(destination.unfinished), pool, settings, io, details), aborted(io.signal)])
    await destination.finish()
    return status
  } catch (error) {
    await destination.abandon()
    throw error
  } finally {
    pool.close()
  }
}

/** Rejects when the signal aborts: a standard input that never ends cannot hold up Ctrl-C. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

async function screenInto(
  destination: Destination, found: AsyncIterable<Source>, pool: Pool, settings: Settings, io: Io,
  { nothing, adjust = (screenings) => screenings, remarkWaivers, onScreening }: RunDetails,
): Promise<ExitStatus> {
  const say = messages(settings.language)
  const waivers = watchWaivers(settings.waivers, localDay())
  let empty = true
  const writer = createWriter(settings.format, writerOptions(settings, io))
  const streams = settings.format === 'jsonl' && settings.output === undefined && io.stdout.isTTY
  const progress = createProgress(io, say, io.stderr.isTTY && !streams)
  let outcome = NOTHING_YET
  for await (const screening of adjust(screenSources(pool, found))) {
    empty = false
    waivers.add(screening)
    outcome = addOutcome(outcome, screening, settings.failOn)
    progress.add(screening)
    await onScreening?.(screening, await headOf(pool))
    const text = writer.add(screening)
    // Nobody reads on: what was not reached was not examined.
    if (text !== '' && !(await destination.write(text))) return exitStatus({ ...outcome, missed: true }, false)
  }
  progress.clear()
  if (empty && nothing !== undefined && settings.format === 'terminal') await destination.write(`${nothing}\n`)
  else await destination.write(writer.end(await headOf(pool)))
  await tell(settings, io, say)
  if (remarkWaivers) await io.stderr.write(waivers.remarks(say))
  return exitStatus(outcome, settings.allowIncomplete)
}

async function headOf(pool: Pool): Promise<ReportHead> {
  return { tool: { name: 'secrecy-screen', version: version() }, ruleset: await pool.ruleset }
}

function screenerOptions(settings: Settings, io: Io): ScreenerOptions {
  const { lexicons, defaultLexicons, requireSigned, waivers, key, reveal, limits, segmenter, ocr } = settings
  // A sentence of a document is for the eyes before the screen: never for a file, a pipe or a log.
  const interactive = settings.format === 'terminal' && settings.output === undefined && io.stdout.isTTY
  const signed = requireSigned !== undefined && { requireSigned }
  return { lexicons, defaultLexicons, ...signed, waivers, reveal, context: reveal || interactive, limits, segmenter, ocr, ...(key && { key }) }
}

function writerOptions(settings: Settings, io: Io): WriterOptions {
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
  if (settings.allowIncomplete && settings.format !== 'terminal') await io.stderr.write(`${say.report.allowIncomplete}\n`)
}
