import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { queryLedger, verifyLedger, type Ledger } from '../../../src/bulk/ledger/index.js'
import { collectedRows, missing, readWalks, whatIsLeft, type Connection } from '../../../src/bulk/queue/index.js'
import type { JobData } from '../../../src/bulk/queue/job.js'
import type { Screening } from '../../../src/model/index.js'
import { startRedis, type RedisServer } from '../../builders/redis-server.js'
import { actingPool, BASIS, collectAll, ledgerIn, open, put, reported, sourcesOf, workOn } from './queue.js'

let server: RedisServer
let folder: string
let ledger: Ledger
let connection: Connection
const opened: Connection[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'queue-'))
  ledger = ledgerIn(folder)
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()))
  await server.remove()
  ledger.close()
  rmSync(folder, { recursive: true })
})

async function start(args: readonly string[] = []): Promise<void> {
  server = await startRedis(args)
  connection = await another()
}

async function another(): Promise<Connection> {
  const one = await open(server.url())
  opened.push(one)
  return one
}

const names = (count: number) => Array.from({ length: count }, (_, n) => `good/${String(n).padStart(4, '0')}`)
const paths = (screenings: readonly Screening[]) => screenings.map(({ path }) => path)
const told = (screenings: readonly Screening[]) =>
  screenings.map(({ path, gaps }) => [path, ...gaps.map(({ reason }) => reason)].join(' '))
const rows = () => [...queryLedger(ledger, { history: true })].filter(({ kind }) => kind === 'document')
const counts = () => connection.queue.getJobCounts('active', 'waiting', 'completed', 'failed')
const jobs = () => connection.queue.getJobCountByTypes('waiting', 'active', 'delayed', 'completed', 'failed')

describe('documents of a queue', () => {
  it('are screened by machines that share it, and collected each once, in the order they were met', async () => {
    await start()
    const all = names(120)
    expect(await put(connection, ['good'], sourcesOf(all))).toBe(120)
    const done: number[] = []
    await Promise.all([actingPool(), actingPool()].map(async (pool, at) =>
      workOn(await another(), pool, { onDone: () => (done[at] = (done[at] ?? 0) + 1) })))
    await collectAll(connection, ledger)
    expect([done.length, done[0]! + done[1]!]).toEqual([2, 120])
    expect(paths(await reported(connection, ledger))).toEqual(all)
    expect([rows().length, await jobs(), verifyLedger(ledger).faults]).toEqual([120, 0, []])
  })

  it('are enqueued once, however often they are enqueued', async () => {
    await start()
    for (let n = 0; n < 3; n++) expect(await put(connection, ['good'], sourcesOf(names(20)))).toBe(20)
    expect(await jobs()).toBe(20)
  })

  it('wait for room while as many as may lie in the queue lie there', async () => {
    await start()
    const enqueued: number[] = []
    const full: number[] = []
    const putting = put(connection, ['good'], {
      ...sourcesOf(names(2000)), ahead: 600, onProgress: (n) => enqueued.push(n), onFull: (n) => full.push(n),
    })
    while (enqueued.length < 2) await pause(10)
    await pause(700)
    expect([enqueued, full]).toEqual([[500, 1000], [1000]])
    const collecting = collectAll(await another(), ledger)
    const working = workOn(await another(), actingPool(), { drain: false, signal: aborted(collecting) })
    await Promise.all([putting, working.catch(() => undefined), collecting])
    expect(rows()).toHaveLength(2000)
  })

  it('are collected while machines work and others enqueue, and again', async () => {
    await start()
    const collector = await another()
    const all = names(300)
    const collecting = (async () => {
      for (let n = 0; n < 5; n++) await collectAll(collector, ledger, false)
      await collectAll(collector, ledger)
    })()
    await put(connection, ['good'], sourcesOf(all))
    await workOn(await another(), actingPool())
    await collecting
    await collectAll(collector, ledger)
    expect(paths(await reported(connection, ledger))).toEqual(all)
    expect(rows()).toHaveLength(300)
  })

  it('that cannot be screened come to the report with the others', async () => {
    await start()
    const gap = { piece: '', reason: 'link-not-followed' } as const
    await put(connection, ['a'], { sources: async function* () { yield { kind: 'gap', path: 'a', gap } } })
    await workOn(connection, actingPool())
    await collectAll(connection, ledger)
    expect(told(await reported(connection, ledger))).toEqual(['a link-not-followed'])
  })

  it('of one path named twice, and of paths within paths, are reported under each of them', async () => {
    await start()
    const all = ['good/a', 'good/b/c', 'good/d']
    await put(connection, ['good', 'good/b', 'good'], sourcesOf(all))
    await workOn(connection, actingPool())
    await collectAll(connection, ledger)
    expect(paths(await reported(connection, ledger))).toEqual([...all, 'good/b/c', ...all])
    const [walk] = (await readWalks(connection)).values()
    expect(walk!.documents).toEqual([3, 1, 3])
  })
})

