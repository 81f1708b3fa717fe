import type { Pool, SourceScreener } from '../../bulk/index.js'
import type { Ledger, LedgerScreener } from '../../bulk/ledger/index.js'
import { ScreenError } from '../../model/index.js'
import { fill, type Messages } from '../../report/messages/index.js'
import { escapeControls } from '../../report/text/index.js'
import type { ScreenerOptions } from '../../screener.js'
import type { Io } from '../io.js'
import { packageVersion } from '../package.js'

/** A run that may write a ledger. */
export interface LedgerRun {
  /** Screens sources and records the results. */
  readonly screener: SourceScreener
  /** Absolute paths of the ledger's files, which must not be screened. */
  readonly files: readonly string[]
  /** Records that a document is gone. */
  recordRemoval(path: string): Promise<void>
  /** Records that everything under `paths` was screened, and prints the counts and the head of the chain. */
  complete(paths: readonly string[]): Promise<void>
  /** Prints that what was screened is kept, and records the end of the run if the ledger can still be written. */
  stop(paths: readonly string[], how: 'interrupted' | 'stopped'): Promise<void>
  close(): void
}

/** A run that writes no ledger. */
export function withoutLedger(screener: SourceScreener): LedgerRun {
  const nothing = async (): Promise<void> => undefined
  return { screener, files: [], recordRemoval: nothing, complete: nothing, stop: nothing, close: () => undefined }
}

/**
 * Options whose screenings may be stored: values masked, no sentences of documents, one date for the whole run.
 * @throws ScreenError `usage` with `reveal`
 */
export function storableOptions(options: ScreenerOptions, today: string): ScreenerOptions {
  if (options.reveal) throw new ScreenError('ledger-with-reveal')
  return { ...options, context: false, heading: 'number', today }
}

/**
 * Opens the ledger `file` for a run. Loads the ledger's modules itself, so that runs without a ledger do not.
 * @param options from `storableOptions`
 * @throws ScreenError `usage` when the file is not a ledger or cannot be written
 */
export async function openLedgerRun(
  file: string, pool: Pool, options: ScreenerOptions, io: Io, messages: Messages,
): Promise<LedgerRun> {
  const { currentBasis, LedgerScreener: Screener, openOrCreateLedger } = await import('../../bulk/ledger/index.js')
  const ledger = openOrCreateLedger(file)
  const { today, key } = options
  // Available when the first worker has started; the first source waits for it.
  const screener = pool.ruleset.then((ruleset) => {
    const basis = currentBasis(ruleset, packageVersion(), options, today!)
    return new Screener({ pool, ledger, basis, today: today!, ...(key && { key }) })
  })
  screener.catch(() => undefined)
  return {
    screener: { run: async (source) => (await screener).run(source) },
    files: ledger.files,
    recordRemoval: async (path) => (await screener).recordRemoval(path),
    complete: async (paths) => recordComplete(await screener, ledger, paths, io, messages),
    stop: async (paths, how) => {
      const counts = await recordInterrupted(screener, paths)
      if (counts) await io.stderr.write(`${fill(messages.ledger[how], { file: escapeControls(file), ...counts })}\n`)
    },
    close: () => ledger.close(),
  }
}

async function recordComplete(
  screener: LedgerScreener, ledger: Ledger, paths: readonly string[], io: Io, messages: Messages,
): Promise<void> {
  const gone = screener.finish('complete', paths)
  const values = { file: escapeControls(ledger.file), ...screener.counts, gone, head: ledger.head().hash }
  await io.stderr.write(`${fill(messages.ledger.kept, values)}\n`)
}

/** Undefined when the run has not started. */
async function recordInterrupted(
  screener: Promise<LedgerScreener>, paths: readonly string[],
): Promise<LedgerScreener['counts'] | undefined> {
  const notStarted = new Promise<undefined>((resolve) => setImmediate(resolve, undefined))
  const started = await Promise.race([screener, notStarted]).catch(() => undefined)
  if (!started) return undefined
  try {
    started.finish('interrupted', paths)
  } catch {
    // A ledger on a full disk keeps what it has.
  }
  return started.counts
}
