import { Worker } from 'node:worker_threads'

/** Far beyond what any document here takes: reached only by what never ends. */
const SECONDS = 120

/** Ends this process, with the name of the mutant, when one of them does not end. Guarded state. */
export class Watchdog {
  readonly #beat = new Int32Array(new SharedArrayBuffer(4))
  readonly #worker = new Worker(PATROL, { eval: true, workerData: { beat: this.#beat, seconds: SECONDS } })

  /** Work on `name` begins. */
  begin(name: string): void {
    Atomics.add(this.#beat, 0, 1)
    this.#worker.postMessage(name)
  }

  async end(): Promise<void> {
    await this.#worker.terminate()
  }
}

const PATROL = `
const { parentPort, workerData } = require('node:worker_threads')
let name = '', last = -1
parentPort.on('message', (message) => { name = message })
setInterval(() => {
  const now = Atomics.load(workerData.beat, 0)
  if (now !== last) { last = now; return }
  require('node:fs').writeSync(2, 'does not end: ' + name + '\\n')
  process.kill(process.pid, 'SIGKILL')
}, workerData.seconds * 1000)
`
