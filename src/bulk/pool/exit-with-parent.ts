import { Worker } from 'node:worker_threads'

/**
 * Kills this process within a second of its parent's death, even while a document keeps the event loop busy: no event
 * handler would run then, so a thread polls the parent.
 */
export function exitWithParent(): void {
  const limits = { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1, stackSizeMb: 1 }
  // Read the parent's id here: the parent may be dead before the thread has started.
  new Worker(WATCHER, { eval: true, execArgv: [], resourceLimits: limits, workerData: process.ppid }).unref()
}

/**
 * On Linux and macOS an orphan gets a new parent id. On Windows it keeps the old one, so the thread also asks whether a
 * process with that id exists.
 */
const WATCHER = `
  const parent = require('node:worker_threads').workerData
  const alive = () => { try { return process.kill(parent, 0) } catch (error) { return error.code === 'EPERM' } }
  setInterval(() => { if (process.ppid !== parent || !alive()) process.kill(process.pid, 'SIGKILL') }, 500)
`
