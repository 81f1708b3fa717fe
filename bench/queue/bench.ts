// npx tsx bench/queue/bench.ts [DIR] [--documents N] [--jobs N] [--rate-only]: the cost of a document in a queue:
// processor time of the workers and of Redis, bytes in Redis, on the network and in the ledger. docs/scale.md uses them.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Redis } from 'ioredis'
import type { Pool } from '../../src/bulk/index.js'
import { startRedis } from '../../test/builders/redis-server.js'
import { collect, enqueue, ledgerIn, namedSources, openQueue, work } from '../../test/bulk/queue/queue.js'
import { makeArchive } from '../bulk/archive.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    documents: { type: 'string', default: '2000' },
    jobs: { type: 'string', default: '1' },
    'rate-only': { type: 'boolean' },
  },
})
const folder = mkdtempSync(join(tmpdir(), 'bench-queue-'))
const server = await startRedis(['--appendonly', 'yes', '--appendfsync', 'everysec'])
const redis = new Redis(server.url('/0'))
try {
  if (!values['rate-only']) await bench()
  await redis.flushall()
  await rate(20_000)
} finally {
  redis.disconnect()
  await server.remove()
  rmSync(folder, { recursive: true })
}

async function bench(): Promise<void> {
  const archive = makeArchive(join(folder, 'archive'), Number(values.documents), positionals[0])
  const count = archive.files.length
  const ledger = join(folder, 'ledger')
  const name = archive.files[0]!.length
  print(`${count} documents, ${(archive.bytes / 1e6).toFixed(1)} MB, paths of ${name} characters; ${cpus()[0]?.model}`)
  const empty = await memory()
  printCost('enqueue', count, await measured(['enqueue', join(folder, 'archive')]))
  const waiting = await memory()
  const waits = bytes((waiting - empty) / count)
  print(`Redis stores ${waits} for a waiting document (${await sampled('waiting')} in its own key)`)
  const work = await measured(['work', '--drain', '--root', folder, '--jobs', values.jobs])
  printCost('work', count, work)
  const done = await memory()
  const screened = bytes((done - empty) / count)
  print(`Redis stores ${screened} for a screened document (${await sampled('completed')} in its own key)`)
  const report = ['--output', join(folder, 'report.jsonl'), '--format', 'jsonl']
  printCost('collect', count, await measured(['collect', '--ledger', ledger, ...report]))
  print(`the ledger has ${bytes(statSync(ledger).size / count)} for each document`)
  const [size, speed] = [(archive.bytes / count / 1e3).toFixed(1), (count / work.processor).toFixed(1)]
  print(`${size} kB a document; ${speed} documents per second of processor time`)
}

/** How much processor time of Redis a document takes: measured with a pool that answers at once. */
async function rate(count: number): Promise<void> {
  const names = Array.from({ length: count }, (_, n) => `archive/${n % 1000}/${String(n).padStart(8, '0')}.docx`)
  const connection = await openQueue(server.url('/0'))
  const ledger = ledgerIn(folder)
  const clear = {
    format: 'docx', bytes: 1, verdict: 'clear', findings: [], gaps: [], suppressed: [], remarks: [],
  } as const
  const run = async ({ path }: { path: string }) => [{ path, ...clear }]
  const pool = { run, close: () => undefined } as unknown as Pool
  const steps = {
    enqueue: () => enqueue(connection, ['archive'], namedSources(names)),
    work: () => work(connection, pool, { jobs: 16 }),
    collect: () => collect(connection, ledger),
  }
  let sum = 0
  for (const [step, run] of Object.entries(steps)) {
    const before = { at: performance.now(), ...(await figures()) }
    await run()
    const own = (await figures()).redis - before.redis
    const seconds = (performance.now() - before.at) / 1000
    sum += own
    const [speed, each] = [(count / seconds).toFixed(0), ((own / count) * 1e6).toFixed(0)]
    print(`${step} alone: ${speed} documents/s, ${each} µs of Redis for each`)
  }
  print(`one Redis handles at most ${(count / sum).toFixed(0)} documents a second`)
  ledger.close()
  await connection.close()
}

interface Cost {
  readonly seconds: number
  /** Processor seconds of the command with its workers, and of Redis. */
  readonly processor: number
  readonly redis: number
  /** Bytes from and to Redis. */
  readonly network: number
}

async function measured(argv: readonly string[]): Promise<Cost> {
  const before = { children: childrenSeconds(), at: performance.now(), ...(await figures()) }
  const program = join(import.meta.dirname, '../../bin/screen.js')
  const child = spawn(process.execPath, [program, ...argv, '--queue', server.url('/0')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [status] = (await once(child, 'exit')) as [number]
  if (status > 1 && status !== 3) throw new Error(`screen ${argv[0]} ended with ${status}`)
  const after = await figures()
  return {
    seconds: (performance.now() - before.at) / 1000, processor: childrenSeconds() - before.children,
    redis: after.redis - before.redis, network: after.network - before.network,
  }
}

function printCost(name: string, count: number, { seconds, processor, redis: server, network }: Cost): void {
  const micro = (value: number) => `${((value / count) * 1e6).toFixed(0)} µs`
  const costs = `${micro(processor)} of processor time, ${micro(server)} of Redis, ${bytes(network / count)} on the network`
  print(`${name}: ${(count / seconds).toFixed(0)} documents/s; each takes ${costs}`)
}

/** Processor seconds of all ended children of this process and their children, in steps of 0.01 (Linux). */
function childrenSeconds(): number {
  const fields = readFileSync('/proc/self/stat', 'latin1').split(') ')[1]!.split(' ')
  return (Number(fields[13]) + Number(fields[14])) / 100
}

async function figures(): Promise<{ redis: number; network: number }> {
  const info = await redis.info()
  const field = (key: string) => Number(new RegExp(`^${key}:([\\d.]+)`, 'm').exec(info)?.[1] ?? 0)
  return {
    redis: field('used_cpu_sys') + field('used_cpu_user'),
    network: field('total_net_input_bytes') + field('total_net_output_bytes'),
  }
}

async function memory(): Promise<number> {
  return Number(/^used_memory_dataset:(\d+)/m.exec(await redis.info('memory'))?.[1])
}

/** Mean size of a job's own key, over a hundred jobs. */
async function sampled(state: 'waiting' | 'completed'): Promise<string> {
  const list = 'screen:documents:'
  const ids = state === 'waiting'
    ? await redis.lrange(`${list}wait`, 0, 99)
    : await redis.zrange(`${list}completed`, '0', '99')
  const sizes = await Promise.all(ids.map((id) => redis.memory('USAGE', `${list}${String(id)}`, 'SAMPLES', 0)))
  return bytes(sizes.reduce<number>((sum, size) => sum + Number(size), 0) / sizes.length)
}

function bytes(count: number): string {
  return `${count.toFixed(0)} B`
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
