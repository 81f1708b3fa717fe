import type { Job } from 'bullmq'
import { describe, expect, it } from 'vitest'
import { readWalks, type Connection } from '../../../src/bulk/queue/index.js'
import { BASIS, collect, enqueue, namedSources, reported, scriptedPool, work } from './queue.js'
import { goodNames, pathsAndGaps, pathsOf, useQueue } from './use-queue.js'

const start = useQueue()

describe('a machine whose screenings would differ', () => {
  it.each([
    ['another ruleset', { ruleset: { ...BASIS.ruleset, digest: 'sha256:bb' } }, /ruleset sha256:aa, not sha256:bb/],
    ['another version', { version: '1.0.1' }, /requires version 1\.0\.0 of this program, not 1\.0\.1/],
    ['other options', { options: '{"ocr":"off"}' }, /requires other options/],
  ] as const)('because of %s can neither work on the queue nor enqueue', async (_, other, message) => {
    const { connection, jobsByState } = await start()
    const basis = { ...BASIS, ...other }
    await enqueue(connection, ['good'], namedSources(goodNames(3)))
    await expect(work(connection, scriptedPool(), { basis })).rejects.toThrow(message)
    await expect(enqueue(connection, ['good'], { ...namedSources(goodNames(3)), basis })).rejects.toThrow(message)
    expect(await jobsByState()).toEqual({ active: 0, waiting: 3, completed: 0, failed: 0 })
  })

  it('stops when a walk with another basis begins, and returns its documents', async () => {
    const { connection, another, jobsByState } = await start()
    const working = work(await another(), scriptedPool(), { basis: { ...BASIS, version: '0.9.0' }, drain: false })
    await enqueue(connection, ['good'], namedSources(goodNames(3)))
    await expect(working).rejects.toThrow(/requires version 1\.0\.0/)
    expect(await jobsByState()).toEqual({ active: 0, waiting: 3, completed: 0, failed: 0 })
  })

  it('may use the queue when it is empty', async () => {
    const { connection, ledger, rows } = await start()
    await enqueue(connection, ['good'], namedSources(goodNames(3)))
    await work(connection, scriptedPool())
    await collect(connection, ledger)
    const basis = { ...BASIS, version: '2.0.0' }
    await enqueue(connection, ['good'], { ...namedSources(goodNames(4)), basis })
    await work(connection, scriptedPool(), { basis })
    await collect(connection, ledger)
    expect(pathsOf(await reported(connection, ledger))).toEqual(goodNames(4))
    expect(rows()).toHaveLength(7)
  })
})

describe('a queue of the version before results named their schema', () => {
  const otherSchema = { code: 'configuration', message: expect.stringMatching(/report\/v1.*report\/v2/) as string }

  /** Rewrites the walk and the results of a queue as version 1 stored them. */
  async function turnIntoV1(connection: Connection): Promise<void> {
    for (const [id, walk] of await readWalks(connection)) {
      const { ruleset, version: engine, options } = walk.basis
      const stored = JSON.stringify({ ...walk, basis: { ruleset, engine, options } })
      await connection.redis.hset('screen:documents:walks', id, stored)
    }
    for (const job of await connection.queue.getCompleted()) await turnResultIntoV1(connection, job)
  }

  async function turnResultIntoV1({ redis }: Connection, job: Job): Promise<void> {
    const { screenings } = job.returnvalue as { screenings: unknown }
    await redis.hset(`screen:documents:${job.id}`, 'returnvalue', JSON.stringify(screenings))
  }

  it('is refused by all three commands, and keeps its documents', async () => {
    const { connection, ledger, jobsByState, rows } = await start()
    await enqueue(connection, ['good'], namedSources(goodNames(3)))
    await work(connection, scriptedPool())
    await turnIntoV1(connection)
    await expect(collect(connection, ledger)).rejects.toMatchObject(otherSchema)
    await expect(work(connection, scriptedPool())).rejects.toMatchObject(otherSchema)
    await expect(enqueue(connection, ['good'], namedSources(goodNames(3)))).rejects.toMatchObject(otherSchema)
    expect(await jobsByState()).toEqual({ active: 0, waiting: 0, completed: 3, failed: 0 })
    expect(rows()).toEqual([])
  })

  it('is free when it is empty', async () => {
    const { connection, ledger } = await start()
    await enqueue(connection, ['good'], namedSources(goodNames(3)))
    await work(connection, scriptedPool())
    await collect(connection, ledger)
    await turnIntoV1(connection)
    await enqueue(connection, ['good'], namedSources(goodNames(4)))
    await work(connection, scriptedPool())
    await collect(connection, ledger)
    expect(pathsOf(await reported(connection, ledger))).toEqual(goodNames(4))
  })

  it.each([
    ['of version 1', (screenings: unknown) => screenings],
    ['of a later version', (screenings: unknown) => ({ schema: 'secrecy-screen/report/v3', screenings })],
  ])('results %s in a queue of this version are not recorded: their documents are screened again', async (_, stored) => {
    const { connection, ledger, jobsByState } = await start()
    await enqueue(connection, ['good'], namedSources(goodNames(3)))
    await work(connection, scriptedPool())
    const [job] = await connection.queue.getCompleted()
    const { screenings } = job!.returnvalue as { screenings: unknown }
    await connection.redis.hset(`screen:documents:${job!.id}`, 'returnvalue', JSON.stringify(stored(screenings)))
    expect((await collect(connection, ledger, false)).refused).toMatchObject({ results: 1, entries: 0 })
    expect(await jobsByState()).toEqual({ active: 0, waiting: 1, completed: 0, failed: 0 })
    await work(connection, scriptedPool())
    await collect(connection, ledger)
    expect(pathsAndGaps(await reported(connection, ledger))).toEqual(goodNames(3))
  })
})

describe('data of other programs in the queue', () => {
  const jobs = [{}, { walk: 'x', source: { kind: 'bytes', path: 'x' } }, 'text']
  it.each(jobs)('the job %j is ignored, and no document is lost', async (data) => {
    const { connection, ledger } = await start()
    await enqueue(connection, ['good'], namedSources(goodNames(3)))
    await connection.queue.add('other', data)
    await work(connection, scriptedPool())
    await collect(connection, ledger)
    expect(pathsOf(await reported(connection, ledger))).toEqual(goodNames(3))
  })
})
