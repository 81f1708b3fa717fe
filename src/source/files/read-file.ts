import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import type { Gap } from '../../model/index.js'
import { documentGap, type FileSource } from '../source.js'

/** All bytes of a document, or why there are none. `size` is present when it is known. */
export type FileBytes = { readonly bytes: Uint8Array } | { readonly gap: Gap; readonly size?: number }

/**
 * Reads a whole file. One with more than `limit` bytes is a gap, not a prefix. A file that changes while it is read is
 * read once more; if it changes again, it is a gap. Never waits for a pipe or a device, never throws.
 */
export async function readFileSource(source: Pick<FileSource, 'file' | 'follow'>, limit: number): Promise<FileBytes> {
  const first = await readOnce(source, limit)
  return 'gap' in first && first.gap.reason === 'changed-while-read' ? readOnce(source, limit) : first
}

async function readOnce({ file, follow }: Pick<FileSource, 'file' | 'follow'>, limit: number): Promise<FileBytes> {
  // Non-blocking: a path that was a file when its folder was listed may be a pipe now.
  const flags = constants.O_RDONLY | constants.O_NONBLOCK | (follow ? 0 : constants.O_NOFOLLOW)
  let handle: FileHandle | undefined
  try {
    handle = await open(Buffer.from(file), flags)
    return await readHandle(handle, limit)
  } catch (error) {
    return { gap: gapOf((error as NodeJS.ErrnoException).code ?? 'UNKNOWN') }
  } finally {
    await handle?.close()
  }
}

async function readHandle(handle: FileHandle, limit: number): Promise<FileBytes> {
  const before = await handle.stat({ bigint: true })
  const size = Number(before.size)
  if (!before.isFile()) return { gap: documentGap('not-a-file') }
  if (size > limit) return { gap: documentGap('limit-exceeded', { limit: 'inputBytes', value: limit }), size }
  const bytes = await readUpTo(handle, size + 1)
  const after = await handle.stat({ bigint: true })
  const unchanged = bytes.length === size && after.size === before.size && after.mtimeNs === before.mtimeNs
  return unchanged ? { bytes } : { gap: documentGap('changed-while-read'), size }
}

async function readUpTo(handle: FileHandle, maximum: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafeSlow(maximum)
  let length = 0
  while (length < maximum) {
    const { bytesRead } = await handle.read(bytes, length, maximum - length, length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  return bytes.subarray(0, length)
}

function gapOf(code: string): Gap {
  if (code === 'ENOENT' || code === 'ENOTDIR') return documentGap('not-found')
  if (code === 'ELOOP') return documentGap('link-not-followed')
  if (code === 'ENXIO' || code === 'EISDIR') return documentGap('not-a-file')
  return documentGap('unreadable', { code })
}
