import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { Readable } from 'node:stream'
import type { Io } from '../../src/cli/io.js'
import { run } from '../../src/cli/run.js'
import { temporaryFolder } from '../temporary-folder.js'

/** The output and the exit status of a run. */
export interface Ran {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly stdin?: string
  /** Standard input that arrives over time. */
  readonly stream?: AsyncIterable<Uint8Array>
  /** Called with everything that is written to either stream. */
  readonly onText?: (text: string) => void
  readonly tty?: boolean
  readonly env?: Io['env']
  readonly signal?: AbortSignal
  /** What is typed when a password is asked for. */
  readonly typed?: string
  /** How many writes to standard output succeed before it is closed. */
  readonly reads?: number
}

/** Runs the command in this process; the workers are separate processes, from the built files. */
export async function screen(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const output = { stdout: '', stderr: '' }
  let reads = options.reads ?? Infinity
  const io: Io = {
    stdin: options.stream ?? Readable.from([Buffer.from(options.stdin ?? '')]),
    stdout: {
      isTTY: options.tty ?? false, columns: 80,
      write: async (text) => {
        if (reads-- <= 0) return false
        output.stdout += text
        options.onText?.(String(text))
        return true
      },
    },
    stderr: {
      isTTY: options.tty ?? false, columns: 80,
      write: async (text) => {
        output.stderr += text
        options.onText?.(String(text))
        return true
      },
    },
    ...(options.typed !== undefined && { askSecret: async () => options.typed! }),
    env: options.env ?? {},
    signal: options.signal ?? new AbortController().signal,
  }
  const status = await run(withOneWorker(argv), io)
  return { status, ...output }
}

/**
 * Screens with one worker unless the arguments say how many: a second one costs 0.4 s of CPU time to start, more than
 * these documents take.
 */
function withOneWorker(argv: readonly string[]): readonly string[] {
  if (argv.includes('--jobs') || !argv.some((argument) => isAbsolute(argument))) return argv
  const [first = ''] = argv
  if (first.startsWith('-') || isAbsolute(first)) return ['--jobs', '1', ...argv]
  return first === 'git' ? ['git', '--jobs', '1', ...argv.slice(1)] : argv
}

/** Creates a temporary folder with these files. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder()
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

/** Texts that get the verdict in their name. */
export const BLOCK = '机密★5年\n\n关于印发工作方案的通知\n'
export const REVIEW = '联系电话：13912345678\n'
export const CLEAR = '今天天气很好。\n'
/** Bytes that are neither a known format nor text. */
export const UNREADABLE = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 62, 0])
