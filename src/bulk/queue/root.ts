import { realpath } from 'node:fs/promises'
import { sep } from 'node:path'
import { gapSource, type FileSource, type GapSource } from '../../source/index.js'

/**
 * A file under `root`, with its path resolved, or the gap of one that is not: outside it, under a link that leads out
 * of it, or not there. The last part of a path that was found in a folder is not resolved: reading refuses a link.
 */
export async function underRoot(source: FileSource, root: string): Promise<FileSource | GapSource> {
  try {
    const top = await realpath(root, { encoding: 'buffer' })
    const file = await resolveFile(Buffer.from(source.file), source.follow)
    if (isUnder(file, top)) return { ...source, file }
    return gapSource(source.path, 'unreadable', { code: 'OUTSIDE_ROOT' })
  } catch (error) {
    const { code = 'UNKNOWN' } = error as NodeJS.ErrnoException
    const isMissing = code === 'ENOENT' || code === 'ENOTDIR'
    return isMissing ? gapSource(source.path, 'not-found') : gapSource(source.path, 'unreadable', { code })
  }
}

async function resolveFile(file: Buffer, follow: boolean): Promise<Buffer> {
  const slash = file.lastIndexOf(SEPARATOR)
  const name = file.subarray(slash + 1)
  const isName = name.length > 0 && !['.', '..'].includes(name.toString())
  if (follow || !isName) return realpath(file, { encoding: 'buffer' })
  const folder = await realpath(file.subarray(0, Math.max(slash, 1)), { encoding: 'buffer' })
  return folder.equals(SEPARATOR) ? Buffer.concat([folder, name]) : Buffer.concat([folder, SEPARATOR, name])
}

function isUnder(file: Buffer, top: Buffer): boolean {
  const folder = top.at(-1) === SEPARATOR[0] ? top : Buffer.concat([top, SEPARATOR])
  return file.equals(top) || file.subarray(0, folder.length).equals(folder)
}

const SEPARATOR = Buffer.from(sep)
