import type { Document, Gap, Part } from '../../../model/index.js'
import { archiveNames } from '../../containers/member-names.js'
import { unpackWithSevenZip, type Unpacked } from '../../containers/archives/seven-zip.js'
import type { Budget } from '../../budget.js'
import { PartBuilder } from '../../parts/part-builder.js'
import type { Intake, Readout } from '../../reader.js'

/**
 * Reads 7z and rar archives: each file is a member, comments are metadata, what cannot be unpacked is a gap and its
 * name is told. Cost: all is unpacked at once, in memory, within the budget.
 */
export async function readArchive(intake: Intake): Promise<Readout> {
  const unpacked = await unpack(intake)
  const missing = missingOf(unpacked)
  const gaps = [...gapsOf(unpacked, intake), ...missing]
  return readout(intake, unpacked, gaps, unpacked.files.map(({ name }) => name))
}

/** Reads one file packed by gzip, bzip2 or xz: a member under the document's name without its ending. */
export async function readPackedFile(intake: Intake): Promise<Readout> {
  const unpacked = await unpack(intake)
  const gaps = gapsOf(unpacked, intake)
  const lost: Gap[] = unpacked.files.length + gaps.length === 0 ? [{ piece: '', reason: 'damaged' }] : []
  return readout(intake, unpacked, [...gaps, ...lost], unpacked.files.map(() => stemOf(intake.document.path)))
}

/** `report.txt.gz` holds `report.txt`, `a.tgz` holds `a.tar`. */
function stemOf(path: string): string {
  const name = /[^/\\!]*$/.exec(path)![0]
  const stem = name.replace(/\.t(gz|bz2?|xz)$/i, '.tar').replace(/\.(gz|gzip|bz2|bzip2|xz)$/i, '')
  return stem === '' || stem === name ? `${name}.content` : stem
}

async function unpack({ document, budget }: Intake): Promise<Unpacked> {
  const allowance = { file: budget.limits.entryBytes, total: Math.min(restOf(budget), byRatio(document, budget)) }
  const unpacked = await unpackWithSevenZip(document.bytes, allowance)
  budget.inflation.bytes += unpacked.written
  return unpacked
}

function restOf({ limits, inflation }: Budget): number {
  return Math.max(0, limits.inflatedBytes - inflation.bytes)
}

function byRatio({ bytes }: Document, { limits }: Budget): number {
  return Math.max(1 << 20, bytes.length * limits.inflationRatio)
}

function readout(
  { document, budget }: Intake,
  unpacked: Unpacked,
  gaps: readonly Gap[],
  names: readonly string[],
): Readout {
  const members = unpacked.files
    .map(({ bytes }, at): Document => ({ path: `${document.path}!${names[at]!}`, bytes }))
    .filter(() => budget.takeEntry(''))
  const told = archiveNames(unpacked.listed.map(({ name }) => name), names)
  return { parts: [...told, ...comments(unpacked)], gaps, members }
}

function comments(unpacked: Unpacked): Part[] {
  const builder = new PartBuilder('metadata')
  for (const line of unpacked.comments) builder.block(line, {}, 'metadata').separate('\n')
  return builder.empty ? [] : [builder.build()]
}

function gapsOf({ fault, written }: Unpacked, { document, budget }: Intake): Gap[] {
  if (!fault) return []
  if (fault === 'encrypted' || fault === 'damaged') return [{ piece: '', reason: fault, args: { detail: 'archive' } }]
  const total = byRatio(document, budget) < restOf(budget) + written ? 'inflationRatio' : 'inflatedBytes'
  const limit = fault === 'file' ? 'entryBytes' : total
  return [{ piece: '', reason: 'limit-exceeded', args: { limit, value: budget.limits[limit] } }]
}

/**
 * Entries of the listing that were not written; 7-Zip may write one under another name, so only their number counts at
 * first.
 */
function missingOf({ files, listed }: Unpacked): Gap[] {
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
