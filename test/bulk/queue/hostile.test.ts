import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readWalks, type Connection } from '../../../src/bulk/queue/index.js'
import { temporaryFolder } from '../../temporary-folder.js'
import { until } from '../../until.js'
import { collect, enqueue, namedSources, reported, scriptedPool, work } from './queue.js'
import { goodNames, pathsAndGaps, pathsOf, useQueue } from './use-queue.js'

const start = useQueue()
const KEY = Buffer.from('a key of sixteen bytes or more')
const JOBS = 'screen:documents:'

const screening = (changes: object = {}) => ({
  path: 'good/0000', format: 'text', bytes: 1, verdict: 'clear', findings: [], gaps: [], suppressed: [], remarks: [],
  ...changes,
})
const result = (...screenings: readonly unknown[]): string =>
  JSON.stringify({ schema: 'secrecy-screen/report/v2', screenings })
const gap = { piece: '', reason: 'damaged' }

async function idOf(connection: Connection, path: string): Promise<string> {
  const jobs = await connection.queue.getJobs(['waiting', 'completed'])
  return jobs.find(({ data }) => (data as { source: { path: string } }).source.path === path)!.id!
}

describe('a result that no worker of this version has written', () => {
  const forged = [
    'null', '{', '[]', result(), result(screening({ path: 'other' })), result(screening({ verdict: 'fine' })),
    result(screening({ verdict: 'clear', gaps: [gap] })), result(screening({ gaps: [{ ...gap, reason: 'rumour' }] })),
    result(screening({ bytes: -1 })), result(screening({ findings: [{}] })), result(screening({ extra: 1 })),
    result(screening({ sha256: 'x' })), result(screening(), null), JSON.stringify([screening()]),
    JSON.stringify({ schema: 'secrecy-screen/report/v3', screenings: [screening()] }),
  ]

  it('is refused, and its document is screened again', async () => {
    const { connection, ledger, jobsByState } = await start()
    const names = goodNames(forged.length)
    await enqueue(connection, ['good'], namedSources(names))
    await work(connection, scriptedPool())
    for (const [at, name] of names.entries()) {
      const text = forged[at]!.replaceAll('good/0000', name)
      await connection.redis.hset(JOBS + (await idOf(connection, name)), 'returnvalue', text)
    }
    expect((await collect(connection, ledger, false)).refused.results).toBe(forged.length)
    expect(await jobsByState()).toMatchObject({ waiting: forged.length, completed: 0 })
    await work(connection, scriptedPool())
    await collect(connection, ledger)
    expect(pathsAndGaps(await reported(connection, ledger))).toEqual(names)
  })

  it('gives its document a gap when it comes again and again, and the collector ends', async () => {
    const { connection, ledger, another } = await start()
    await enqueue(connection, ['good'], namedSources(['good/0000', 'good/0001']))
    const forger = await another()
    const id = await idOf(connection, 'good/0000')
    const collecting = collect(connection, ledger)
    const forging = (async () => {
      // Finishes the job in place of a worker, three times and once more.
      for (let n = 0; n < 4; n++) {
        await until(async () => (await forger.redis.lrem(`${JOBS}wait`, 0, id)) > 0)
        await forger.redis.hset(JOBS + id, 'returnvalue', result(screening({ extra: 1 })))
        await forger.redis.zadd(`${JOBS}completed`, Date.now(), id)
      }
      await work(await another(), scriptedPool())
    })()
    await Promise.all([collecting, forging])
    expect(pathsAndGaps(await reported(connection, ledger))).toEqual(['good/0000 reader-crashed', 'good/0001'])
  })
})

