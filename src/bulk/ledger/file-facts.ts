import { lstatSync, statSync, type BigIntStats } from 'node:fs'
import type { FileSource } from '../../source/index.js'
import type { FileFacts } from './entry.js'
import type { StoredRow } from './ledger.js'

/** What the file system says of a file before it is read; undefined where it says nothing. Cost: 10 µs. */
export function fileFacts({ file, follow }: FileSource): FileFacts | undefined {
  const stats = statsOf(Buffer.from(file), follow)
  if (!stats?.isFile()) return undefined
  const times = isSettled(stats) && { mtime: String(stats.mtimeNs), ctime: String(stats.ctimeNs) }
  return { size: Number(stats.size), ...times }
}

/** What refuses to be looked at will say so when it is read. */
function statsOf(file: Buffer, follow: boolean): BigIntStats | undefined {
  try {
    return (follow ? statSync : lstatSync)(file, { bigint: true, throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/**
 * A file that was changed just now could be changed again without showing: clocks of file systems tick in steps of up
 * to two seconds (FAT). Its times are not relied on; it is known by its content.
 */
function isSettled({ ctimeMs }: BigIntStats): boolean {
  return Date.now() - Number(ctimeMs) > TICK_MILLISECONDS
}

const TICK_MILLISECONDS = 2000

/** Whether a file is still as it was when this row was written. */
export function isUnchanged(row: StoredRow, { size, mtime, ctime }: FileFacts): boolean {
  return mtime !== undefined && row.size === size && row.mtime === mtime && row.ctime === ctime
}
