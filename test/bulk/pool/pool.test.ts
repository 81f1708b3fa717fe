import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Pool, screenSources, type PoolOptions } from '../../../src/bulk/index.js'
import type { Limits, Screening } from '../../../src/model/index.js'
import type { Source } from '../../../src/source/index.js'
import { temporaryFolder } from '../../temporary-folder.js'

const script = join(import.meta.dirname, '../fixtures/worker.mjs')
let pool: Pool

let folder: string

beforeAll(() => (folder = temporaryFolder()))
afterEach(() => pool.close())

function open(options: Partial<PoolOptions> & { readonly limits?: Partial<Limits> } = {}): Pool {
  const limits = { milliseconds: 5_000, heapMegabytes: 64, ...options.limits }
  return (pool = new Pool({ screener: { limits, lexicons: [] }, jobs: 2, script, ...options }))
}

async function screenAll(paths: readonly string[]): Promise<Screening[]> {
  const screenings: Screening[] = []
  for await (const screening of screenSources(pool, stream(paths), 8)) screenings.push(screening)
  return screenings
}

async function* stream(paths: readonly string[]): AsyncGenerator<Source> {
  for (const path of paths) yield { kind: 'file', path, file: Buffer.from(path), follow: false }
}

/** Paths, with the reasons of gaps. */
const summary = (screenings: readonly Screening[]) =>
  screenings.map(({ path, gaps }) => [path, ...gaps.map(({ reason }) => reason)].join(' '))
/** The processes that screened the documents. */
const processes = (screenings: readonly Screening[]) => new Set(screenings.map(({ bytes }) => bytes))

describe('a document that ends its worker has a gap, and all others are screened', () => {
  it.each([
    ['loop', { reason: 'timed-out', args: { seconds: 0.5 } }],
    ['heap', { reason: 'out-of-memory', args: { megabytes: 64 } }],
    ['buffers', { reason: 'out-of-memory', args: { megabytes: 64 } }],
    ['abort', { reason: 'reader-crashed', args: { signal: 'SIGABRT' } }],
    ['kill', { reason: 'reader-crashed', args: { signal: 'SIGKILL' } }],
    ['exit', { reason: 'reader-crashed', args: { exit: 3 } }],
  ] as const)('after: %s', async (path, gap) => {
    open({ jobs: 1, limits: { milliseconds: path === 'loop' ? 500 : 20_000 } })
    const screenings = await screenAll(['a', path, 'b', 'c'])
    expect(summary(screenings)).toEqual(['a', `${path} ${gap.reason}`, 'b', 'c'])
    expect(screenings[1]).toMatchObject({ verdict: 'incomplete', format: 'unknown', gaps: [{ piece: '', ...gap }] })
    expect(processes(screenings)).toHaveLength(3) // before, none, after
  })

  it('even when many such documents follow each other, in order', async () => {
    open()
    const paths = Array.from({ length: 12 }, (_, n) => `${n % 3 === 1 ? 'abort' : n % 3 === 2 ? 'exit' : 'good'}/${n}`)
    expect(summary(await screenAll(paths))).toEqual(paths.map((path) => (path.startsWith('good') ? path : `${path} reader-crashed`)))
  })
})

describe('a pool', () => {
  it.each([1, 2, 4])('returns results in the order of the sources with %i jobs', async (jobs) => {
    open({ jobs })
    const paths = Array.from({ length: 100 }, (_, n) => `doc/${n}`)
    const screenings = await screenAll(paths)
    expect(summary(screenings)).toEqual(paths)
    expect(processes(screenings).size).toBeLessThanOrEqual(jobs)
  })

  it('starts one process for one document', async () => {
    open({ jobs: 8 })
    await screenAll(['a'])
    expect(processes([...(await screenAll(['b'])), ...(await screenAll(['c']))])).toHaveLength(1)
  })

  it('returns the gap of a source without a process', async () => {
    open()
    const gap = { piece: '', reason: 'not-found' } as const
    expect(await pool.run({ kind: 'gap', path: 'x', gap })).toMatchObject([{ path: 'x', verdict: 'incomplete', gaps: [gap] }])
  })
})

describe('screening a stream of sources', () => {
  it('yields a result before the next source comes', async () => {
    open()
    const stuck = (async function* (): AsyncGenerator<Source> {
      yield* stream(['a'])
      await new Promise(() => undefined)
    })()
    const { value } = await screenSources(pool, stuck).next()
    expect(value).toMatchObject({ path: 'a' })
  })

  it('reads no more sources ahead than it is allowed', async () => {
    open({ jobs: 1 })
    let taken = 0
    const counted = (async function* (): AsyncGenerator<Source> {
      for await (const source of stream(Array.from({ length: 50 }, (_, n) => `doc/${n}`))) {
        taken++
        yield source
      }
    })()
    let given = 0
    for await (const { path } of screenSources(pool, counted, 5)) {
      expect(path).toBe(`doc/${given}`)
      expect(taken - ++given).toBeLessThanOrEqual(6)
    }
    expect(given).toBe(50)
  })

  it('rejects when the stream fails', async () => {
    open()
    const broken = (async function* (): AsyncGenerator<Source> {
      yield* stream(['a'])
      throw new Error('broken off')
    })()
    await expect((async () => {
      for await (const _ of screenSources(pool, broken)) void _
    })()).rejects.toThrow('broken off')
  })
})

describe('the memory limit of all processes together', () => {
  it('screens documents that are too large together one after the other', async () => {
    const limits = { heapMegabytes: 512, milliseconds: 20_000 }
    const notes = join(folder, 'notes')
    open({ jobs: 2, maxResidentMegabytes: 320, screener: { limits, lexicons: [`note:${notes}`] } })
    const paths = ['grow/1', 'grow/2', 'a', 'grow/3']
    expect(summary(await screenAll(paths))).toEqual(paths)
    const begun = readFileSync(notes, 'utf8').trim().split('\n')
    expect(new Set(begun)).toEqual(new Set(paths))
    expect(begun.length).toBeGreaterThan(paths.length) // at least one was postponed
  })
})

describe('a pool that cannot screen', () => {
  it('rejects with the error and the complaints of the worker', async () => {
    open({ screener: { lexicons: ['refuse'] } })
    const error = { name: 'ScreenError', code: 'configuration', details: { complaints: [{ file: 'a.yaml', line: 2 }] } }
    await expect(screenAll(['a', 'b'])).rejects.toMatchObject(error)
    await expect(pool.ruleset).rejects.toMatchObject(error)
    await expect(pool.run({ kind: 'bytes', path: 'c', bytes: new Uint8Array() })).rejects.toMatchObject(error)
  })

  it('rejects when two processes have different rules', async () => {
    open({ jobs: 1, screener: { lexicons: ['differ'] } })
    await expect(screenAll(['a', 'abort', 'b'])).rejects.toMatchObject({ code: 'configuration' })
  })

  it('starts a worker twice and not again when it does not become ready', async () => {
    open({ jobs: 1, screener: { lexicons: [`die:${folder}/starts`] } })
    await expect(screenAll(['a', 'b', 'c'])).rejects.toMatchObject({ code: 'internal' })
    expect(readFileSync(`${folder}/starts`, 'utf8')).toBe('xx')
  })

  it('rejects unfinished documents with the reason of close', async () => {
    open({ limits: { milliseconds: 60_000 } })
    const running = screenAll(['loop', 'loop', 'a'])
    await pool.ruleset
    void pool.close(new Error('interrupted'))
    await expect(running).rejects.toThrow('interrupted')
  })
})
