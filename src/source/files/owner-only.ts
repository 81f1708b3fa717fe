import { chmodSync, lstatSync } from 'node:fs'
import { ScreenError } from '../../model/index.js'

/** The mode of files that only their owner may read: ledgers, records, waivers, reports with unmasked values. */
export const OWNER_ONLY = 0o600

/**
 * Takes the rights of everybody but its owner from an existing regular file. Does nothing where there is no file, where
 * it belongs to another user, or on a file system without modes.
 */
export function narrowToOwner(file: string): void {
  try {
    const stats = lstatSync(file)
    if (stats.isFile() && (stats.mode & 0o077) !== 0) chmodSync(file, stats.mode & 0o700)
  } catch {
    // Reading or writing reports what is wrong with the file.
  }
}

/** @throws ScreenError `usage` when a file that is about to be written to is a symbolic link */
export function refuseLink(file: string): void {
  if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()) throw new ScreenError('link-not-written', { file })
}
