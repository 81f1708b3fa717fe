import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { buildMatcher } from '../../src/match/index.js'
import { foldTable } from '../../src/normalise/index.js'

/** The work of a worker: scan with the shared matcher, or, without one, run a busy loop. */
interface Job {
  readonly matcher: Uint8Array | undefined
  readonly text: Uint8Array
  readonly rounds: number
}

/**
 * Compares the speed-up of two workers that share a compiled matcher and a text with the speed-up of two busy loops. A
 * ratio of 1 means that sharing costs nothing.
 */
export async function measureWorkers(terms: readonly string[], bytes: Uint8Array): Promise<void> {
  const matcher = buildMatcher(terms, { fold: foldTable() }).toBytes({ shared: true })
  const text = new Uint8Array(new SharedArrayBuffer(bytes.length))
  text.set(bytes)
  const gains: [number, number][] = []
  for (let round = 0; round < ROUNDS; round++) {
    gains.push([await gain({ matcher, text, rounds: 12 }), await gain({ matcher: undefined, text, rounds: 60 })])
  }
  const [scanning, busy] = [0, 1].map((n) => median(gains.map((gain) => gain[n]!)))
  console.log(`\ntwo workers, ${terms.length} terms: ${scanning!.toFixed(2)} times one scanning,`
    + ` ${busy!.toFixed(2)} times one busy loop; ratio ${median(gains.map(([a, b]) => a / b)).toFixed(2)}`)
}

const ROUNDS = 5
const WORKER = join(import.meta.dirname, 'worker.mjs')

/** The work of two workers, in the same CPU time for each, divided by the work of one. */
async function gain(job: Job): Promise<number> {
  const alone = await secondsOf([job])
  return (4 * alone) / (await secondsOf([job, job]))
}

/** CPU time of all workers together, which does not include waiting for a processor. */
async function secondsOf(jobs: readonly Job[]): Promise<number> {
  const workers = jobs.map((job) => new Worker(WORKER, { workerData: job }))
  await Promise.all(workers.map((worker) => nextMessage(worker)))
  const done = Promise.all(workers.map((worker) => nextMessage(worker)))
  const start = process.cpuUsage()
  workers.forEach((worker) => { worker.postMessage('go') })
  await done
  const { user, system } = process.cpuUsage(start)
  await Promise.all(workers.map((worker) => worker.terminate()))
  return (user + system) / 1e6
}

function nextMessage(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!
}
