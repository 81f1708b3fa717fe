import { Worker } from 'node:worker_threads'

/**
 * Ends this process when its parent is gone, even while a document loops: then no event is heard any more, but a
 * thread of its own still runs. A parent killed outright leaves nothing behind for longer than a second.
 */
export function endWithParent(): void {
  const limits = { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1, stackSizeMb: 1 }
  // The parent may be gone before the thread has started.
  new Worker(WATCH, { eval: true, execArgv: [], resourceLimits: limits, workerData: process.ppid }).unref()
}

/** Who loses its parent gets another one. Where the system does not do so (Windows), the old one cannot be asked. */
const WATCH = `
  const parent = require('node:worker_threads').workerData
  const alive = () => { try { return process.kill(parent, 0) } catch (error) { return error.code === 'EPERM' } }
  setInterval(() => { if (process.ppid !== parent || !alive()) process.kill(process.pid, 'SIGKILL') }, 500)
`
