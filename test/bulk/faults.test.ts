import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as immediate } from 'node:timers/promises'
import { build } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'
import { openLedger, queryLedger, verifyLedger } from '../../src/bulk/ledger/index.js'
import { statFile } from '../../src/bulk/ledger/file-stat.js'
import { temporaryFolder } from '../temporary-folder.js'
import { until } from '../until.js'

const fixtures = join(import.meta.dirname, 'fixtures')
const worker = join(fixtures, 'file-worker.mjs')
let folder: string
let program: string

beforeAll(async () => {
  // In node_modules, so that the bundled programs find their packages.
  folder = temporaryFolder(join(import.meta.dirname, '../../node_modules'))
  program = join(folder, 'ledger-run.mjs')
  await build({
    entryPoints: [join(fixtures, 'ledger-run.ts'), join(fixtures, 'looping-worker.ts')],
    outdir: folder, outExtension: { '.js': '.mjs' }, bundle: true, platform: 'node', format: 'esm', target: 'node20',
    packages: 'external',
  })
})

/** Pseudo-random numbers from 0 to 1, the same in every run (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** An archive whose files are old enough for the ledger to rely on their times. */
async function archive(name: string, documents: number, specialPaths: readonly string[] = []): Promise<string> {
  const root = join(folder, name)
  const names = Array.from({ length: documents }, (_, n) => `${n % 7}/document-${n}.txt`)
  for (const path of [...names, ...specialPaths]) {
    mkdirSync(join(root, path, '..'), { recursive: true })
    // The first line says how many milliseconds the worker takes. Every fifth document is a copy.
    const content = Number(/\d+\.txt$/.exec(path)?.[0].slice(0, -4) ?? 1000)
    writeFileSync(join(root, path), `3\n${content % 5 === 0 ? content % 20 : content}\n`)
  }
  const last = join(root, [...names, ...specialPaths].at(-1)!)
  const source = { kind: 'file', path: last, file: Buffer.from(last), follow: false } as const
  await until(() => statFile(source)?.mtime !== undefined)
  return root
}

interface Ended {
  readonly stdout: string
  readonly stderr: string
  readonly status: number | null
}

/** Runs fixtures/ledger-run.ts; `meanwhile` may kill it. @param limit the largest file it may write, for `ulimit -f` */
async function run(
  root: string, ledger: string, meanwhile: (child: ChildProcess, lines: () => number) => unknown = () => undefined,
  limit = 'unlimited',
): Promise<Ended> {
  const command = [process.execPath, program, root, ledger, worker]
  const child = spawn('bash', ['-c', `ulimit -f ${limit}; exec "$0" "$@"`, ...command])
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()))
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()))
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  await meanwhile(child, () => stdout.split('\n').length - 1)
  return { status: await ended, stdout, stderr }
}

/** The ids of a process's children. */
function childrenOf(pid: number): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((one) => {
    try {
      return readFileSync(`/proc/${one}/stat`, 'latin1').split(') ')[1]?.split(' ')[1] === String(pid)
    } catch {
      return false
    }
  })
}

/** Expects each document once and an unbroken chain. */
function expectComplete(ledger: string, documents: number): void {
  const open = openLedger(ledger)
  try {
    expect(verifyLedger(open).faults).toEqual([])
    const paths = [...queryLedger(open, { history: true })].map(({ path }) => path)
    expect(paths).toHaveLength(documents)
    expect(new Set(paths).size).toBe(documents)
  } finally {
    open.close()
  }
}

const onLinux = process.platform === 'linux'

