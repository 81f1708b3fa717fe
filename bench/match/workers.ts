import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { buildMatcher } from '../../src/match/index.js'
import { foldTable } from '../../src/normalise/index.js'

/** What a worker is to do: scan with the one compiled matcher, or keep its core busy. */
export interface Errand {
  readonly matcher: Uint8Array | undefined
  readonly text: Uint8Array
  readonly rounds: number
}

/**
 * How much two workers do that share one compiled matcher and one text, against two busy loops: 1 means that they are
 * in each other's way no more than any two programs of this machine are.
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

/** How many times the work of one worker two of them do, each for as much time of a processor of its own. */
async function gain(errand: Errand): Promise<number> {
  const alone = await secondsOf([errand])
  return (4 * alone) / (await secondsOf([errand, errand]))
}

/** CPU time of all workers together: waiting for a processor that others use is not theirs. */
async function secondsOf(errands: readonly Errand[]): Promise<number> {
  const workers = errands.map((errand) => new Worker(WORKER, { workerData: errand }))
  await Promise.all(workers.map((worker) => answer(worker)))
  const done = Promise.all(workers.map((worker) => answer(worker)))
  const start = process.cpuUsage()
  workers.forEach((worker) => { worker.postMessage('go') })
  await done
  const { user, system } = process.cpuUsage(start)
  await Promise.all(workers.map((worker) => worker.terminate()))
  return (user + system) / 1e6
}

function answer(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!
}
