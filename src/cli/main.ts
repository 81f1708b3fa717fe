import type { Io, Outlet } from './io.js'
import { run } from './run.js'

/** Runs the command in this process, for the bin: sets the exit status and lets what was written drain. */
export async function main(): Promise<void> {
  const interrupt = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => (interrupt.signal.aborted ? process.exit(INTERRUPTED) : interrupt.abort(new Error(name))))
  }
  process.exitCode = await run(process.argv.slice(2), processIo(interrupt.signal))
  // A standard input that is still open would keep the process waiting.
  if (process.exitCode === INTERRUPTED) process.exit()
}

const INTERRUPTED = 130

function processIo(signal: AbortSignal): Io {
  return {
    get stdin() {
      return process.stdin
    },
    stdout: outlet(process.stdout),
    stderr: outlet(process.stderr),
    env: process.env,
    signal,
  }
}

/** A closed pipe is no fault: it is told by `false`, and the run decides what it means. */
function outlet(stream: NodeJS.WriteStream): Outlet {
  let gone = false
  stream.on('error', () => (gone = true))
  return {
    isTTY: stream.isTTY === true,
    columns: stream.columns ?? 80,
    write: (content) =>
      new Promise((resolve) => {
        if (gone) resolve(false)
        else stream.write(content, (error) => resolve(!error))
      }),
  }
}
