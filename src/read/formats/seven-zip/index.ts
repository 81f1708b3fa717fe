import type { Document, Gap } from '../../../model/index.js'
import { archiveNames } from '../../containers/member-names.js'
import { readUndeclaredBytes, type UndeclaredBytes } from '../../containers/undeclared-bytes.js'
import { gzipRemarks } from '../../containers/archives/gzip-header.js'
import { unpackWithSevenZip, type Unpacked } from '../../containers/archives/seven-zip.js'
import type { Budget } from '../../budget.js'
import type { Intake, Readout } from '../../reader.js'

/**
 * Reads 7z and RAR archives. 7-Zip, compiled to WebAssembly, lists and unpacks them; this reader knows nothing of
 * their layout.
 *
 * Read: each file is a member; comments are metadata; names that no member bears are read as file names.
 * Gaps: encrypted or damaged archives and entries, and archives that exceed a limit of the budget.
 * Cost: the archive is unpacked at once, in memory, within the budget.
 */
export async function readArchive(intake: Intake): Promise<Readout> {
  const unpacked = await unpack(intake)
  const missing = missingEntries(unpacked)
  const gaps = [...gapsOf(unpacked, intake), ...missing]
  return readout(intake, unpacked, gaps, unpacked.files.map(({ name }) => name))
}

/**
 * Reads one file packed by gzip, bzip2 or xz: a member under the document's name without its extension. Extra fields,
 * the name and the comment in the header of a gzip file are metadata, or members where they are files.
 */
export async function readPackedFile(intake: Intake): Promise<Readout> {
  const unpacked = await unpack(intake)
  const gaps = gapsOf(unpacked, intake)
  const nothingUnpacked: Gap[] = unpacked.files.length + gaps.length === 0 ? [{ piece: '', reason: 'damaged' }] : []
  const names = unpacked.files.map(() => stemOf(intake.document.path))
  const { buffer, byteOffset, byteLength } = intake.document.bytes
  const remarks = gzipRemarks(Buffer.from(buffer, byteOffset, byteLength))
  return readout(intake, unpacked, [...gaps, ...nothingUnpacked], names, remarks)
}

/** `report.txt.gz` holds `report.txt`, `a.tgz` holds `a.tar`. */
function stemOf(path: string): string {
  const name = /(?<![^/\\!])[^/\\!]*$/.exec(path)![0]
  const stem = name.replace(/\.t(gz|bz2?|xz)$/i, '.tar').replace(/\.(gz|gzip|bz2|bzip2|xz)$/i, '')
  return stem === '' || stem === name ? `${name}.content` : stem
}

async function unpack({ document, budget, passwords }: Intake): Promise<Unpacked> {
  const total = Math.min(remainingBytes(budget), ratioBytes(document, budget))
  const allowance = { file: budget.limits.entryBytes, total }
  const unpacked = await unpackWithSevenZip(document.bytes, allowance, passwords)
  budget.inflation.bytes += unpacked.written
  return unpacked
}

function remainingBytes({ limits, inflation }: Budget): number {
  return Math.max(0, limits.inflatedBytes - inflation.bytes)
}

function ratioBytes({ bytes }: Document, { limits }: Budget): number {
  return Math.max(1 << 20, bytes.length * limits.inflationRatio)
}

async function readout(
  intake: Intake,
  unpacked: Unpacked,
  gaps: readonly Gap[],
  names: readonly string[],
  remarks: readonly UndeclaredBytes[] = [],
): Promise<Readout> {
  const { document, budget } = intake
  const members = unpacked.files
    .map(({ bytes }, at): Document => ({ path: `${document.path}!${names[at]!}`, bytes }))
    .filter(() => budget.takeEntry(''))
  const entryNames = archiveNames(unpacked.listed.map(({ name }) => name), names)
  const comments = unpacked.comments.map((text) => ({ piece: 'comment', bytes: Buffer.from(text) }))
  const read = await readUndeclaredBytes(intake, [...comments, ...remarks])
  return {
    parts: [...entryNames, ...read.parts], gaps: [...gaps, ...read.gaps], members: [...members, ...read.members ?? []],
  }
}

function gapsOf({ fault, written }: Unpacked, { document, budget }: Intake): Gap[] {
  if (!fault) return []
  if (fault === 'encrypted' || fault === 'damaged') return [{ piece: '', reason: fault, args: { detail: 'archive' } }]
  const total = ratioBytes(document, budget) < remainingBytes(budget) + written ? 'inflationRatio' : 'inflatedBytes'
  const limit = fault === 'file' ? 'entryBytes' : total
  return [{ piece: '', reason: 'limit-exceeded', args: { limit, value: budget.limits[limit] } }]
}

/**
 * Gaps for listed entries that were not unpacked. 7-Zip may write an entry under another name, so names are compared
 * only if fewer files than entries were written.
 */
function missingEntries({ files, listed }: Unpacked): Gap[] {
  const wanted = listed.filter(({ folder }) => !folder)
  if (wanted.length <= files.length) return []
  const written = new Set(files.map(({ name }) => name))
  return wanted.filter(({ name }) => !written.has(name))
    .map(({ name, encrypted }) => ({
      piece: name,
      reason: encrypted ? 'encrypted' : 'damaged',
      args: { detail: 'entry' },
    }))
}
