import { constants } from 'node:fs'
import { open } from 'node:fs/promises'

/**
 * Reads a regular file of at most `most` bytes. Never waits for a pipe or a device.
 * @throws an error with a `code`: that of the system, `not-a-file` or `too-large`
 */
export async function readBounded(file: string, most: number): Promise<Buffer> {
  // Non-blocking: opening a pipe would wait for its writer.
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const stats = await handle.stat()
    if (!stats.isFile()) throw withCode(stats.isDirectory() ? 'EISDIR' : 'not-a-file')
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

/** Bytes that are allocated without need. */
const LARGE = 1024 * 1024

/** An error that `causeOf` knows. */
export function withCode(code: string): Error & { readonly code: string } {
  return Object.assign(new Error(code), { code })
}

/** The code of an error of a read. */
export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'UNKNOWN'
}

/** Bytes of a lexicon. A hundred thousand terms with their rules take about 5 MB. */
export const MAX_LEXICON_BYTES = 32 * 1024 * 1024
/** Bytes of a waivers file. A waiver takes about 200. */
export const MAX_WAIVERS_BYTES = 16 * 1024 * 1024
/** Bytes of a signature in base64, with line ends. */
export const MAX_SIGNATURE_BYTES = 4096
