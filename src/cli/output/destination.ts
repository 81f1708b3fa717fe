import { randomBytes } from 'node:crypto'
import { open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { ScreenError } from '../../model/index.js'
import type { Io } from '../io.js'

/** Where a report goes: to the standard output as it comes, or into a file that appears whole or not at all. */
export interface Destination {
  /** The unfinished file, which a walk must not take for a document. */
  readonly unfinished?: string
  /** False when whoever read it has gone. */
  write(content: string | Uint8Array): Promise<boolean>
  /** Puts the finished file in its place. */
  finish(): Promise<void>
  /** Takes an unfinished file away. */
  abandon(): Promise<void>
}

/** Opens the destination before anything is screened. @throws ScreenError `usage` when the file cannot be written */
export async function openDestination(output: string | undefined, io: Io): Promise<Destination> {
  if (output === undefined) {
    return {
      write: (content) => io.stdout.write(content),
      finish: async () => undefined,
      abandon: async () => undefined,
    }
  }
  try {
    return await openFile(output)
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'UNKNOWN'
    throw new ScreenError('output-unwritable', { file: output, code }, { cause })
  }
}

/**
 * Opens the destination, lets `write` put a whole report into it, and finishes it; what breaks off leaves nothing.
 * @throws ScreenError `usage` when the file cannot be written, and what `write` throws
 */
export async function writeWhole<T>(
  output: string | undefined, io: Io, write: (destination: Destination) => Promise<T>,
): Promise<T> {
  const destination = await openDestination(output, io)
  try {
    const written = await write(destination)
    await destination.finish()
    return written
  } catch (error) {
    await destination.abandon()
    throw error
  }
}

/**
 * A regular file is replaced where its links lead; a device or a pipe (`/dev/null`) is written to and never replaced.
 */
async function openFile(output: string): Promise<Destination> {
  const there = await stat(output).catch(() => undefined)
  if (there && !there.isFile()) return deviceDestination(await open(output, 'w'))
  const file = there ? await realpath(output) : resolve(output)
  const unfinished = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}.tmp`)
  return fileDestination(await open(unfinished, 'wx'), unfinished, file)
}

function fileDestination(handle: FileHandle, unfinished: string, file: string): Destination {
  return {
    unfinished,
    write: (content) => handle.appendFile(content).then(() => true),
    finish: async () => {
      await handle.sync()
      await handle.close()
      await rename(unfinished, file)
    },
    abandon: async () => {
      await handle.close().catch(() => undefined)
      await rm(unfinished, { force: true })
    },
  }
}

function deviceDestination(handle: FileHandle): Destination {
  return {
    write: (content) => handle.appendFile(content).then(() => true),
    finish: () => handle.close(),
    abandon: () => handle.close().catch(() => undefined),
  }
}
