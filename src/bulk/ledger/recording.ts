import { notExamined, type Screening } from '../../model/index.js'
import type { FileSource, Source } from '../../source/index.js'
import type { Pool } from '../pool/pool.js'
import type { SourceScreener } from '../screen-sources.js'
import type { Duplicate } from '../pool/protocol.js'
import { areOfCopy, atPath, dependsOnDay } from './copies.js'
import { EntrySet } from './entry-set.js'
import type { Basis, FileFacts, Recorded } from './entry.js'
import { fileFacts, isUnchanged } from './file-facts.js'
import { basisText, screeningsOf, type Ledger, type StoredRow } from './ledger.js'
import { sealOf, type RunEnd } from './run-end.js'
import { SameSize, type Turn } from './same-size.js'

/** What a recording rests on. */
export interface RecordingOptions {
  readonly pool: Pool
  readonly ledger: Ledger
  readonly basis: Basis
  /** `YYYY-MM-DD`, as the workers have it. */
  readonly today: string
  /** The key of the fingerprints; the ends of runs are sealed with it. */
  readonly key?: Uint8Array
}

type Readable = Exclude<Source, { kind: 'gap' }>

/**
 * Screens through a ledger: a document that is recorded and unchanged is taken from it, a copy of a recorded document
 * is not screened again, and everything else is screened and recorded before it is returned. Invariant: a returned
 * document is in the ledger, once.
 */
export class Recording implements SourceScreener {
  readonly #basis: string
  readonly #seen = new EntrySet()
  readonly #sameSize = new SameSize()
  #documents = 0
  #screened = 0
  readonly #verdicts = { block: 0, review: 0, incomplete: 0, clear: 0 }
  readonly #begun = new Date().toISOString()

  constructor(readonly options: RecordingOptions) {
    this.#basis = basisText(options.basis)
  }

  /** @throws what `Pool.run` throws, and ScreenError `usage` when the ledger cannot be written */
  async run(source: Source): Promise<readonly Screening[]> {
    const screenings = source.kind === 'gap' ? this.#note(source, undefined, [notExamined(source.path, source.gap)])
      : source.kind === 'file' ? await this.#runFile(source, fileFacts(source))
      : await this.#screen(source, source.kind === 's3' ? { size: source.size } : { size: source.bytes.length })
    this.#documents++
    this.#verdicts[screenings[0]!.verdict]++
    return screenings
  }

  /** Documents given, and those of them that were screened anew. */
  get counts(): { readonly documents: number; readonly screened: number } {
    return { documents: this.#documents, screened: this.#screened }
  }

  /**
   * Records the end of the run, and, when it is complete, which documents under `paths` were not met any more.
   * @returns how many those are
   */
  end(end: RunEnd['end'], paths: readonly string[]): number {
    const { ledger, basis, key } = this.options
    const vanished = end === 'complete' ? this.#vanished(paths) : []
    for (const id of vanished) ledger.recordGone(ledger.row(id)!)
    const { entries, hash } = ledger.head()
    ledger.recordRun({
      end, paths, begun: this.#begun, ...this.counts, gone: vanished.length, verdicts: { ...this.#verdicts },
      ...(key && entries > 0 && { seal: sealOf(hash, key) }),
    }, basis)
    return vanished.length
  }

  /** Records that a document is gone, when the ledger has it. */
  forget(path: string): void {
    const last = this.options.ledger.latest(path)
    if (last?.kind === 'document') this.options.ledger.recordGone(last)
  }

  #vanished(paths: readonly string[]): number[] {
    const under = (path: string): boolean =>
      paths.some((root) => path === root || path.startsWith(root.endsWith('/') ? root : `${root}/`))
    const ids: number[] = []
    for (const { id, path } of this.options.ledger.present()) if (!this.#seen.has(id) && under(path)) ids.push(id)
    return ids
  }

  async #runFile(source: FileSource, facts: FileFacts | undefined): Promise<readonly Screening[]> {
    const last = facts && this.options.ledger.latest(source.path, source.file)
    const taken = last?.kind === 'document' && isUnchanged(last, facts!) ? this.#take(last) : undefined
    if (!taken) return this.#screen(source, facts)
    this.#seen.add(last!.id)
    return taken
  }

  /** The screenings of a row, where they are still those of today. */
  #take(row: StoredRow): Screening[] | undefined {
    if (row.basis !== this.#basis) return undefined
    const screenings = screeningsOf(row)
    return !dependsOnDay(screenings) || dayOf(new Date(row.at)) === this.options.today ? screenings : undefined
  }

  #screen(source: Readable, facts: FileFacts | undefined): Promise<readonly Screening[]> {
    if (!facts) return this.#screenNew(source, facts)
    return this.#sameSize.run(facts.size, (turn) => this.#screenUnlessCopy(source, facts, turn))
  }

  async #screenUnlessCopy(source: Readable, facts: FileFacts, turn: Turn): Promise<readonly Screening[]> {
    const { pool, ledger, basis } = this.options
    const known = [...ledger.hashesOfSize(facts.size, basis), ...turn.underWay]
    const answer = await pool.runUnlessDuplicate(source, { knownHashes: known, onHash: turn.onHash })
    if (!('kind' in answer)) return this.#noteNew(source, facts, answer)
    await turn.waitFor(answer.sha256)
    const taken = this.#takeCopy(source, answer)
    return taken ? this.#note(source, facts, taken) : this.#screenNew(source, facts)
  }

  async #screenNew(source: Readable, facts: FileFacts | undefined): Promise<readonly Screening[]> {
    return this.#noteNew(source, facts, await this.options.pool.run(source))
  }

  #takeCopy({ path }: Readable, { sha256, nameIsClean }: Duplicate): readonly Screening[] | undefined {
    const { ledger, basis, key } = this.options
    for (const row of ledger.byContent(sha256, basis)) {
      const screenings = this.#take(row)
      const question = { from: row.path, to: path, nameIsClean, keyed: key !== undefined }
      if (screenings && areOfCopy(screenings, question)) return atPath(screenings, row.path, path)
    }
    return undefined
  }

  #noteNew(source: Readable, facts: FileFacts | undefined, screenings: readonly Screening[]): readonly Screening[] {
    this.#screened++
    return this.#note(source, facts, screenings)
  }

  #note(source: Source, facts: FileFacts | undefined, screenings: readonly Screening[]): readonly Screening[] {
    const { ledger, basis } = this.options
    const { sha256, gaps } = screenings[0]!
    const at = new Date()
    // A run that goes on past midnight judges by the day it began on.
    const outdated = dependsOnDay(screenings) && dayOf(at) !== this.options.today
    const lasting = (sha256 !== undefined || gaps.some(({ reason }) => LASTING.has(reason))) && !outdated
    const document: Recorded = {
      path: source.path, ...(source.kind === 'file' && { file: source.file }), ...(lasting && facts && { facts }),
      ...(sha256 !== undefined && !outdated && { sha256 }), screenings,
    }
    const row = lasting ? ledger.record(document, basis, at) : ledger.recordOnce(document, basis, at)
    this.#seen.add((row ?? ledger.latest(document.path, document.file))!.id)
    return screenings
  }
}

/** What the same bytes would come to again under the same bounds; whatever else was not read is tried in every run. */
const LASTING: ReadonlySet<string> = new Set(['timed-out', 'out-of-memory'])

/** The day here at a time, `YYYY-MM-DD`. */
function dayOf(time: Date): string {
  const [month, date] = [time.getMonth() + 1, time.getDate()].map((n) => String(n).padStart(2, '0'))
  return `${time.getFullYear()}-${month}-${date}`
}
