import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { lstat, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { ScreenError } from '../../model/index.js'
import { withCode } from '../../source/files/bounded-file.js'
import { OWNER_ONLY, refuseLink } from '../../source/index.js'
import type { Io } from '../io.js'

/** Where a report goes: to standard output as it is written, or to a file that appears complete or not at all. */
export interface Destination {
  /** The temporary file, which must not be screened. */
  readonly temporaryFile?: string
  /** Resolves to false when the reader has closed the output. */
  write(content: string | Uint8Array): Promise<boolean>
  /** Renames the complete file to its final name. */
  finish(): Promise<void>
  /** Removes the temporary file. */
  abandon(): Promise<void>
}

/**
 * Opens the destination, before anything is screened.
 * @param secret whether values are unmasked: then only the owner can read a file
 * @throws ScreenError `usage` when the file cannot be written, or is a symbolic link
 */
export async function openDestination(output: string | undefined, io: Io, secret = false): Promise<Destination> {
  if (output === undefined || output === '/dev/stdout') {
    return {
      write: (content) => io.stdout.write(content),
      finish: async () => undefined,
      abandon: async () => undefined,
    }
  }
  try {
    return await openFile(output, secret)
  } catch (cause) {
    if (cause instanceof ScreenError) throw cause
    const code = (cause as NodeJS.ErrnoException).code ?? 'UNKNOWN'
    throw new ScreenError('output-unwritable', { file: output, code }, { cause })
  }
}

/**
 * Opens the destination, lets `write` write a report to it, and finishes it; if `write` throws, no file is left.
 * @throws ScreenError `usage` when the file cannot be written, and what `write` throws
 */
export async function withDestination<T>(
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
 * A regular file is replaced. A device or a pipe (`/dev/null`) is written to, and so is an open descriptor, which the
 * system shows as a link.
 */
async function openFile(output: string, secret: boolean): Promise<Destination> {
  if (DESCRIPTOR.test(output)) return deviceDestination(await open(output, 'a'))
  refuseLink(output)
  const stats = await lstat(output).catch(() => undefined)
  if (stats && !stats.isFile()) return deviceDestination(await openDevice(output))
  const file = resolve(output)
  const temporary = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}.tmp`)
  return fileDestination(await open(temporary, 'wx', secret ? OWNER_ONLY : undefined), temporary, file)
}

/** Opening a pipe waits for its reader, and no signal ends that: without one, opening it like this fails. */
async function openDevice(output: string): Promise<FileHandle> {
  const probe = await open(output, constants.O_WRONLY | constants.O_NONBLOCK).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'ENXIO' ? withCode('no-reader') : cause
  })
  try {
    return await open(output, 'w')
  } finally {
    await probe.close()
  }
}

const DESCRIPTOR = /^\/(?:dev\/(?:stderr|fd\/\d+)|proc\/self\/fd\/\d+)$/

function fileDestination(handle: FileHandle, temporary: string, file: string): Destination {
  return {
    temporaryFile: temporary,
    write: (content) => handle.appendFile(content).then(() => true),
    finish: async () => {
      await handle.sync()
      await handle.close()
      await rename(temporary, file).catch((cause: NodeJS.ErrnoException) => {
        throw new ScreenError('output-unwritable', { file, code: cause.code ?? 'UNKNOWN' }, { cause })
      })
    },
    abandon: async () => {
      await handle.close().catch(() => undefined)
      await rm(temporary, { force: true })
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
