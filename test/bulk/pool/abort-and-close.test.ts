import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { Pool } from '../../../src/bulk/index.js'
import type { Screening } from '../../../src/model/index.js'
import type { Source } from '../../../src/source/index.js'
import { until } from '../../until.js'

const script = join(import.meta.dirname, '../fixtures/worker.mjs')
const limits = { milliseconds: 60_000, heapMegabytes: 64 }
const reason = new Error('enough')
let pool: Pool

afterEach(() => pool.close())

function open(jobs: number): Pool {
  return (pool = new Pool({ screener: { limits, lexicons: [] }, jobs, script }))
}

const source = (path: string): Source => ({ kind: 'bytes', path, bytes: new Uint8Array() })
const processOf = ([screening]: readonly Screening[]) => screening!.bytes

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('a signal that aborts', () => {
  it('before the document is given rejects it and touches no worker', async () => {
    open(1)
    const before = processOf(await pool.run(source('a')))
    await expect(pool.run(source('loop'), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    expect(processOf(await pool.run(source('b')))).toBe(before)
  })

  it('kills the worker of a document that is being screened; the others are screened by a new one', async () => {
    open(1)
    const before = processOf(await pool.run(source('a')))
    const controller = new AbortController()
    const looping = pool.run(source('loop'), { signal: controller.signal })
    const waiting = pool.run(source('b'))
    controller.abort(reason)
    await expect(looping).rejects.toBe(reason)
    expect(processOf(await waiting)).not.toBe(before)
    await until(() => !isAlive(Number(before)))
  })

  it('takes a waiting document out of the queue', async () => {
    open(1)
    const controller = new AbortController()
    const looping = new AbortController()
    const first = pool.run(source('loop'), { signal: looping.signal })
    const waiting = pool.run(source('abort'), { signal: controller.signal })
    controller.abort(reason)
    await expect(waiting).rejects.toBe(reason)
    looping.abort(reason)
    await expect(first).rejects.toBe(reason)
    expect(await pool.run(source('c'))).toMatchObject([{ path: 'c', gaps: [] }])
  })

  it('after the document was screened does nothing', async () => {
    open(1)
    const controller = new AbortController()
    const before = processOf(await pool.run(source('a'), { signal: controller.signal }))
    controller.abort(reason)
    expect(processOf(await pool.run(source('b')))).toBe(before)
  })
})

describe('closing', () => {
  it('resolves when every process has exited', async () => {
    open(3)
    const screened = await Promise.all(['a', 'b', 'c'].map((path) => pool.run(source(path))))
    const looping = pool.run(source('loop'))
    const rejected = expect(looping).rejects.toBe(reason)
    await pool.close(reason)
    await rejected
    for (const pid of new Set(screened.map(processOf))) expect(() => process.kill(Number(pid), 0)).toThrow('ESRCH')
  })

  it('may be done twice', async () => {
    open(1)
    await pool.ruleset
    await Promise.all([pool.close(reason), pool.close()])
    await expect(pool.run(source('a'))).rejects.toBe(reason)
  })

  it('while workers start resolves too', async () => {
    open(2)
    await pool.close(reason)
    await expect(pool.ruleset).rejects.toBe(reason)
  })
})
