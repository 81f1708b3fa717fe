import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPool, screenPaths, type ScreenerPool, type Screening, type ScreeningStream } from '../../src/index.js'
import { createScreeningStream } from '../../src/pool/screening-stream.js'
import { zip } from '../builders/zip.js'

const TEXT = '机密★20年\n关于开展检查的通知'
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'paths-'))
  mkdirSync(join(folder, 'b'))
  mkdirSync(join(folder, 'empty'))
  writeFileSync(join(folder, 'a.txt'), '公告')
  writeFileSync(join(folder, 'b', 'packed.zip'), zip({ 'inner.txt': TEXT }))
  symlinkSync('a.txt', join(folder, 'link.txt'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function all(stream: ScreeningStream): Promise<Screening[]> {
  const screenings: Screening[] = []
  for await (const screening of stream) screenings.push(screening)
  return screenings
}

const summary = ({ path, verdict, gaps }: Screening) =>
  [path.replace(folder, ''), verdict, ...gaps.map(({ reason }) => reason)].join(' ')

const EXPECTED = [
  '/a.txt clear', '/b/packed.zip block', '/b/packed.zip!inner.txt block', '/link.txt incomplete link-not-followed',
]

describe('files and folders', () => {
  it('are screened in order with their members, and everything skipped is a gap', async () => {
    const paths = [folder, join(folder, 'empty'), join(folder, 'missing'), join(folder, 'a.txt')]
    expect((await all(screenPaths(paths, { ocr: 'off', jobs: 2 }))).map(summary)).toEqual([
      ...EXPECTED, '/empty incomplete empty', '/missing incomplete not-found', '/a.txt clear',
    ])
  })

  it('have the screenings that the command reports', async () => {
    const screenings = await all(screenPaths([folder], { ocr: 'off' }))
    const run = promisify(execFile)(process.execPath, ['bin/screen.js', '--ocr', 'off', '--format', 'jsonl', '--jobs', '1', folder])
    const { stdout } = await run.catch((error: unknown) => error as { stdout: string })
    const lines = stdout.trim().split('\n').map((line) => JSON.parse(line) as { path?: string; verdict: string; sha256?: string })
    const reported = lines.filter(({ path }) => path !== undefined).map(({ path, verdict, sha256 }) => [path, verdict, sha256])
    expect(reported).toHaveLength(EXPECTED.length)
    expect(screenings.map(({ path, verdict, sha256 }) => [path, verdict, sha256])).toEqual(reported)
  })

  it('may be none', async () => {
    expect(await all(screenPaths([], { ocr: 'off', jobs: 1 }))).toEqual([])
  })

  it.each<[string, unknown, unknown]>([
    ['paths that are no array', 'a.txt', {}],
    ['a path that is no string', [Buffer.from('a')], {}],
    ['an unknown option', [], { job: 1 }],
  ])('given with %s are wrong use', async (_, paths, options) => {
    await expect(all(screenPaths(paths as never, { jobs: 1, ocr: 'off', ...options as object }))).rejects.toMatchObject({ code: 'usage' })
  })
})

describe('files and folders screened by a pool', () => {
  let pool: ScreenerPool
  beforeAll(async () => { pool = await createPool({ ocr: 'off', jobs: 2 }) })
  afterAll(() => pool.close())

  it('leave the pool open, whether iteration ends or breaks off', async () => {
    expect((await all(pool.screenPaths([folder]))).map(summary)).toEqual(EXPECTED)
    for await (const screening of pool.screenPaths([folder])) {
      expect(summary(screening)).toBe(EXPECTED[0])
      break
    }
    expect((await pool.screen(TEXT, { name: 'a.txt' })).verdict).toBe('block')
  })

  it('reject with the reason of the signal', async () => {
    const reason = new Error('enough')
    await expect(all(pool.screenPaths([folder], { signal: AbortSignal.abort(reason) }))).rejects.toBe(reason)
    const controller = new AbortController()
    const stream = pool.screenPaths([folder], { signal: controller.signal })
    await stream.next()
    controller.abort(reason)
    await expect(stream.next()).rejects.toBe(reason)
    expect(await stream.next()).toEqual({ done: true, value: undefined })
  })
})

describe('a stream of screenings', () => {
  const never = new Promise<never>(() => undefined)
  const screening = { path: 'a' } as Screening

  /** One screening, and then none for ever. */
  function stuck(): { stream: ScreeningStream; stopped: () => boolean; closed: () => number } {
    let signal: AbortSignal
    let closed = 0
    const stream = createScreeningStream({
      async* open(given) {
        signal = given
        yield screening
        yield await never
      },
      onClose: async () => void closed++,
    })
    return { stream, stopped: () => signal.aborted, closed: () => closed }
  }

  it('that is closed ends at once, even while the next screening does not come', async () => {
    const { stream, stopped, closed } = stuck()
    expect(await stream.next()).toEqual({ done: false, value: screening })
    const next = stream.next()
    await stream.close()
    expect(await next).toEqual({ done: true, value: undefined })
    expect([stopped(), closed()]).toEqual([true, 1])
    await stream[Symbol.asyncDispose]()
    expect(closed()).toBe(1)
  })

  it('that a loop leaves is closed', async () => {
    const { stream, closed } = stuck()
    for await (const one of stream) {
      expect(one).toBe(screening)
      break
    }
    expect(closed()).toBe(1)
  })

  it('that fails is closed, and rejects once', async () => {
    let closed = 0
    const stream = createScreeningStream({
      async* open() { throw new Error('broken') },
      onClose: async () => void closed++,
    })
    await expect(stream.next()).rejects.toThrow('broken')
    expect(await stream.next()).toEqual({ done: true, value: undefined })
    expect(closed).toBe(1)
  })
})
