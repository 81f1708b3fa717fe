import type { Document, Part } from '../../../model/index.js'
import { archiveNames } from '../../containers/member-names.js'
import { PartBuilder } from '../../parts/part-builder.js'
import type { Intake, Readout } from '../../reader.js'
import { openZip } from '../../containers/zip/zip.js'

/**
 * Reads a zip that is no package of a known format: each entry is a member under its name (UTF-8, GB18030), whatever
 * its name leads to; what cannot be inflated is a gap, and its name is told. Comments are metadata. Cost: all entries
 * are inflated, within the budget.
 */
export async function readZip(intake: Intake): Promise<Readout> {
  const { document, budget, signal } = intake
  const zip = openZip(document.bytes, budget)
  const comments = new PartBuilder('metadata')
  const members: Document[] = []
  const borne: string[] = []
  for (const entry of zip.entries) {
    signal?.throwIfAborted()
    comments.block(entry.comment, {}, 'metadata').separate('\n')
    const bytes = entry.directory ? undefined : zip.read(entry)
    if (!bytes) continue
    members.push({ path: `${document.path}!${entry.name}`, bytes })
    borne.push(entry.name)
  }
  comments.block(zip.comment, {}, 'metadata').separate('\n')
  const names = archiveNames(zip.entries.map(({ name }) => name), borne)
  return { parts: [...names, ...kept(comments, intake)], gaps: zip.gaps, members }
}

function kept(builder: PartBuilder, { budget }: Intake): Part[] {
  return !builder.empty && budget.takeText(builder.name, builder.length) ? [builder.build()] : []
}
