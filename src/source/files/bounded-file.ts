import { createHash } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { ScreenError } from '../../model/index.js'

/**
 * Reads a regular file of at most `most` bytes. Never waits for a pipe or a device.
 * @throws an error with a `code`: that of the system, `not-a-file` or `too-large`
 */
export async function readBounded(file: string, most: number): Promise<Buffer> {
  const { handle, stats } = await openRegular(file)
  try {
    if (stats.size > most) throw withCode('too-large')
    // Files of /proc have the size 0, and a file can grow while it is read.
    const bytes = Buffer.allocUnsafe(most < LARGE ? most + 1 : stats.size + 1)
    let length = 0
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      ({ bytesRead: read } = await handle.read(bytes, length, bytes.length - length, length))
    }
    if (length === bytes.length) throw withCode('too-large')
    return bytes.subarray(0, length)
  } finally {
    await handle.close()
  }
}

/** The same for a place that cannot wait: within the walk of a folder. */
export function readBoundedSync(file: string, most: number): Buffer {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const stats = fstatSync(descriptor)
    if (!stats.isFile()) throw withCode('not-a-file')
    if (stats.size > most) throw withCode('too-large')
    const bytes = Buffer.allocUnsafe(stats.size + 1)
    const length = readSync(descriptor, bytes)
    if (length !== stats.size) throw withCode('changed')
    return bytes.subarray(0, length)
  } finally {
    closeSync(descriptor)
  }
}

/** Bytes that are allocated without need. */
const LARGE = 1024 * 1024

/**
 * The SHA-256 of a regular file of any size, hex. Never waits for a pipe or a device, and reads no more than the size
 * that the file has when it is opened, so that a file that grows cannot keep it busy.
 * @throws an error with a `code`, `changed` for a file that changes while it is read, or the reason of the signal
 */
export async function digestOfFile(file: string, signal: AbortSignal): Promise<string> {
  const { handle, stats } = await openRegular(file)
  try {
    const hash = createHash('sha256')
    const buffer = Buffer.allocUnsafe(LARGE)
    let length = 0
    for (let read = -1; read !== 0 && length <= stats.size; length += read) {
      signal.throwIfAborted();
      ({ bytesRead: read } = await handle.read(buffer, 0, buffer.length, length))
      hash.update(buffer.subarray(0, read))
    }
    if (length !== stats.size) throw withCode('changed')
    return hash.digest('hex')
  } finally {
    await handle.close()
  }
}

/** Non-blocking: opening a pipe would wait for its writer. */
async function openRegular(file: string): Promise<{ readonly handle: FileHandle; readonly stats: Stats }> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const stats = await handle.stat()
    if (!stats.isFile()) throw withCode(stats.isDirectory() ? 'EISDIR' : 'not-a-file')
    return { handle, stats }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** An error that `causeOf` knows. */
export function withCode(code: string): Error & { readonly code: string } {
  return Object.assign(new Error(code), { code })
}

/** The code of an error of a read. @throws the error itself if it is a ScreenError, which says more than a code */
export function codeOf(error: unknown): string {
  if (error instanceof ScreenError) throw error
  return (error as NodeJS.ErrnoException).code ?? 'UNKNOWN'
}

/** Bytes of a lexicon. A hundred thousand terms with their rules take about 5 MB. */
export const MAX_LEXICON_BYTES = 32 * 1024 * 1024
/** Bytes of a waivers file. A waiver takes about 200. */
export const MAX_WAIVERS_BYTES = 16 * 1024 * 1024
/** Bytes of a signature in base64, with line ends. */
export const MAX_SIGNATURE_BYTES = 4096
