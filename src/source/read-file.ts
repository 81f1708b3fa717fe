import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { createGap, type Gap, type GapArgs, type GapReason } from '../model/index.js'
import type { FileSource } from './source.js'

/** The bytes of a file as it stood at one moment, or why there are none. `size` is told where it is known. */
export type FileBytes = { readonly bytes: Uint8Array } | { readonly gap: Gap; readonly size?: number }

/**
 * Reads a file whole, at most `limit` bytes: a longer one is a gap, not a prefix. A file that changes while it is read
 * is tried once more and then is a gap. Never waits on a pipe or a device, never throws.
 */
export async function readFileSource(source: Pick<FileSource, 'file' | 'follow'>, limit: number): Promise<FileBytes> {
  const first = await readOnce(source, limit)
  return 'gap' in first && first.gap.reason === 'changed-while-read' ? readOnce(source, limit) : first
}

async function readOnce({ file, follow }: Pick<FileSource, 'file' | 'follow'>, limit: number): Promise<FileBytes> {
  // Not blocking: what was a file when the folder was listed may be a pipe now.
  const flags = constants.O_RDONLY | constants.O_NONBLOCK | (follow ? 0 : constants.O_NOFOLLOW)
  let handle: FileHandle | undefined
  try {
    handle = await open(Buffer.from(file), flags)
    return await readHandle(handle, limit)
  } catch (error) {
    return { gap: refusalGap((error as NodeJS.ErrnoException).code ?? 'UNKNOWN') }
  } finally {
    await handle?.close()
  }
}

async function readHandle(handle: FileHandle, limit: number): Promise<FileBytes> {
  const before = await handle.stat({ bigint: true })
  const size = Number(before.size)
  if (!before.isFile()) return { gap: whole('not-a-file') }
  if (size > limit) return { gap: whole('limit-exceeded', { limit: 'inputBytes', value: limit }), size }
  const bytes = await readUpTo(handle, size + 1)
  const after = await handle.stat({ bigint: true })
  const same = bytes.length === size && after.size === before.size && after.mtimeNs === before.mtimeNs
  return same ? { bytes } : { gap: whole('changed-while-read'), size }
}

async function readUpTo(handle: FileHandle, most: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafeSlow(most)
  let length = 0
  while (length < most) {
    const { bytesRead } = await handle.read(bytes, length, most - length, length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  return bytes.subarray(0, length)
}

function refusalGap(code: string): Gap {
  if (code === 'ENOENT' || code === 'ENOTDIR') return whole('not-found')
  if (code === 'ELOOP') return whole('link-not-followed')
  if (code === 'ENXIO' || code === 'EISDIR') return whole('not-a-file')
  return whole('unreadable', { code })
}

function whole<R extends GapReason>(reason: R, args?: GapArgs<R>): Gap {
  return createGap('', reason, args)
}
