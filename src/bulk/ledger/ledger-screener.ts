import { localDay, notExamined, type Screening } from '../../model/index.js'
import type { FileSource, Source } from '../../source/index.js'
import type { Pool } from '../pool/pool.js'
import type { Duplicate } from '../pool/protocol.js'
import type { SourceScreener } from '../screen-sources.js'
import { basisText, type Basis } from './basis.js'
import { DuplicateGate, type Turn } from './duplicate-gate.js'
import { areValidForDuplicate, dependOnDay, moveScreenings } from './duplicates.js'
import { EntrySet } from './entry-set.js'
import type { FileStat, NewDocument } from './entry.js'
import { isUnchanged, statFile } from './file-stat.js'
import type { Ledger, StoredRow } from './ledger.js'
import type { RunEnd } from './run-end.js'
import { storedScreeningsOf } from './stored-screenings.js'

/** What a `LedgerScreener` works with. */
export interface LedgerScreenerOptions {
  readonly pool: Pool
  readonly ledger: Ledger
  readonly basis: Basis
  /** `YYYY-MM-DD`, the same as in the options of the pool. */
  readonly today: string
  /** The key of the fingerprints; it also seals what the run adds. */
  readonly key?: Uint8Array
  /** The entries that may be used, from `verifyLedger`; absent without a key: then all. The run adds its own. */
  readonly trusted?: EntrySet
  /** The pool tries passwords on encrypted documents. The basis, which is stored, says nothing of them. */
  readonly hasPasswords?: boolean
}

type Readable = Exclude<Source, { kind: 'gap' }>

/**
 * Screens through a ledger: a document that is recorded and unchanged is taken from it, a duplicate of a recorded
 * document is not screened again, and everything else is screened and recorded before it is returned. Invariant: a
 * returned document is in the ledger, once.
 */
export class LedgerScreener implements SourceScreener {
  readonly #basis: string
  /** Entries of the documents that this run has reached. */
  readonly #reached = new EntrySet()
  readonly #duplicates = new DuplicateGate()
  #documents = 0
  #screened = 0
  readonly #verdicts = { block: 0, review: 0, incomplete: 0, clear: 0 }
  readonly #begun = new Date().toISOString()
  #sealedAt = Date.now()

  constructor(readonly options: LedgerScreenerOptions) {
    this.#basis = basisText(options.basis)
  }

  /** @throws what `Pool.run` throws, and ScreenError `usage` when the ledger cannot be written */
  async run(source: Source): Promise<readonly Screening[]> {
    const screenings = source.kind === 'gap' ? this.#record(source, undefined, [notExamined(source.path, source.gap)])
      : source.kind === 'file' ? await this.#runFile(source, statFile(source))
      : await this.#screen(source, source.kind === 's3' ? { size: source.size } : { size: source.bytes.length })
    this.#documents++
    this.#verdicts[screenings[0]!.verdict]++
    return screenings
  }