describe.runIf(onLinux)('a run with a ledger loses no document, records none twice and has a complete report', {
  timeout: 300_000,
}, () => {
  it('when it is killed at fifty random moments and repeated', async () => {
    const root = await archive('parent', 900)
    const next = random(20260115)
    const ledger = join(folder, 'parent.ledger')
    let recorded = 0
    for (let kill = 0; kill < 50; kill++) {
      const { status, stdout } = await run(root, ledger, async (child, lines) => {
        // At some time, or after some more documents: whichever comes first, well before the end.
        const time = performance.now() + (kill % 2 === 0 ? next() * 300 : Infinity)
        const target = recorded + Math.floor(next() * 6)
        await until(() => lines() >= target || performance.now() >= time || child.exitCode !== null)
        child.kill('SIGKILL')
      })
      expect(status).toBe(null)
      recorded = Math.max(recorded, stdout.split('\n').length - 1)
    }
    const resumed = await run(root, ledger)
    const unbroken = await run(root, join(folder, 'unbroken.ledger'))
    expect(resumed.status).toBe(0)
    expect(resumed.stdout).toBe(unbroken.stdout)
    expect(Number(resumed.stderr)).toBeLessThan(Number(unbroken.stderr))
    expectComplete(ledger, 900)
  })

  it('when its workers are killed at fifty random moments', async () => {
    const root = await archive('workers', 1500)
    const next = random(4)
    const ledger = join(folder, 'workers.ledger')
    let kills = 0
    const { status, stdout } = await run(root, ledger, async (child, lines) => {
      for (let done = 0; kills < 50 && child.exitCode === null; done = lines()) {
        // The documents of the last kill are finished by then: one that is killed three times has a gap.
        const target = done + 9 + Math.floor(next() * 6)
        await until(() => lines() >= target || child.exitCode !== null)
        for (let turn = Math.floor(next() * 100); turn > 0; turn--) await immediate()
        const workers = childrenOf(child.pid!)
        const one = workers[Math.floor(next() * workers.length)]
        if (one === undefined) continue
        process.kill(one, 'SIGKILL')
        kills++
      }
    })
    expect([status, kills]).toEqual([0, 50])
    expect(stdout).toBe((await run(root, join(folder, 'workers-unbroken.ledger'))).stdout)
    expectComplete(ledger, 1500)
  })

  it('when documents exhaust memory, loop, change or are deleted while they are read', async () => {
    const names = ['heap.x', 'loop.x', 'change.x', 'delete.x'].map((name, n) => `${n}/${name}`)
    const root = await archive('hostile', 20, names)
    const ledger = join(folder, 'hostile.ledger')
    const first = await run(root, ledger)
    expect(first.status).toBe(0)
    const gaps = first.stdout.split('\n').flatMap((line) => /"reason":"([^"]*)"/.exec(line)?.[1] ?? [])
    expect(gaps.sort()).toEqual(['not-found', 'out-of-memory', 'timed-out'])
    // The changed document is screened again. Those that loop and exhaust memory are recorded and are not.
    const second = await run(root, ledger)
    expect([second.stdout.split('\n').length, second.stderr]).toEqual([24, '1\n'])
    const open = openLedger(ledger)
    expect(verifyLedger(open).faults).toEqual([])
    open.close()
  })

  it('when the disk is full and space is freed', async () => {
    const root = await archive('disk', 200)
    const ledger = join(folder, 'disk.ledger')
    const full = await run(root, ledger, undefined, '100')
    expect(full.status).toBe(2)
    expect(full.stderr).toMatch(/cannot be used: (the disk is full|the device failed)/)
    const resumed = await run(root, ledger)
    expect(resumed.stdout).toBe((await run(root, join(folder, 'disk-unbroken.ledger'))).stdout)
    expectComplete(ledger, 200)
  })
})

describe.runIf(onLinux)('a looping worker', () => {
  it('exits when its parent is killed', async () => {
    const parent = spawn(process.execPath, ['-e', `
      const worker = require('node:child_process').fork(process.argv[1])
      worker.on('message', () => console.log(worker.pid))
      setInterval(() => undefined, 1000)`, join(folder, 'looping-worker.mjs')])
    const pid = await new Promise<number>((resolve) => {
      parent.stdout.on('data', (data: Buffer) => resolve(Number(data.toString())))
    })
    parent.kill('SIGKILL')
    await until(() => !isAlive(pid))
  })
})

/** Whether a process runs; a zombie does not. */
function isAlive(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return false
  }
}
