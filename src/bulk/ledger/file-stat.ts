import { lstatSync, statSync, type BigIntStats } from 'node:fs'
import type { FileSource } from '../../source/index.js'
import type { EntryRow, FileStat } from './entry.js'

/** Size and times of a file before it is read; undefined when the file system refuses. Cost: 10 µs. */
export function statFile({ file, follow }: FileSource): FileStat | undefined {
  const stats = statsOf(Buffer.from(file), follow)
  if (!stats?.isFile()) return undefined
  const times = isSettled(stats) && { mtime: String(stats.mtimeNs), ctime: String(stats.ctimeNs) }
  return { size: Number(stats.size), ...times }
}

/** An error is not reported here: it occurs again when the file is read. */
function statsOf(file: Buffer, follow: boolean): BigIntStats | undefined {
  try {
    return (follow ? statSync : lstatSync)(file, { bigint: true, throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/**
 * A file that changed a moment ago can change again without a new time: clocks of file systems tick in steps of up to
 * two seconds (FAT). The times of such a file are left out, and its content is compared instead.
 */
function isSettled({ ctimeMs }: BigIntStats): boolean {
  return Date.now() - Number(ctimeMs) > CLOCK_STEP_MILLISECONDS
}

const CLOCK_STEP_MILLISECONDS = 2000

/** Whether a file is the same as when this row was written. */
export function isUnchanged(row: EntryRow, { size, mtime, ctime }: FileStat): boolean {
  return mtime !== undefined && row.size === size && row.mtime === mtime && row.ctime === ctime
}