describe('nothing is lost, and nothing is there twice', () => {
  it('when the collector dies between the ledger and Redis', async () => {
    await start()
    await put(connection, ['good'], sourcesOf(names(5)))
    await workOn(connection, actingPool())
    const dying = new Proxy(connection.queue, {
      get: (queue, name) =>
        name === 'remove' ? () => Promise.reject(new Error('dead')) : Reflect.get(queue, name, queue),
    })
    await expect(collectAll({ ...connection, queue: dying }, ledger)).rejects.toThrow('dead')
    expect([rows().length, await jobs()]).toEqual([5, 5])
    await collectAll(connection, ledger)
    expect([rows().length, await jobs()]).toEqual([5, 0])
  })

  it('when one document is in the hands of two machines', async () => {
    await start()
    await put(connection, ['loop'], sourcesOf(['loop/1']))
    const machine = await readingMachine()
    // It hangs, its lock runs out, another one takes the document; then it comes back with an answer of its own.
    machine.kill('SIGSTOP')
    const done: string[] = []
    await workOn(await another(), actingPool(1), { lockMilliseconds: 500, onDone: ([first]) => done.push(first!.path) })
    const [job] = await connection.queue.getCompleted()
    machine.kill('SIGCONT')
    await pause(500)
    await collectAll(connection, ledger)
    await end(machine)
    expect([job!.attemptsStarted, done]).toEqual([2, ['loop/1']])
    expect(told(await reported(connection, ledger))).toEqual(['loop/1 timed-out'])
    expect([rows().length, await jobs()]).toEqual([1, 0])
  })

  it('when a machine is killed while it reads', async () => {
    await start()
    await put(connection, ['loop', 'good'], sourcesOf(['loop/1', ...names(10)]))
    await end(await readingMachine())
    expect(await jobs()).toBe(11)
    await takeOver(await another())
    await collectAll(connection, ledger)
    expect(told(await reported(connection, ledger))).toEqual(['loop/1 timed-out', ...names(10)])
    expect(rows()).toHaveLength(11)
  })

  it('when a document takes every machine along: it becomes a gap', async () => {
    await start()
    await put(connection, ['loop'], sourcesOf(['loop/1']))
    for (let n = 0; n < 3; n++) await end(await readingMachine())
    await takeOver(await another())
    await collectAll(connection, ledger)
    expect(told(await reported(connection, ledger))).toEqual(['loop/1 reader-crashed'])
  })

  it.each(['SIGTERM', 'SIGKILL'] as const)('when Redis dies of %s in mid-run and comes back', async (signal) => {
    await start(['--appendonly', 'yes', '--appendfsync', 'always'])
    const all = names(400)
    let done = 0
    let fall: Promise<void> | undefined
    await put(connection, ['good'], sourcesOf(all))
    const collecting = collectAll(await another(), ledger)
    await workOn(await another(), actingPool(), {
      lockMilliseconds: 2000,
      onDone: () => {
        if (++done >= 50) fall ??= server.stop(signal).then(() => server.start())
      },
    })
    await fall
    await collecting
    expect(fall).toBeDefined()
    expect(paths(await reported(connection, ledger))).toEqual(all)
    expect([rows().length, await jobs(), verifyLedger(ledger).faults]).toEqual([400, 0, []])
  })

  it('when a machine is stopped: what it reads goes back at once', async () => {
    await start()
    await put(connection, ['loop', 'good'], sourcesOf(['loop/1', 'loop/2', 'loop/3', 'loop/4', 'good/5']))
    const reason = new Error('stopped')
    const stop = new AbortController()
    const working = workOn(await another(), actingPool(), { drain: false, signal: stop.signal })
    while ((await connection.queue.getActiveCount()) < 4) await pause(10)
    stop.abort(reason)
    await expect(working).rejects.toBe(reason)
    expect(await counts()).toEqual({ active: 0, waiting: 5, completed: 0, failed: 0 })
  })

  it('when the enqueuer is stopped: the report is not complete until it has come to its end', async () => {
    await start()
    const stop = new AbortController()
    const onProgress = () => stop.abort(new Error('stopped'))
    const stopped = put(connection, ['good'], { ...sourcesOf(names(1200)), signal: stop.signal, onProgress })
    await expect(stopped).rejects.toThrow('stopped')
    await workOn(connection, actingPool())
    await collectAll(connection, ledger, false)
    expect(await whatIsLeft(connection)).toEqual({ documents: 0, open: 1 })
    await put(connection, ['good'], sourcesOf(names(1200)))
    await workOn(connection, actingPool())
    await collectAll(connection, ledger)
    expect(await whatIsLeft(connection)).toEqual({ documents: 0, open: 0 })
    expect(paths(await reported(connection, ledger))).toEqual(names(1200))
  })

  it('when Redis loses jobs, it is told how many', async () => {
    await start()
    await put(connection, ['good'], sourcesOf(names(10)))
    for (const job of await connection.queue.getWaiting(0, 2)) await job.remove()
    await workOn(connection, actingPool())
    await collectAll(connection, ledger)
    const [walk] = (await readWalks(connection)).values()
    const found = [[...collectedRows(ledger, walk!)].length]
    expect([missing(walk!, found), missing(walk!, [10])]).toEqual([3, 0])
  })
})

