import { describe, expect, it } from 'vitest'
import { verifyLedger } from '../../../src/bulk/ledger/index.js'
import { readWalks } from '../../../src/bulk/queue/index.js'
import { until } from '../../until.js'
import { collect, enqueue, namedSources, reported, scriptedPool, work } from './queue.js'
import { goodNames, pathsAndGaps, pathsOf, useQueue } from './use-queue.js'

const start = useQueue()

describe('documents of a queue', () => {
  it('are screened by several machines and collected once each, in the order of the walk', async () => {
    const { connection, ledger, another, jobs, rows } = await start()
    const all = goodNames(120)
    expect(await enqueue(connection, ['good'], namedSources(all))).toBe(120)
    const screened: number[] = []
    await Promise.all([scriptedPool(), scriptedPool()].map(async (pool, at) =>
      work(await another(), pool, { onScreened: () => (screened[at] = (screened[at] ?? 0) + 1) })))
    await collect(connection, ledger)
    expect([screened.length, screened[0]! + screened[1]!]).toEqual([2, 120])
    expect(pathsOf(await reported(connection, ledger))).toEqual(all)
    expect([rows().length, await jobs(), verifyLedger(ledger).faults]).toEqual([120, 0, []])
  })

  it('are in the queue once, however often they are enqueued', async () => {
    const { connection, jobs } = await start()
    for (let n = 0; n < 3; n++) expect(await enqueue(connection, ['good'], namedSources(goodNames(20)))).toBe(20)
    expect(await jobs()).toBe(20)
  })

  it('wait to be enqueued while the queue is full', async () => {
    const { connection, ledger, another, rows } = await start()
    const enqueued: number[] = []
    const full: number[] = []
    let checks = 0
    const queue = new Proxy(connection.queue, {
      get: (target, name) => {
        if (name === 'getJobCountByTypes' && full.length > 0) checks++
        return Reflect.get(target, name, target) as unknown
      },
    })
    const enqueuing = enqueue({ ...connection, queue }, ['good'], {
      ...namedSources(goodNames(2000)), ahead: 600, onProgress: (n) => enqueued.push(n), onFull: (n) => full.push(n),
    })
    await until(() => checks >= 2)
    expect([enqueued, full]).toEqual([[500, 1000], [1000]])
    const collecting = collect(await another(), ledger)
    const working = work(await another(), scriptedPool(), { drain: false, signal: abortedAfter(collecting) })
    await Promise.all([enqueuing, working.catch(() => undefined), collecting])
    expect(rows()).toHaveLength(2000)
  })

  it('can be collected while machines work and others enqueue, any number of times', async () => {
    const { connection, ledger, another, rows } = await start()
    const collector = await another()
    const all = goodNames(300)
    const collecting = (async () => {
      for (let n = 0; n < 5; n++) await collect(collector, ledger, false)
      await collect(collector, ledger)
    })()
    await enqueue(connection, ['good'], namedSources(all))
    await work(await another(), scriptedPool())
    await collecting
    await collect(collector, ledger)
    expect(pathsOf(await reported(connection, ledger))).toEqual(all)
    expect(rows()).toHaveLength(300)
  })

  it('that cannot be screened are in the report with the others', async () => {
    const { connection, ledger } = await start()
    const gap = { piece: '', reason: 'link-not-followed' } as const
    await enqueue(connection, ['a'], { sources: async function* () { yield { kind: 'gap', path: 'a', gap } } })
    await work(connection, scriptedPool())
    await collect(connection, ledger)
    expect(pathsAndGaps(await reported(connection, ledger))).toEqual(['a link-not-followed'])
  })

  it('of a path named twice, or of a path within another, are reported under each of them', async () => {
    const { connection, ledger } = await start()
    const all = ['good/a', 'good/b/c', 'good/d']
    await enqueue(connection, ['good', 'good/b', 'good'], namedSources(all))
    await work(connection, scriptedPool())
    await collect(connection, ledger)
    expect(pathsOf(await reported(connection, ledger))).toEqual([...all, 'good/b/c', ...all])
    const [walk] = (await readWalks(connection)).values()
    expect(walk!.documents).toEqual([3, 1, 3])
  })
})

/** A signal that aborts when a promise is settled. */
function abortedAfter(promise: Promise<unknown>): AbortSignal {
  const controller = new AbortController()
  void promise.finally(() => controller.abort(new Error('finished')))
  return controller.signal
}
