import { createHash } from 'node:crypto'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { screenSources, type DuplicateQuery, type Pool } from '../../../src/bulk/index.js'
import { currentBasis, LedgerScreener, openOrCreateLedger, queryLedger, verifyLedger } from '../../../src/bulk/ledger/index.js'
import type { Screening } from '../../../src/model/index.js'
import type { BytesSource, Source } from '../../../src/source/index.js'
import { temporaryFolder } from '../../temporary-folder.js'

const TODAY = '2026-01-15'

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

function screeningOf({ path, bytes }: BytesSource): Screening {
  return {
    path, sha256: sha(bytes), format: 'text', bytes: bytes.length, verdict: 'clear', findings: [], gaps: [],
    suppressed: [], remarks: [],
  }
}

/** A pool of `jobs` workers without processes; a document takes some turns of the event loop. */
function poolOf(jobs: number, turns: readonly number[], screened: string[]): Pool {
  let busy = 0
  let asked = 0
  const queue: (() => void)[] = []
  const inWorker = async <T>(work: () => Promise<T>): Promise<T> => {
    if (busy >= jobs) await new Promise<void>((start) => queue.push(start))
    busy++
    try {
      return await work()
    } finally {
      busy--
      queue.shift()?.()
    }
  }
  const takeTurns = async (): Promise<void> => {
    const count = turns[asked++ % turns.length]!
    for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
  const screen = async (source: BytesSource): Promise<readonly Screening[]> => {
    screened.push(sha(source.bytes))
    await takeTurns()
    return [screeningOf(source)]
  }
  const pool = {
    run: (source: BytesSource) => inWorker(() => screen(source)),
    runUnlessDuplicate: (source: BytesSource, { knownHashes, onHash }: DuplicateQuery) => inWorker(async () => {
      await takeTurns()
      onHash(sha(source.bytes))
      const isKnown = knownHashes.includes(sha(source.bytes))
      return isKnown ? { kind: 'duplicate' as const, sha256: sha(source.bytes), nameIsClean: true } : screen(source)
    }),
  }
  return pool as unknown as Pool
}

async function* stream(documents: readonly BytesSource[]): AsyncGenerator<Source> {
  yield* documents
}

describe('documents screened at the same time', () => {
  const content = fc.constantFrom('', 'a', 'b', 'aa', 'bb', 'ab', 'aaa')
  const archives = fc.array(content, { minLength: 1, maxLength: 40 }).map((contents) =>
    contents.map((text, n): BytesSource => ({ kind: 'bytes', path: `${n}.txt`, bytes: Buffer.from(text) })))

  it('have each content screened once and each path recorded once, and keep the order of the sources', async () => {
    const turns = fc.array(fc.nat(4), { minLength: 1, maxLength: 9 })
    const workers = fc.integer({ min: 1, max: 4 })
    await fc.assert(fc.asyncProperty(archives, workers, turns, async (documents, jobs, times) => {
      const ledger = openOrCreateLedger(join(temporaryFolder(), 'ledger'))
      const basis = currentBasis({ digest: 'sha256:0', lexicons: [] }, '1', {}, TODAY)
      const screened: string[] = []
      const pool = poolOf(jobs, times, screened)
      const screener = new LedgerScreener({ pool, ledger, basis, today: TODAY })
      const screenings: Screening[] = []
      for await (const one of screenSources(screener, stream(documents), 16)) screenings.push(one)
      expect(screenings).toEqual(documents.map(screeningOf))
      expect([...screened].sort()).toEqual([...new Set(documents.map(({ bytes }) => sha(bytes)))].sort())
      expect([...queryLedger(ledger, { history: true })]).toHaveLength(documents.length)
      expect(verifyLedger(ledger).faults).toEqual([])
      ledger.close()
    }), { numRuns: 60 })
  })
})
