import type { Pool, SourceScreener } from '../../bulk/index.js'
import type { Ledger, LedgerScreener } from '../../bulk/ledger/index.js'
import { ScreenError } from '../../model/index.js'
import { fill, harmless, type Messages } from '../../report/index.js'
import type { ScreenerOptions } from '../../screener.js'
import { packageVersion } from '../package.js'
import type { Io } from '../io.js'

/** A run as far as a ledger has to do with it. */
export interface LedgerRun {
  readonly screens: SourceScreener
  /** Files of the ledger, which a walk must not take for documents; absolute. */
  readonly files: readonly string[]
  /** Records that a document is gone. */
  forget(path: string): Promise<void>
  /** Records that all under `paths` has been seen, and says how the chain stands. */
  complete(paths: readonly string[]): Promise<void>
  /** Says that what was screened is kept. Records the end where the ledger can still be written. */
  stop(paths: readonly string[], how: 'interrupted' | 'stopped'): Promise<void>
  close(): void
}

/** A run that keeps none. */
export function withoutLedger(screens: SourceScreener): LedgerRun {
  const nothing = async (): Promise<void> => undefined
  return { screens, files: [], forget: nothing, complete: nothing, stop: nothing, close: () => undefined }
}

/**
 * Options under which screenings may be kept: masked, without sentences of documents, all of one day.
 * @throws ScreenError `usage` where values were to be shown
 */
export function keepable(options: ScreenerOptions, today: string): ScreenerOptions {
  if (options.reveal) throw new ScreenError('ledger-with-reveal')
  return { ...options, context: false, heading: 'number', today }
}

/**
 * Opens the ledger `file` for a run. What it needs is loaded here: a run without a ledger does not pay for it.
 * @param options as `keepable` gives them
 * @throws ScreenError `usage` when the file is no ledger or cannot be written
 */
export async function openLedgerRun(
  file: string, pool: Pool, options: ScreenerOptions, io: Io, say: Messages,
): Promise<LedgerRun> {
  const { currentBasis, LedgerScreener: Screener, openOrCreateLedger } = await import('../../bulk/ledger/index.js')
  const ledger = openOrCreateLedger(file)
  const { today, key } = options
  // Known when the first worker has started; the first source waits for it.
  const screener = pool.ruleset.then((ruleset) => {
    const basis = currentBasis(ruleset, packageVersion(), options, today!)
    return new Screener({ pool, ledger, basis, today: today!, ...(key && { key }) })
  })
  screener.catch(() => undefined)
  return {
    screens: { run: async (source) => (await screener).run(source) },
    files: ledger.files,
    forget: async (path) => (await screener).recordRemoval(path),
    complete: async (paths) => tellEnd(await screener, ledger, paths, io, say),
    stop: async (paths, how) => {
      const counts = await endEarly(screener, paths)
      if (counts) await io.stderr.write(`${fill(say.ledger[how], { file: harmless(file), ...counts })}\n`)
    },
    close: () => ledger.close(),
  }
}

async function tellEnd(
  screener: LedgerScreener, ledger: Ledger, paths: readonly string[], io: Io, say: Messages,
): Promise<void> {
  const gone = screener.finish('complete', paths)
  const values = { file: harmless(ledger.file), ...screener.counts, gone, head: ledger.head().hash }
  await io.stderr.write(`${fill(say.ledger.kept, values)}\n`)
}

/** Undefined when the run never began. */
async function endEarly(
  screener: Promise<LedgerScreener>, paths: readonly string[],
): Promise<LedgerScreener['counts'] | undefined> {
  const never = new Promise<undefined>((resolve) => setImmediate(resolve, undefined))
  const begun = await Promise.race([screener, never]).catch(() => undefined)
  if (!begun) return undefined
  try {
    begun.finish('interrupted', paths)
  } catch {
    // A ledger that is full keeps what it has.
  }
  return begun.counts
}
