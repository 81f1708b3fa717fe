import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createPool, createScreener, type LexiconData, type ScreenerPool, type Screening } from '../../src/index.js'
import { Pool } from '../../src/bulk/index.js'
import { ProcessPool, type ProcessPoolOptions } from '../../src/pool/process-pool.js'
import { zip } from '../builders/zip.js'

const TEXT = '机密★20年\n关于开展检查的通知'
const LEXICON: LexiconData = {
  schema: 'secrecy-screen/lexicon/v1', id: 'test.pool', version: '1', title: { 'zh-CN': '测试', en: 'Test' }, owner: 'test', source: 'test',
  rules: [{
    id: 'test.pool.term', title: { 'zh-CN': '代号', en: 'Code name' }, category: 'custom', severity: 'block', basis: ['测试'],
    terms: ['青松行动'], examples: { 'must-hit': ['青松行动'], 'must-miss': ['青松'] },
  }],
}

describe('a pool of real workers', () => {
  let pool: ScreenerPool

  beforeAll(async () => { pool = await createPool({ jobs: 2, ocr: 'off', lexicons: [LEXICON] }) })
  afterAll(() => pool.close())

  it('gives the screenings that a screener with the same options gives', async () => {
    const screener = await createScreener({ ocr: 'off', lexicons: [LEXICON] })
    expect(pool.ruleset.digest).toBe(screener.ruleset.digest)
    const archive = zip({ 'a.txt': TEXT, 'b.txt': '青松行动' })
    const options = { name: 'a.zip' }
    const all = await screener.screenAll(archive, options)
    expect(all.map(({ verdict }) => verdict)).toEqual(['block', 'block', 'block'])
    expect(await pool.screenAll(archive, options)).toEqual(all)
    expect(await pool.screen(Readable.from([archive]), options)).toEqual(all[0])
    expect(await pool.screen(TEXT, { name: 'a.txt' })).toEqual(await screener.screen(TEXT, { name: 'a.txt' }))
  })

  it('leaves the thread of its caller free while it screens a heavy document', async () => {
    let ticks = 0
    const timer = setInterval(() => ticks++, 1)
    const { verdict } = await pool.screen(`${TEXT}，联系电话13900000000。\n`.repeat(20_000), { name: 'heavy.txt' })
    clearInterval(timer)
    expect(verdict).toBe('block')
    // In the caller's thread it would be none or one.
    expect(ticks).toBeGreaterThan(20)
  })

  it('reports wrong arguments as a screener does', async () => {
    await expect(pool.screen(7 as never, { name: 'a' })).rejects.toMatchObject({ code: 'usage' })
    await expect(pool.screen(TEXT, {} as never)).rejects.toMatchObject({ code: 'usage' })
  })
})

describe('a worker', () => {
  it('sends the screenings of members only where they are wanted', async () => {
    const workers = new Pool({ screener: { ocr: 'off' }, jobs: 1 })
    try {
      const source = { kind: 'bytes', path: 'a.zip', bytes: zip({ 'a.txt': TEXT }) } as const
      const all = await workers.run(source)
      expect(all.map(({ path }) => path)).toEqual(['a.zip', 'a.zip!a.txt'])
      expect(await workers.run(source, { omitMembers: true })).toEqual(all.slice(0, 1))
    } finally {
      await workers.close()
    }
  })
})

describe('a pool that cannot be made', () => {
  it.each<[string, unknown, string]>([
    ['an unknown option', { jobz: 2 }, 'options.jobz: unknown key'],
    ['no jobs', { jobs: 0 }, 'options.jobs: must be a whole number, 1 or more'],
    ['a function, which cannot be sent to a worker', { onPicture: () => undefined }, 'options.onPicture: unknown key'],
    ['a lexicon that is not plain data', { lexicons: [{ id: () => 'a' }] }, 'plain data'],
  ])('with %s is wrong use', async (_, options, message) => {
    const rejection = expect(createPool(options as never)).rejects
    await rejection.toMatchObject({ code: 'usage', message: expect.stringContaining(message) as string })
  })

  it('rejects with the complaints about its lexicons', async () => {
    const lexicons = [{ ...LEXICON, rules: [{ ...LEXICON.rules![0]!, severity: 'grave' as never }] }]
    const complaints = [{ key: 'lexicons[0].rules[0].severity' }]
    await expect(createPool({ lexicons })).rejects.toMatchObject({ code: 'configuration', details: { complaints } })
  })
})

