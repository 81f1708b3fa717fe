import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { screenSources, type Pool, type DuplicateQuery } from '../../../src/bulk/index.js'
import { openOrCreateLedger, queryLedger, Recording, verifyLedger } from '../../../src/bulk/ledger/index.js'
import type { Screening } from '../../../src/model/index.js'
import type { BytesSource, Source } from '../../../src/source/index.js'

let folder: string
let count = 0
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'side-by-side-'))))
afterAll(() => rmSync(folder, { recursive: true }))

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

function screeningOf({ path, bytes }: BytesSource): Screening {
  return {
    path, sha256: sha(bytes), format: 'text', bytes: bytes.length, verdict: 'clear', findings: [], gaps: [],
    suppressed: [], remarks: [],
  }
}

/** A pool that works on `jobs` documents at once, each for some turns of the loop. */
function poolOf(jobs: number, turns: readonly number[], screened: string[]): Pool {
  let busy = 0
  let asked = 0
  const waiting: (() => void)[] = []
  const seat = async <T>(work: () => Promise<T>): Promise<T> => {
    if (busy >= jobs) await new Promise<void>((wake) => waiting.push(wake))
    busy++
    try {
      return await work()
    } finally {
      busy--
      waiting.shift()?.()
    }
  }
  const pause = async (): Promise<void> => {
    const count = turns[asked++ % turns.length]!
    for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
  const screen = async (source: BytesSource): Promise<readonly Screening[]> => {
    screened.push(sha(source.bytes))
    await pause()
    return [screeningOf(source)]
  }
  const pool = {
    run: (source: BytesSource) => seat(() => screen(source)),
    runUnlessDuplicate: (source: BytesSource, { knownHashes, onHash }: DuplicateQuery) => seat(async () => {
      await pause()
      onHash(sha(source.bytes))
      const copy = knownHashes.includes(sha(source.bytes))
      return copy ? { kind: 'duplicate' as const, sha256: sha(source.bytes), nameIsClean: true } : screen(source)
    }),
  }
  return pool as unknown as Pool
}

async function* stream(documents: readonly BytesSource[]): AsyncGenerator<Source> {
  yield* documents
}

describe('documents side by side', () => {
  const content = fc.constantFrom('', 'a', 'b', 'aa', 'bb', 'ab', 'aaa')
  const archives = fc.array(content, { minLength: 1, maxLength: 40 }).map((contents) =>
    contents.map((text, n): BytesSource => ({ kind: 'bytes', path: `${n}.txt`, bytes: Buffer.from(text) })))

  it('each content is screened once, each path is recorded once, and the order is that of the sources', async () => {
    const turns = fc.array(fc.nat(4), { minLength: 1, maxLength: 9 })
    const seats = fc.integer({ min: 1, max: 4 })
    await fc.assert(fc.asyncProperty(archives, seats, turns, async (documents, jobs, times) => {
      const ledger = openOrCreateLedger(join(folder, String(++count)))
      const basis = { ruleset: { digest: 'sha256:0', lexicons: [] }, engine: '1', options: '{}' }
      const screened: string[] = []
      const pool = poolOf(jobs, times, screened)
      const recording = new Recording({ pool, ledger, basis, today: '2026-01-15' })
      const given: Screening[] = []
      for await (const one of screenSources(recording, stream(documents), 16)) given.push(one)
      expect(given).toEqual(documents.map(screeningOf))
      expect([...screened].sort()).toEqual([...new Set(documents.map(({ bytes }) => sha(bytes)))].sort())
      expect([...queryLedger(ledger, { history: true })]).toHaveLength(documents.length)
      expect(verifyLedger(ledger).faults).toEqual([])
      ledger.close()
    }), { numRuns: 60 })
  })
})