describe('with a key', () => {
  it('results are collected from machines that have it', async () => {
    const { ledger, another } = await start()
    const keyed = await another(KEY)
    await enqueue(keyed, ['good'], namedSources(goodNames(3)))
    await work(await another(KEY), scriptedPool())
    expect((await collect(keyed, ledger)).refused).toEqual({ results: 0, entries: 0, orphans: 0, walks: 0 })
    expect(pathsOf(await reported(keyed, ledger))).toEqual(goodNames(3))
  })

  it('a result that is not sealed, was edited, or is that of another document is refused', async () => {
    const { ledger, another, jobsByState } = await start()
    const keyed = await another(KEY)
    await enqueue(keyed, ['good'], namedSources(goodNames(3)))
    await work(await another(KEY), scriptedPool())
    const ids = await Promise.all(goodNames(3).map((name) => idOf(keyed, name)))
    const [first, second] = await Promise.all(ids.map((id) => keyed.redis.hget(JOBS + id, 'returnvalue')))
    await keyed.redis.hset(JOBS + ids[0], 'returnvalue', result(screening()))
    await keyed.redis.hset(JOBS + ids[1], 'returnvalue', second!.replace(/"bytes":\d+/, '"bytes":1'))
    await keyed.redis.hset(JOBS + ids[2], 'returnvalue', first!.replaceAll('good/0000', 'good/0002'))
    expect((await collect(keyed, ledger, false)).refused.results).toBe(3)
    expect(await jobsByState()).toMatchObject({ waiting: 3, completed: 0 })
  })

  it('a job or a walk that is not sealed is not worked on and not reported', async () => {
    const { connection, ledger, another } = await start()
    const keyed = await another(KEY)
    await enqueue(keyed, ['good'], namedSources(goodNames(2)))
    const [walk] = (await readWalks(connection)).values()
    const source = { kind: 'file', path: 'good/forged', follow: false }
    await connection.queue.add('document', { walk: walk!.id, source })
    await connection.redis.hset(`${JOBS}walks`, '0123456789abcdef', JSON.stringify({ ...walk, id: '0123456789abcdef' }))
    await work(await another(KEY), scriptedPool())
    expect((await collect(keyed, ledger)).refused).toEqual({ results: 0, entries: 1, orphans: 0, walks: 1 })
    expect(pathsOf(await reported(keyed, ledger))).toEqual(goodNames(2))
  })
})

describe('a bad entry of a queue', () => {
  const bad = [
    {}, 'text', null, { walk: 'x', source: { kind: 'bytes', path: 'x' } },
    { walk: '0123456789abcdef', source: { kind: 'file', path: 'good/x', follow: 'yes' } },
    { walk: '0123456789abcdef', source: { kind: 'file', path: 7, follow: false } },
    { walk: '0123456789abcdef', source: { kind: 'gap', path: 'x', gap: null } },
    { walk: '0123456789abcdef', source: { kind: 's3', path: 'x', bucket: 'b', key: 'k', size: -1 } },
    { walk: '0123456789abcdef', source: { kind: 'file', path: 'x'.repeat(200_000), follow: false } },
  ]

  it('ends neither a machine nor the collector, and hides no document', async () => {
    const { connection, ledger, jobs } = await start()
    await enqueue(connection, ['good'], namedSources(goodNames(3)))
    for (const data of bad) await connection.queue.add('other', data)
    await connection.queue.add('orphan', { walk: 'f'.repeat(16), source: { kind: 'file', path: 'good/x', follow: false } })
    await connection.redis.hset(`${JOBS}walks`, 'x', '{')
    await work(connection, scriptedPool())
    for (const [id, field, value] of [['a', 'data', '{'], ['b', 'opts', '{'], ['c', 'data', 'x'.repeat(2 << 20)]] as const) {
      await connection.redis.hset(JOBS + id, field, value)
      await connection.redis.zadd(`${JOBS}completed`, 1, id)
    }
    await connection.redis.zadd(`${JOBS}failed`, 1, 'nothing')
    await connection.redis.set(`${JOBS}text`, 'not a hash')
    await connection.redis.zadd(`${JOBS}completed`, 1, 'text')
    const { refused } = await collect(connection, ledger)
    expect(refused).toEqual({ results: 0, entries: bad.length + 5, orphans: 1, walks: 1 })
    expect(pathsOf(await reported(connection, ledger))).toEqual(goodNames(3))
    expect(await jobs()).toBe(0)
  })

  it.each([['data', '{'], ['opts', '{']])('that is waiting with broken %s does not end a machine', async (field, value) => {
    const { connection, ledger } = await start()
    await enqueue(connection, ['good'], namedSources(goodNames(3)))
    const { id } = await connection.queue.add('other', {}, { lifo: true })
    await connection.redis.hset(JOBS + id, field, value)
    await work(connection, scriptedPool(), { lockMilliseconds: 200 })
    await collect(connection, ledger)
    expect(pathsOf(await reported(connection, ledger))).toEqual(goodNames(3))
  })
})

describe('the root of a worker', () => {
  it('is kept by machines: a document outside it is a gap', async () => {
    const { connection, ledger } = await start()
    const root = temporaryFolder()
    writeFileSync(join(root, 'a.txt'), 'a')
    await enqueue(connection, [root, '/etc/passwd'])
    await work(connection, scriptedPool(), { root })
    await collect(connection, ledger)
    expect(pathsAndGaps(await reported(connection, ledger))).toEqual([join(root, 'a.txt'), '/etc/passwd unreadable'])
  })
})