describe('machines that would answer otherwise', () => {
  it.each([
    ['another ruleset', { ruleset: { ...BASIS.ruleset, digest: 'sha256:bb' } }, /ruleset sha256:aa, and here it is sha256:bb/],
    ['another version', { engine: '1.0.1' }, /wants version 1\.0\.0 of this program, and this is 1\.0\.1/],
    ['other options', { options: '{"ocr":"off"}' }, /wants other options/],
  ] as const)('%s: do not work on the queue, and nothing of theirs gets in', async (_, other, message) => {
    await start()
    const basis = { ...BASIS, ...other }
    await put(connection, ['good'], sourcesOf(names(3)))
    await expect(workOn(connection, actingPool(), { basis })).rejects.toThrow(message)
    await expect(put(connection, ['good'], { ...sourcesOf(names(3)), basis })).rejects.toThrow(message)
    expect(await counts()).toEqual({ active: 0, waiting: 3, completed: 0, failed: 0 })
  })

  it('are told so when others enqueue after they began, and hand the documents back', async () => {
    await start()
    const working = workOn(await another(), actingPool(), { basis: { ...BASIS, engine: '0.9.0' }, drain: false })
    await put(connection, ['good'], sourcesOf(names(3)))
    await expect(working).rejects.toThrow(/wants version 1\.0\.0/)
    expect(await counts()).toEqual({ active: 0, waiting: 3, completed: 0, failed: 0 })
  })

  it('may have the queue when nothing is left in it', async () => {
    await start()
    await put(connection, ['good'], sourcesOf(names(3)))
    await workOn(connection, actingPool())
    await collectAll(connection, ledger)
    const basis = { ...BASIS, engine: '2.0.0' }
    await put(connection, ['good'], { ...sourcesOf(names(4)), basis })
    await workOn(connection, actingPool(), { basis })
    await collectAll(connection, ledger)
    expect(paths(await reported(connection, ledger))).toEqual(names(4))
    expect(rows()).toHaveLength(7)
  })
})

describe('what others write into the queue', () => {
  const strange = [{}, { walk: 'x', source: { kind: 'bytes', path: 'x' } }, 'text']
  it.each(strange)('%j is left out, and every document is there', async (data) => {
    await start()
    await put(connection, ['good'], sourcesOf(names(3)))
    await connection.queue.add('other', data)
    await workOn(connection, actingPool())
    await collectAll(connection, ledger)
    expect(paths(await reported(connection, ledger))).toEqual(names(3))
  })

  const lists = '"findings":[],"gaps":[],"suppressed":[],"remarks":[]'
  it.each([
    'null', '[]', '[{"path":"good/0000","verdict":"clear"}]', `[{"path":"other","verdict":"clear",${lists}}]`,
    `[{"path":"good/0000","verdict":"fine",${lists}}]`,
  ])(
    'the result %s is none: the document is a gap', async (result) => {
      await start()
      await put(connection, ['good'], sourcesOf(names(1)))
      await workOn(connection, actingPool())
      const [job] = await connection.queue.getCompleted()
      await connection.redis.hset(`screen:documents:${job!.id}`, 'returnvalue', result)
      await collectAll(connection, ledger)
      expect(told(await reported(connection, ledger))).toEqual(['good/0000 reader-crashed'])
    })

  it('a walk that cannot be read stops machine and collector', async () => {
    await start()
    await put(connection, ['good'], sourcesOf(names(1)))
    await connection.redis.hset('screen:documents:walks', 'x', '{')
    await expect(workOn(connection, actingPool())).rejects.toThrow(/does not hold together/)
    await expect(collectAll(connection, ledger)).rejects.toThrow(/does not hold together/)
  })
})

/** Aborted when a promise has come to its end. */
function aborted(promise: Promise<unknown>): AbortSignal {
  const controller = new AbortController()
  void promise.then(() => controller.abort(new Error('over')))
  return controller.signal
}

/** Starts a machine, a process of its own, and waits until it reads the document that loops. */
async function readingMachine(): Promise<ChildProcess> {
  const taken = async () => (await connection.queue.getJobs(['waiting', 'active']))
    .find(({ data }) => (data as JobData).source.path === 'loop/1')?.attemptsStarted ?? 0
  const before = await taken()
  const script = join(import.meta.dirname, 'fixtures/machine.ts')
  const machine = spawn(process.execPath, ['--import', 'tsx', script, server.url()], { stdio: 'inherit' })
  while ((await taken()) === before && machine.exitCode === null) await pause(20)
  return machine
}

async function end(machine: ChildProcess): Promise<void> {
  machine.kill('SIGKILL')
  await once(machine, 'exit')
}

/** Another machine gets what the dead one held; it ends documents that loop by their time. */
async function takeOver(other: Connection): Promise<void> {
  await workOn(other, actingPool(2), { lockMilliseconds: 500 })
}
