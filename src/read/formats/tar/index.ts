import type { Document } from '../../../model/index.js'
import { archiveNames } from '../../containers/member-names.js'
import { listTar } from '../../containers/archives/tar.js'
import { PartBuilder } from '../../parts/part-builder.js'
import type { Intake, Readout } from '../../reader.js'

/** Reads a tar: files are members; link targets, owners and extended fields are metadata, each said once. */
export function readTar({ document, budget }: Intake): Readout {
  const { buffer, byteOffset, byteLength } = document.bytes
  const { entries, gaps } = listTar(Buffer.from(buffer, byteOffset, byteLength))
  const members: Document[] = []
  const borne: string[] = []
  const remarks = new Set<string>()
  for (const entry of entries) {
    if (!budget.takeEntry('')) break
    entry.remarks.forEach((remark) => remarks.add(remark))
    if (entry.kind !== 'file' || !budget.takeInflated(entry.name, entry.bytes.length, 0)) continue
    members.push({ path: `${document.path}!${entry.name}`, bytes: entry.bytes })
    borne.push(entry.name)
  }
  const metadata = new PartBuilder('metadata')
  for (const remark of remarks) {
    if (budget.takeText('', remark.length)) metadata.block(remark, {}, 'metadata').separate('\n')
  }
  const names = archiveNames(entries.map(({ name }) => name), borne)
  return { parts: [...names, ...(metadata.empty ? [] : [metadata.build()])], gaps, members }
}
