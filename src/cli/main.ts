import type { Io, OutputStream } from './io.js'
import { run } from './run.js'

/** Entry point of the bin: runs the command in this process, sets the exit status, and lets pending output drain. */
export async function main(): Promise<void> {
  const interrupt = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => (interrupt.signal.aborted ? process.exit(INTERRUPTED) : interrupt.abort(new Error(name))))
  }
  process.exitCode = await run(process.argv.slice(2), processIo(interrupt.signal))
  // An open standard input would keep the process alive.
  if (process.exitCode === INTERRUPTED) process.exit()
}

const INTERRUPTED = 130

function processIo(signal: AbortSignal): Io {
  return {
    get stdin() {
      return process.stdin
    },
    stdout: outputStream(process.stdout),
    stderr: outputStream(process.stderr),
    askSecret: process.stdin.isTTY && process.stderr.isTTY ? askSecret : undefined,
    env: process.env,
    signal,
  }
}

/** Reads a line in raw mode, in which the terminal does not show what is typed. Ctrl-C ends the process. */
async function askSecret(prompt: string): Promise<string> {
  const { stdin, stderr } = process
  stderr.write(prompt)
  stdin.setRawMode(true)
  const decoder = new TextDecoder()
  try {
    let typed = ''
    for await (const chunk of stdin.iterator({ destroyOnReturn: false })) {
      for (const key of decoder.decode(chunk as Uint8Array, { stream: true })) {
        if (key === '\r' || key === '\n' || key === '\x04') return typed
        if (key === '\x03') process.exit(INTERRUPTED)
        typed = key === '\x7f' || key === '\b' ? [...typed].slice(0, -1).join('') : typed + key
      }
    }
    return typed
  } finally {
    stdin.setRawMode(false)
    stdin.pause()
    stderr.write('\n')
  }
}

/** A closed pipe is not an error: `write` resolves to false, and the caller decides what that means. */
function outputStream(stream: NodeJS.WriteStream): OutputStream {
  let closed = false
  const { columns = 80 } = stream // undefined when the stream is not a terminal, despite its type
  stream.on('error', () => (closed = true))
  return {
    isTTY: stream.isTTY === true,
    columns,
    write: (content) =>
      new Promise((resolve) => {
        if (closed) resolve(false)
        else stream.write(content, (error) => resolve(!error))
      }),
  }
}
