import type { DocumentFormat } from '../../model/index.js'
import { readDirectory, type CompoundEntry } from '../containers/cfb/directory.js'

/** Streams that identify a format; names are compared without case ([MS-CFB] 2.6.4). */
const STREAMS: readonly (readonly [RegExp, DocumentFormat])[] = [
  [/^EncryptedPackage$/i, 'encrypted-ooxml'],
  [/^WordDocument$/i, 'doc'],
  [/^(Workbook|Book)$/i, 'xls'],
  [/^PowerPoint Document$/i, 'ppt'],
  [/^PP97_DUALSTORAGE$/i, 'ppt'],
  [/^(__properties_version1\.0|__nameid_version1\.0|__substg1\.0_.*)$/i, 'msg'],
  [/^VisioDocument$/i, 'vsd'],
  [/^Quill$/i, 'pub'],
  [/^\x05?HwpSummaryInformation$/i, 'hwp'],
]

/** Most entries examined; documents have hundreds. */
const MOST_ENTRIES = 100_000

/**
 * The format of a compound file ([MS-CFB]) by the names in its directory. Those in the root come first, so that a .doc
 * with an embedded workbook is not taken for an .xls. `cfb` where no name is known.
 */
export function compoundFormat(bytes: Uint8Array): DocumentFormat {
  let left = MOST_ENTRIES
  const root = readDirectory(bytes, () => left-- > 0)?.root
  if (!root) return 'cfb'
  return byName(root.children) ?? byName(root.children.flatMap(entriesOf)) ?? 'cfb'
}

function byName(entries: readonly CompoundEntry[]): DocumentFormat | undefined {
  return STREAMS.find(([pattern]) => entries.some((entry) => pattern.test(entry.name)))?.[1]
}

function entriesOf(entry: CompoundEntry): CompoundEntry[] {
  return [entry, ...entry.children.flatMap(entriesOf)]
}