  /** Documents returned so far, and how many of them were screened and not taken from the ledger. */
  get counts(): { readonly documents: number; readonly screened: number } {
    return { documents: this.#documents, screened: this.#screened }
  }

  /**
   * Records the end of the run. When it is complete, the documents under `paths` that it did not reach are recorded as
   * gone.
   * @returns how many those are
   */
  finish(end: RunEnd['end'], paths: readonly string[]): number {
    const { ledger, basis, key } = this.options
    const gone = end === 'complete' ? this.#unreachedUnder(paths) : []
    for (const id of gone) ledger.recordRemoval(ledger.row(id)!)
    const counts = { ...this.counts, gone: gone.length, verdicts: { ...this.#verdicts } }
    ledger.recordRunEnd({ end, paths, begun: this.#begun, ...counts }, basis, key)
    return gone.length
  }

  /** Records that a document no longer exists, if the ledger has it. */
  recordRemoval(path: string): void {
    const last = this.options.ledger.latestEntry(path)
    if (last?.kind === 'document') this.options.ledger.recordRemoval(last)
  }

  #unreachedUnder(paths: readonly string[]): number[] {
    const isUnder = (path: string): boolean =>
      paths.some((root) => path === root || path.startsWith(root.endsWith('/') ? root : `${root}/`))
    const ids: number[] = []
    for (const { id, path } of this.options.ledger.currentDocuments()) {
      if (!this.#reached.has(id) && isUnder(path)) ids.push(id)
    }
    return ids
  }

  async #runFile(source: FileSource, stat: FileStat | undefined): Promise<readonly Screening[]> {
    const last = stat && this.options.ledger.latestEntry(source.path, source.file)
    const reused = last?.kind === 'document' && isUnchanged(last, stat!) ? this.#reuse(last) : undefined
    if (!reused) return this.#screen(source, stat)
    this.#reached.add(last!.id)
    return reused
  }

  /** The screenings of a row, if they would be the same today. */
  #reuse(row: StoredRow): readonly Screening[] | undefined {
    if (row.basis !== this.#basis || !this.#isTrusted(row.id)) return undefined
    const screenings = storedScreeningsOf(row)
    if (!screenings || this.#mayOpenNow(screenings)) return undefined
    return !dependOnDay(screenings) || localDay(new Date(row.at)) === this.options.today ? screenings : undefined
  }

  /** What was encrypted without a password, or under passwords that did not fit, may be read with those of this run. */
  #mayOpenNow(screenings: readonly Screening[]): boolean {
    const gaps = screenings.flatMap((one) => one.gaps).filter(({ reason }) => reason === 'encrypted')
    return gaps.some(({ args }) => this.options.hasPasswords === true || args?.feature === 'wrong-password')
  }

  #screen(source: Readable, stat: FileStat | undefined): Promise<readonly Screening[]> {
    if (!stat) return this.#screenNew(source, stat)
    return this.#duplicates.run(stat.size, (turn) => this.#screenUnlessDuplicate(source, stat, turn))
  }

  async #screenUnlessDuplicate(source: Readable, stat: FileStat, turn: Turn): Promise<readonly Screening[]> {
    const { pool, ledger, basis } = this.options
    const knownHashes = [...ledger.hashesOfSize(stat.size, basis), ...turn.hashesInProgress]
    const result = await pool.runUnlessDuplicate(source, { knownHashes, onHash: turn.onHash })
    if (!('kind' in result)) return this.#recordScreened(source, stat, result)
    await turn.waitFor(result.sha256)
    const reused = this.#reuseForDuplicate(source, result)
    return reused ? this.#record(source, stat, reused) : this.#screenNew(source, stat)
  }

  async #screenNew(source: Readable, stat: FileStat | undefined): Promise<readonly Screening[]> {
    return this.#recordScreened(source, stat, await this.options.pool.run(source))
  }

  #reuseForDuplicate({ path }: Readable, { sha256, nameIsClean }: Duplicate): readonly Screening[] | undefined {
    const { ledger, basis, key } = this.options
    for (const row of ledger.byContent(sha256, basis)) {
      const screenings = this.#reuse(row)
      const comparison = { from: row.path, to: path, nameIsClean, keyed: key !== undefined }
      if (screenings && areValidForDuplicate(screenings, comparison)) return moveScreenings(screenings, row.path, path)
    }
    return undefined
  }

  #recordScreened(
    source: Readable, stat: FileStat | undefined, screenings: readonly Screening[],
  ): readonly Screening[] {
    this.#screened++
    return this.#record(source, stat, screenings)
  }

  #record(source: Source, stat: FileStat | undefined, screenings: readonly Screening[]): readonly Screening[] {
    const { ledger, basis } = this.options
    const { sha256, gaps } = screenings[0]!
    const at = new Date()
    // A run that lasts past midnight judges by the day on which it began.
    const outdated = dependOnDay(screenings) && localDay(at) !== this.options.today
    const repeatable = (sha256 !== undefined || gaps.some(({ reason }) => REPEATABLE.has(reason))) && !outdated
    const document: NewDocument = {
      path: source.path, ...(source.kind === 'file' && { file: source.file }), ...(repeatable && stat && { stat }),
      ...(sha256 !== undefined && !outdated && { sha256 }), screenings,
    }
    const last = repeatable ? undefined : ledger.latestEntry(document.path, document.file)
    const isNew = last === undefined || !this.#isTrusted(last.id)
    const row = isNew ? ledger.record(document, basis, at) : ledger.recordOnce(document, basis, at)
    this.#reached.add((row ?? last!).id)
    if (row) this.options.trusted?.add(row.id)
    this.#sealNowAndThen(at.getTime())
    return screenings
  }

  #isTrusted(id: number): boolean {
    return this.options.trusted?.has(id) ?? true
  }

  /** So that a run that is killed has to screen little again. */
  #sealNowAndThen(now: number): void {
    const { ledger, basis, key } = this.options
    if (!key || (ledger.unsealed < SEAL_ENTRIES && now - this.#sealedAt < SEAL_MILLISECONDS)) return
    ledger.recordSeal(basis, key)
    this.#sealedAt = now
  }
}

/** A seal costs one entry and some microseconds. */
const SEAL_ENTRIES = 500
const SEAL_MILLISECONDS = 30_000

/** Gaps that the same bytes have again under the same limits. A document with any other gap is read in every run. */
const REPEATABLE: ReadonlySet<string> = new Set(['timed-out', 'out-of-memory'])
