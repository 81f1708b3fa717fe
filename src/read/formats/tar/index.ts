import type { Remark } from '../../containers/zip/zip-entry.js'
import type { Document } from '../../../model/index.js'
import { archiveNames } from '../../containers/member-names.js'
import { readUndeclaredBytes } from '../../containers/undeclared-bytes.js'
import { listTar } from '../../containers/archives/tar.js'
import type { Intake, Readout } from '../../reader.js'

/**
 * Reads tar archives (POSIX.1-2017, pax, ustar; GNU tar).
 *
 * Anatomy: each entry is a header of 512 bytes and its content, padded to 512. Long names and extended fields stand in
 * entries of their own before the entry they describe.
 *
 * Read: files are members; link targets, owners, extended fields and the names under them are metadata, each value
 * once, or members where they are files; names that no member bears are read as file names.
 * Gaps: those of the archive's structure (`listTar`), extended fields of unknown content.
 */
export async function readTar(intake: Intake): Promise<Readout> {
  const { document, budget } = intake
  const { buffer, byteOffset, byteLength } = document.bytes
  const { entries, gaps } = listTar(Buffer.from(buffer, byteOffset, byteLength))
  const members: Document[] = []
  const memberNames: string[] = []
  const remarks = new Map<string, Remark>()
  for (const entry of entries) {
    if (!budget.takeEntry('')) break
    for (const remark of entry.remarks) remarks.set(remark.bytes.toString('latin1'), remark)
    if (entry.kind !== 'file' || !budget.takeInflated(entry.name, entry.bytes.length, 0)) continue
    members.push({ path: `${document.path}!${entry.name}`, bytes: entry.bytes })
    memberNames.push(entry.name)
  }
  const names = archiveNames(entries.map(({ name }) => name), memberNames)
  const read = await readUndeclaredBytes(intake, remarks.values())
  return {
    parts: [...names, ...read.parts], gaps: [...gaps, ...read.gaps], members: [...members, ...read.members ?? []],
  }
}
