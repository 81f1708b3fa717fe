import type { Document } from '../../../model/index.js'
import { archiveNames } from '../../containers/member-names.js'
import { readUndeclaredBytes } from '../../containers/undeclared-bytes.js'
import type { Intake, Readout } from '../../reader.js'
import { openZip } from '../../containers/zip/zip.js'

/**
 * Reads zip archives that are not packages of a known format (PKWARE APPNOTE 6.3).
 *
 * Anatomy: each entry has a local header and its data, stored or deflated (4.3.7). The central directory at the end
 * (4.3.12) lists the entries with their names and comments; the end record (4.3.16) holds the comment of the archive.
 * Extra fields (4.5) stand in the directory and in the local headers.
 *
 * Read: every entry is a member under its name (UTF-8 or GB18030), whatever path the name contains, also a folder that
 * has data. Comments and extra fields are metadata, or members where they are files. Names that no member bears are
 * read as file names.
 * Gaps: entries that cannot be inflated, comments and extra fields of unknown content, and those of the archive's
 * structure (`openZip`).
 * Cost: all entries are inflated, within the budget.
 */
export async function readZip(intake: Intake): Promise<Readout> {
  const { document, budget, signal } = intake
  const zip = openZip(document.bytes, budget, intake.passwords)
  const members: Document[] = []
  const memberNames: string[] = []
  for (const entry of zip.entries) {
    if (budget.turnIsOver) await budget.nextTurn()
    signal?.throwIfAborted()
    const bytes = entry.directory ? undefined : zip.read(entry)
    if (!bytes) continue
    members.push({ path: `${document.path}!${entry.name}`, bytes })
    memberNames.push(entry.name)
  }
  const remarks = await readUndeclaredBytes(intake, zip.remarks)
  const names = archiveNames(zip.entries.map(({ name }) => name), memberNames)
  return {
    parts: [...names, ...remarks.parts],
    gaps: [...zip.gaps, ...remarks.gaps],
    members: [...members, ...remarks.members ?? []],
  }
}
