import { lstatSync, type BigIntStats } from 'node:fs'
import { basename } from 'node:path'

/** The files of the program itself that a walk leaves out. */
export interface OwnFiles {
  /** Whether a file that was found in a folder is one of them. */
  readonly isOwn: (file: Uint8Array) => boolean
  /** How many were left out, without the unfinished report. */
  readonly count: number
}

/**
 * The unfinished report, the files of a ledger and the records. A file is one of them if it is that very file, whatever
 * path leads to it; other files in the same folder are not.
 */
export function ownFiles(
  report: string | undefined, ledger: readonly string[], isRecord: (file: string) => boolean = () => false,
): OwnFiles {
  const left = new Set<string>()
  const named = [...(report === undefined ? [] : [report]), ...ledger]
  const names = new Set(named.map((file) => basename(file)))
  const isOwn = (bytes: Uint8Array): boolean => {
    const file = Buffer.from(bytes).toString()
    const same = names.has(basename(file)) ? named.find((one) => isSame(one, file)) : undefined
    if (same === undefined && !isRecord(file)) return false
    if (same === undefined || same !== report) left.add(file)
    return true
  }
  return {
    isOwn,
    get count() {
      return left.size
    },
  }
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [statsOf(one), statsOf(other)]
  return a?.isFile() === true && b !== undefined && a.dev === b.dev && a.ino === b.ino
}

function statsOf(file: string): BigIntStats | undefined {
  try {
    return lstatSync(file, { bigint: true, throwIfNoEntry: false })
  } catch {
    return undefined
  }
}