describe('a pool whose documents misbehave', () => {
  const script = join(import.meta.dirname, '../bulk/fixtures/worker.mjs')
  const limits = { milliseconds: 60_000, heapMegabytes: 64, inputBytes: 10 }
  const reason = new Error('enough')
  let pool: ProcessPool

  afterEach(() => pool.close())

  function open(options: Partial<ProcessPoolOptions> = {}): Promise<ProcessPool> {
    pool = new ProcessPool({ jobs: 2, script, lexicons: [], limits, ...options })
    return pool.start()
  }

  /** A document that does to its worker what its name says. */
  const screen = (name: string, signal?: AbortSignal): Promise<Screening> => pool.screen('', { name, signal })

  it('loses no result but theirs', async () => {
    await open()
    const names = ['a', 'abort', 'b', 'exit', 'c', 'heap', 'd', 'kill', 'e']
    const screenings = await Promise.all(names.map((name) => screen(name)))
    expect(screenings.map(({ path, gaps }) => [path, ...gaps.map((gap) => gap.reason)].join(' '))).toEqual(
      ['a', 'abort reader-crashed', 'b', 'exit reader-crashed', 'c', 'heap out-of-memory', 'd', 'kill reader-crashed', 'e'],
    )
  })

  it('ends a document that loops, while the caller does other things', async () => {
    await open({ limits: { ...limits, milliseconds: 500 } })
    let ticks = 0
    const timer = setInterval(() => ticks++, 1)
    const [looped, other] = await Promise.all([screen('loop'), screen('a')])
    clearInterval(timer)
    expect(looped).toMatchObject({ verdict: 'incomplete', gaps: [{ reason: 'timed-out', args: { seconds: 0.5 } }] })
    expect(other.gaps).toEqual([])
    expect(ticks).toBeGreaterThan(20)
  })

  it('frees the worker of a document whose signal aborts', async () => {
    await open({ jobs: 1 })
    const controller = new AbortController()
    const looping = screen('loop', controller.signal)
    const waiting = screen('a')
    controller.abort(reason)
    await expect(looping).rejects.toBe(reason)
    expect(await waiting).toMatchObject({ path: 'a', gaps: [] })
  })

  it('rejects one document more than it may have, and accepts again when one is done', async () => {
    await open({ jobs: 1, maxPending: 2 })
    const controller = new AbortController()
    const looping = screen('loop', controller.signal)
    const waiting = screen('a')
    await expect(screen('b')).rejects.toMatchObject({ code: 'busy' })
    controller.abort(reason)
    await expect(looping).rejects.toBe(reason)
    expect((await Promise.all([waiting, screen('c')])).map(({ path }) => path)).toEqual(['a', 'c'])
  })

  it('rejects documents that have too many bytes together, streams as they are read', async () => {
    await open({ maxPendingBytes: 15 })
    const controller = new AbortController()
    const held = pool.screen('1234567890', { name: 'loop', signal: controller.signal })
    await expect(pool.screen('123456', { name: 'a' })).rejects.toMatchObject({ code: 'busy' })
    const stream = Readable.from([Buffer.from('123'), Buffer.from('456')])
    await expect(pool.screen(stream, { name: 'b' })).rejects.toMatchObject({ code: 'busy' })
    expect(stream.destroyed).toBe(true)
    expect(await pool.screen('12345', { name: 'c' })).toMatchObject({ path: 'c' })
    controller.abort(reason)
    await expect(held).rejects.toBe(reason)
    expect(await pool.screen('123456', { name: 'd' })).toMatchObject({ path: 'd' })
  })

  it('does not read a stream past the limit', async () => {
    await open()
    const screening = await pool.screen(Readable.from([Buffer.alloc(11)]), { name: 'a' })
    expect(screening.gaps).toMatchObject([{ reason: 'limit-exceeded', args: { limit: 'inputBytes', value: 10 } }])
  })

  it('closed, rejects what is being read, waiting or screened, and everything later', async () => {
    await open({ jobs: 1 })
    const stuck = new Readable({ read: () => undefined })
    const unfinished = [screen('loop'), screen('a'), pool.screen(stuck, { name: 'b' })]
    const rejected = Promise.all(unfinished.map((one) => expect(one).rejects.toMatchObject({ code: 'usage' })))
    await pool.close()
    await rejected
    await expect(screen('c')).rejects.toMatchObject({ code: 'usage' })
    await pool[Symbol.asyncDispose]()
  })

  it('closed before it has started rejects', async () => {
    const starting = open()
    const rejected = expect(starting).rejects.toMatchObject({ code: 'usage' })
    await pool.close()
    await rejected
  })

  it('whose workers could not start screens again when they can', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pool-'))
    const copy = join(folder, 'worker.mjs')
    copyFileSync(script, copy)
    await open({ jobs: 1, script: copy })
    rmSync(copy)
    expect((await screen('abort')).gaps).toMatchObject([{ reason: 'reader-crashed' }])
    await expect(screen('a')).rejects.toMatchObject({ code: 'internal', reason: 'worker-not-starting' })
    copyFileSync(script, copy)
    expect((await screen('b')).gaps).toEqual([])
    rmSync(folder, { recursive: true })
  })

  it('replaces its workers on a new day, and finishes what the old ones have', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 10, 30, 12) })
    try {
      await open({ jobs: 1 })
      const controller = new AbortController()
      const before = await screen('a')
      const looping = screen('loop', controller.signal)
      await new Promise(setImmediate) // it is with its worker
      vi.setSystemTime(new Date(2026, 11, 1, 0, 1))
      const after = await screen('b')
      expect(after.bytes).not.toBe(before.bytes)
      controller.abort(reason)
      await expect(looping).rejects.toBe(reason)
      expect((await screen('c')).bytes).toBe(after.bytes)
    } finally {
      vi.useRealTimers()
    }
  })

  it('keeps its workers on a new day when the day is given', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 10, 30, 12) })
    try {
      await open({ jobs: 1, today: '2026-11-30' })
      const before = await screen('a')
      vi.setSystemTime(new Date(2026, 11, 1, 0, 1))
      expect((await screen('b')).bytes).toBe(before.bytes)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('a program with a pool', () => {
  const program = `
    import { readFileSync } from 'node:fs'
    import { createPool } from './dist/index.js'
    const children = () => readFileSync(\`/proc/self/task/\${process.pid}/children\`, 'utf8').trim().split(' ').filter(Boolean).length
    const pool = await createPool({ jobs: 2, ocr: 'off' })
    const looping = pool.screen('机密★20年\\n'.repeat(400_000), { name: 'a.txt' }).catch(({ code }) => code)
    console.log((await pool.screen('公告', { name: 'b.txt' })).verdict)
    console.log(children())
    await pool.close()
    console.log(await looping, children())
  `

  it('ends by itself once the pool is closed: no process and no handle is left', async () => {
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', program])
    expect((await run).stdout).toBe('clear\n2\nusage 0\n')
  })
})
