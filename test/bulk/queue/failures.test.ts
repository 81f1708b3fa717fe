import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verifyLedger } from '../../../src/bulk/ledger/index.js'
import { collectedRows, countMissing, countRemaining, readWalks, type Connection } from '../../../src/bulk/queue/index.js'
import type { JobData } from '../../../src/bulk/queue/job.js'
import { until } from '../../until.js'
import { collect, enqueue, namedSources, reported, scriptedPool, work } from './queue.js'
import { goodNames, pathsAndGaps, pathsOf, useQueue, type TestQueue } from './use-queue.js'

const start = useQueue()

describe('no document is lost and none is recorded twice', () => {
  it('when the collector dies after it wrote the ledger and before it removed the jobs', async () => {
    const { connection, ledger, jobs, rows } = await start()
    await enqueue(connection, ['good'], namedSources(goodNames(5)))
    await work(connection, scriptedPool())
    const dying = new Proxy(connection.queue, {
      get: (queue, name) =>
        name === 'remove' ? () => Promise.reject(new Error('dead')) : Reflect.get(queue, name, queue),
    })
    await expect(collect({ ...connection, queue: dying }, ledger)).rejects.toThrow('dead')
    expect([rows().length, await jobs()]).toEqual([5, 5])
    await collect(connection, ledger)
    expect([rows().length, await jobs()]).toEqual([5, 0])
  })

  it('when a machine hangs, loses its document to another, and comes back with a result', async () => {
    const queue = await start()
    const { connection, ledger, jobs, rows } = queue
    await enqueue(connection, ['loop'], namedSources(['loop/1']))
    const machine = await machineScreeningLoop(queue)
    const exited = once(machine, 'exit')
    machine.kill('SIGSTOP')
    const screened: string[] = []
    await work(await queue.another(), scriptedPool(1), {
      lockMilliseconds: 500, onScreened: ([first]) => screened.push(first!.path),
    })
    const [job] = await connection.queue.getCompleted()
    // It finishes its document too late, sees that the queue is drained, and exits.
    machine.kill('SIGCONT')
    await exited
    await collect(connection, ledger)
    expect([job!.attemptsStarted, screened]).toEqual([2, ['loop/1']])
    expect(pathsAndGaps(await reported(connection, ledger))).toEqual(['loop/1 timed-out'])
    expect([rows().length, await jobs()]).toEqual([1, 0])
  })

  it('when a machine is killed while it screens', async () => {
    const queue = await start()
    const { connection, ledger, jobs, rows } = queue
    await enqueue(connection, ['loop', 'good'], namedSources(['loop/1', ...goodNames(10)]))
    await kill(await machineScreeningLoop(queue))
    expect(await jobs()).toBe(11)
    await takeOver(await queue.another())
    await collect(connection, ledger)
    expect(pathsAndGaps(await reported(connection, ledger))).toEqual(['loop/1 timed-out', ...goodNames(10)])
    expect(rows()).toHaveLength(11)
  })

  it('when every machine that screens a document dies: the document has a gap', async () => {
    const queue = await start()
    const { connection, ledger } = queue
    await enqueue(connection, ['loop'], namedSources(['loop/1']))
    for (let n = 0; n < 3; n++) await kill(await machineScreeningLoop(queue))
    await takeOver(await queue.another())
    await collect(connection, ledger)
    expect(pathsAndGaps(await reported(connection, ledger))).toEqual(['loop/1 reader-crashed'])
  })

  it.each(['SIGTERM', 'SIGKILL'] as const)('when Redis is ended by %s during a run and restarted', async (signal) => {
    const { server, connection, ledger, another, jobs, rows } = await start(
      ['--appendonly', 'yes', '--appendfsync', 'always'],
    )
    const all = goodNames(400)
    let screened = 0
    let restart: Promise<void> | undefined
    await enqueue(connection, ['good'], namedSources(all))
    const collecting = collect(await another(), ledger)
    await work(await another(), scriptedPool(), {
      lockMilliseconds: 2000,
      onScreened: () => {
        if (++screened >= 50) restart ??= server.stop(signal).then(() => server.start())
      },
    })
    await restart
    await collecting
    expect(restart).toBeDefined()
    expect(pathsOf(await reported(connection, ledger))).toEqual(all)
    expect([rows().length, await jobs(), verifyLedger(ledger).faults]).toEqual([400, 0, []])
  })

  it('when a machine is stopped: the documents it was screening go back at once', async () => {
    const { connection, another, jobsByState } = await start()
    await enqueue(connection, ['loop', 'good'], namedSources(['loop/1', 'loop/2', 'loop/3', 'loop/4', 'good/5']))
    const reason = new Error('stopped')
    const stop = new AbortController()
    const working = work(await another(), scriptedPool(), { drain: false, signal: stop.signal })
    await until(async () => (await connection.queue.getActiveCount()) >= 4)
    stop.abort(reason)
    await expect(working).rejects.toBe(reason)
    expect(await jobsByState()).toEqual({ active: 0, waiting: 5, completed: 0, failed: 0 })
  })

  it('when enqueuing is stopped: the report is incomplete until it has been repeated', async () => {
    const { connection, ledger } = await start()
    const stop = new AbortController()
    const onProgress = () => stop.abort(new Error('stopped'))
    const stopped = enqueue(connection, ['good'], {
      ...namedSources(goodNames(1200)), signal: stop.signal, onProgress,
    })
    await expect(stopped).rejects.toThrow('stopped')
    await work(connection, scriptedPool())
    await collect(connection, ledger, false)
    expect(await countRemaining(connection)).toEqual({ documents: 0, unfinishedWalks: 1 })
    await enqueue(connection, ['good'], namedSources(goodNames(1200)))
    await work(connection, scriptedPool())
    await collect(connection, ledger)
    expect(await countRemaining(connection)).toEqual({ documents: 0, unfinishedWalks: 0 })
    expect(pathsOf(await reported(connection, ledger))).toEqual(goodNames(1200))
  })

  it('when Redis loses jobs: the number of missing documents is known', async () => {
    const { connection, ledger } = await start()
    await enqueue(connection, ['good'], namedSources(goodNames(10)))
    for (const job of await connection.queue.getWaiting(0, 2)) await job.remove()
    await work(connection, scriptedPool())
    await collect(connection, ledger)
    const [walk] = (await readWalks(connection)).values()
    const collected = [[...collectedRows(ledger, walk!)].length]
    expect([countMissing(walk!, collected), countMissing(walk!, [10])]).toEqual([3, 0])
  })
})

/** Starts a machine in a process of its own, and waits until it screens the document that loops. */
async function machineScreeningLoop({ connection, server }: TestQueue): Promise<ChildProcess> {
  const attempts = async () => (await connection.queue.getJobs(['waiting', 'active']))
    .find(({ data }) => (data as JobData).source.path === 'loop/1')?.attemptsStarted ?? 0
  const before = await attempts()
  const script = join(import.meta.dirname, 'fixtures/machine.ts')
  const machine = spawn(process.execPath, ['--import', 'tsx', script, server.url()], { stdio: 'inherit' })
  await until(async () => (await attempts()) > before || machine.exitCode !== null)
  return machine
}

async function kill(machine: ChildProcess): Promise<void> {
  machine.kill('SIGKILL')
  await once(machine, 'exit')
}

/** Another machine takes the documents of the dead one; its pool kills workers that loop. */
async function takeOver(other: Connection): Promise<void> {
  await work(other, scriptedPool(2), { lockMilliseconds: 500 })
}
