import type { Pool, SourceScreener } from '../../bulk/index.js'
import type { Ledger, LedgerScreener, Verification } from '../../bulk/ledger/index.js'
import { ScreenError } from '../../model/index.js'
import { fill, type Messages } from '../../report/messages/index.js'
import { shownPath } from '../../report/text/index.js'
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
 * Options whose screenings may be stored: values masked, of the text of documents only their facts, one date for the
 * whole run.
 * @throws ScreenError `usage` with `reveal`
 */
export function storableOptions(options: ScreenerOptions, today: string): ScreenerOptions {
  if (options.reveal) throw new ScreenError('ledger-with-reveal')
  return { ...options, context: false, heading: true, today }
}

/**
 * Opens the ledger `file` for a run, after its chain and, with a key, its seals were verified. Loads the ledger's
 * modules itself, so that runs without a ledger do not.
 * @param options from `storableOptions`
 * @throws ScreenError `usage` when the file is not a ledger, cannot be written, or is broken and no key says which part
 */
export async function openLedgerRun(
  file: string, pool: Pool, options: ScreenerOptions, io: Io, messages: Messages,
): Promise<LedgerRun> {
  const { currentBasis, LedgerScreener: Screener } = await import('../../bulk/ledger/index.js')
  const { today, key, passwords = [] } = options
  const { ledger, trusted } = await openVerifiedLedger(file, key, io, messages)
  // Available when the first worker has started; the first source waits for it.
  const screener = pool.ruleset.then((ruleset) => {
    const basis = currentBasis(ruleset, packageVersion(), options, today!)
    return new Screener({
      pool, ledger, basis, today: today!, hasPasswords: passwords.length > 0,
      ...(key && { key }), ...(trusted && { trusted }),
    })
  })
  screener.catch(() => undefined)
  return {
    screener: { run: async (source) => (await screener).run(source) },
    files: ledger.files,
    recordRemoval: async (path) => (await screener).recordRemoval(path),
    complete: async (paths) => recordComplete(await screener, ledger, paths, io, messages),
    stop: async (paths, how) => {
      const counts = await recordInterrupted(screener, paths)
      if (counts) await io.stderr.write(`${fill(messages.ledger[how], { file: shownPath(file), ...counts })}\n`)
    },
    close: () => ledger.close(),
  }
}

/**
 * Opens a ledger for adding to it, and says on stderr what of it is not used. With a key, `trusted` is what may be
 * taken from it.
 * @throws ScreenError `usage` when it cannot be used
 */
export async function openVerifiedLedger(
  file: string, key: Uint8Array | undefined, io: Io, messages: Messages,
): Promise<{ readonly ledger: Ledger; readonly trusted?: NonNullable<Verification['trusted']> }> {
  const { openOrCreateLedger, verifyLedger } = await import('../../bulk/ledger/index.js')
  const ledger = openOrCreateLedger(file)
  try {
    const { faults, trusted } = verifyLedger(ledger, key ? { key } : {})
    const isDamaged = faults.some(({ kind }) => kind === 'file')
    if (isDamaged || (faults.length > 0 && !trusted)) throw new ScreenError('ledger-broken', { file })
    if (trusted) await warnOfUntrusted(ledger, faults.length > 0, trusted, io, messages)
    return { ledger, ...(trusted && { trusted }) }
  } catch (error) {
    ledger.close()
    throw error
  }
}

async function warnOfUntrusted(
  ledger: Ledger, isBroken: boolean, trusted: NonNullable<Verification['trusted']>, io: Io, messages: Messages,
): Promise<void> {
  let count = 0
  for (const { id } of ledger.currentDocuments()) if (!trusted.has(id)) count++
  const file = shownPath(ledger.file)
  const lines = [
    ...(isBroken ? [fill(messages.ledger.brokenChain, { file })] : []),
    ...(count > 0 ? [fill(messages.ledger.unsealed, { file, count })] : []),
  ]
  for (const line of lines) await io.stderr.write(`${line}\n`)
}

async function recordComplete(
  screener: LedgerScreener, ledger: Ledger, paths: readonly string[], io: Io, messages: Messages,
): Promise<void> {
  const gone = screener.finish('complete', paths)
  const values = { file: shownPath(ledger.file), ...screener.counts, gone, head: ledger.head().hash }
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
