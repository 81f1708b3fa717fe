/** A stream that the command writes to. */
export interface OutputStream {
  /** Resolves when the content was passed on; to false when the reader has closed the pipe. */
  write(content: string | Uint8Array): Promise<boolean>
  readonly isTTY: boolean
  readonly columns: number
}

/**
 * Everything the command uses of its process; tests pass their own. Relative paths are relative to the working
 * directory of the process.
 */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array>
  readonly stdout: OutputStream
  readonly stderr: OutputStream
  /** Asks for a line that is not shown while it is typed. Undefined where there is no terminal. */
  readonly askSecret?: ((prompt: string) => Promise<string>) | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  /** Aborted by SIGINT (Ctrl-C), SIGTERM and SIGHUP. */
  readonly signal: AbortSignal
}

/** The environment for other programs: that of the process where `env` has no path to find them. */
export function processEnv(env: Io['env']): Io['env'] {
  return env.PATH === undefined ? { ...process.env, ...env } : env
}

/** The same process with other streams. Standard input is opened only when a command reads it. */
export function withStreams(io: Io, { stdout, stderr }: Pick<Io, 'stdout' | 'stderr'>): Io {
  return {
    get stdin() {
      return io.stdin
    },
    stdout, stderr, env: io.env, signal: io.signal, askSecret: io.askSecret,
  }
}
