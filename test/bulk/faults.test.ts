import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLedger, queryLedger, verifyLedger } from '../../src/bulk/ledger/index.js'
import { statFile } from '../../src/bulk/ledger/file-stat.js'

const fixtures = join(import.meta.dirname, 'fixtures')
const worker = join(fixtures, 'file-worker.mjs')
let folder: string
let program: string

beforeAll(async () => {
  folder = mkdtempSync(join(import.meta.dirname, '../../node_modules/.faults-'))
  program = join(folder, 'ledger-run.mjs')
  await build({
    entryPoints: [join(fixtures, 'ledger-run.ts'), join(fixtures, 'looping-worker.ts')],
    outdir: folder, outExtension: { '.js': '.mjs' }, bundle: true, platform: 'node', format: 'esm', target: 'node20',
    packages: 'external',
  })
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Numbers from 0 to 1, the same every time (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** An archive whose files are old enough to be known by their times. */
async function archive(name: string, documents: number, others: readonly string[] = []): Promise<string> {
  const root = join(folder, name)
  const names = Array.from({ length: documents }, (_, n) => `${n % 7}/document-${n}.txt`)
  for (const path of [...names, ...others]) {
    mkdirSync(join(root, path, '..'), { recursive: true })
    // Every fifth is a copy of another one; all take a few milliseconds.
    const content = Number(/\d+\.txt$/.exec(path)?.[0].slice(0, -4) ?? 1000)
    writeFileSync(join(root, path), `3\n${content % 5 === 0 ? content % 20 : content}\n`)
  }
  const last = join(root, [...names, ...others].at(-1)!)
  const source = { kind: 'file', path: last, file: Buffer.from(last), follow: false } as const
  while (statFile(source)?.mtime === undefined) await pause(50)
  return root
}

interface Ended {
  readonly stdout: string
  readonly stderr: string
  readonly status: number | null
}

/** Starts a run; `meanwhile` may end it. */
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

/** The process ids of a process's children. */
function workersOf(pid: number): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((one) => {
    try {
      return readFileSync(`/proc/${one}/stat`, 'latin1').split(') ')[1]?.split(' ')[1] === String(pid)
    } catch {
      return false
    }
  })
}

/** Every document once, and the chain whole. */
function expectWhole(ledger: string, documents: number): void {
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

describe.runIf(onLinux)('a bulk run with a ledger loses nothing and does nothing twice, and its report is whole', {
  timeout: 300_000,
}, () => {
  it('when it is killed at fifty random moments and begun again', async () => {
    const root = await archive('parent', 900)
    const next = random(20260115)
    const ledger = join(folder, 'parent.ledger')
    let recorded = 0
    for (let kill = 0; kill < 50; kill++) {
      const { status, stdout } = await run(root, ledger, async (child, lines) => {
        // At some time, or when some more documents are told: whichever comes first, well before the end.
        const until = performance.now() + (kill % 2 === 0 ? next() * 300 : Infinity)
        const target = recorded + Math.floor(next() * 6)
        while (lines() < target && performance.now() < until && child.exitCode === null) await pause(2)
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
    expectWhole(ledger, 900)
  })

  it('when its workers are killed at fifty random moments', async () => {
    const root = await archive('workers', 1500)
    const next = random(4)
    const ledger = join(folder, 'workers.ledger')
    let kills = 0
    const { status, stdout } = await run(root, ledger, async (child, lines) => {
      for (let told = 0; kills < 50 && child.exitCode === null; told = lines()) {
        // What was under way at the last kill is done: one killed three times over would rightly be a gap.
        while (lines() < told + 9 && child.exitCode === null) await pause(1)
        await pause(next() * 15)
        const workers = workersOf(child.pid!)
        const one = workers[Math.floor(next() * workers.length)]
        if (one === undefined) continue
        process.kill(one, 'SIGKILL')
        kills++
      }
    })
    expect([status, kills]).toEqual([0, 50])
    expect(stdout).toBe((await run(root, join(folder, 'workers-unbroken.ledger'))).stdout)
    expectWhole(ledger, 1500)
  })

  it('when documents allocate without end, loop, change or vanish while they are read', async () => {
    const names = ['heap.x', 'loop.x', 'change.x', 'vanish.x'].map((name, n) => `${n}/${name}`)
    const root = await archive('hostile', 20, names)
    const ledger = join(folder, 'hostile.ledger')
    const first = await run(root, ledger)
    expect(first.status).toBe(0)
    const gaps = first.stdout.split('\n').flatMap((line) => /"reason":"([^"]*)"/.exec(line)?.[1] ?? [])
    expect(gaps.sort()).toEqual(['not-found', 'out-of-memory', 'timed-out'])
    // The one that changed is screened again, what loops and allocates is known to.
    const second = await run(root, ledger)
    expect([second.stdout.split('\n').length, second.stderr]).toEqual([24, '1\n'])
    const open = openLedger(ledger)
    expect(verifyLedger(open).faults).toEqual([])
    open.close()
  })

  it('when the disk is full and space is made', async () => {
    const root = await archive('disk', 200)
    const ledger = join(folder, 'disk.ledger')
    const full = await run(root, ledger, undefined, '100')
    expect(full.status).toBe(2)
    expect(full.stderr).toMatch(/cannot be used: (database or disk is full|disk I\/O error)/)
    const resumed = await run(root, ledger)
    expect(resumed.stdout).toBe((await run(root, join(folder, 'disk-unbroken.ledger'))).stdout)
    expectWhole(ledger, 200)
  })
})

describe.runIf(onLinux)('a worker that loops', () => {
  it('does not outlive a parent that was killed', async () => {
    const parent = spawn(process.execPath, ['-e', `
      const worker = require('node:child_process').fork(process.argv[1])
      worker.on('message', () => console.log(worker.pid))
      setInterval(() => undefined, 1000)`, join(folder, 'looping-worker.mjs')])
    const pid = await new Promise<number>((resolve) => {
      parent.stdout.on('data', (data: Buffer) => resolve(Number(data.toString())))
    })
    parent.kill('SIGKILL')
    while (isAlive(pid)) await pause(50)
    expect(isAlive(pid)).toBe(false)
  })
})

/** A dead process nobody has waited for yet is no longer at work. */
function isAlive(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return false
  }
}
