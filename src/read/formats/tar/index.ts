import type { Document } from '../../../model/index.js'
import { archiveNames } from '../../containers/member-names.js'
import { listTar } from '../../containers/archives/tar.js'
import { PartBuilder } from '../../parts/part-builder.js'
import type { Intake, Readout } from '../../reader.js'

/**
 * Reads tar archives (POSIX.1-2017, pax, ustar; GNU tar).
 *
 * Anatomy: each entry is a header of 512 bytes and its content, padded to 512. Long names and extended fields stand in
 * entries of their own before the entry they describe.
 *
 * Read: files are members; link targets, owners and extended fields are metadata, each value once; names that no member
 * bears are read as file names. Gaps: those of the archive's structure (`listTar`).
 */
export function readTar({ document, budget }: Intake): Readout {
  const { buffer, byteOffset, byteLength } = document.bytes
  const { entries, gaps } = listTar(Buffer.from(buffer, byteOffset, byteLength))
  const members: Document[] = []
  const memberNames: string[] = []
  const remarks = new Set<string>()
  for (const entry of entries) {
    if (!budget.takeEntry('')) break
    entry.remarks.forEach((remark) => remarks.add(remark))
    if (entry.kind !== 'file' || !budget.takeInflated(entry.name, entry.bytes.length, 0)) continue
    members.push({ path: `${document.path}!${entry.name}`, bytes: entry.bytes })
    memberNames.push(entry.name)
  }
  const metadata = new PartBuilder('metadata')
  for (const remark of remarks) {
    if (budget.takeText('', remark.length)) metadata.block(remark, {}, 'metadata').separate('\n')
  }
  const names = archiveNames(entries.map(({ name }) => name), memberNames)
  return { parts: [...names, ...(metadata.empty ? [] : [metadata.build()])], gaps, members }
}
