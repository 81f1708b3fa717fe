import { decode } from '../../text/decode.js'
import { harvest } from '../../markup/xml/harvest.js'
import { declaredCharset } from '../../text/html-charset.js'
import { htmlParts } from '../../markup/html/html-parts.js'
import { readPackage, type PackageEntry } from '../../containers/packages/package.js'
import { readProperties } from '../../markup/xml/properties.js'
import type { Intake, Readout } from '../../reader.js'
import { sweep } from '../../text/sweep.js'
import { decodingGaps } from '../../text/plain-text.js'

/**
 * Reads electronic books (EPUB 2 and 3; W3C EPUB 3.3, OCF in clause 4).
 *
 * Anatomy: a zip package. `META-INF/container.xml` names the package document (`.opf`), which holds the metadata, lists
 * all entries and gives their reading order, the spine. Chapters are XHTML; EPUB 2 has its contents in an `.ncx`.
 *
 * Read: every XHTML entry, in the spine or not; metadata and tables of contents; all other entries are members.
 * Gaps: pictures, `META-INF/encryption.xml`, undecodable lines, and those of packages (`readPackage`).
 */
export function readEpub(intake: Intake): Promise<Readout> {
  return readPackage(intake, () => ({
    first: [/^META-INF\/container\.xml$/i, /\.opf$/i, /\.x?html?$/i],
    readOwn: (piece, bytes) => otherEntry(intake, piece, bytes),
    readXml: (piece) => readXmlEntry(piece, intake),
  }))
}

function otherEntry(
  intake: Intake, piece: string, bytes: Uint8Array,
): Promise<Readout> | Readout | undefined {
  if (piece === 'mimetype' && bytes.length < 100) return { parts: sweep(intake, bytes, piece), gaps: [] }
  if (/\.(opf|ncx)$/i.test(piece)) return readXmlEntry({ piece, bytes, root: 'package' }, intake)
  return /\.x?html?$/i.test(piece) ? readPage(intake, piece, bytes) : undefined
}

async function readPage(intake: Intake, piece: string, bytes: Uint8Array): Promise<Readout> {
  const decoded = decode(bytes, declaredCharset(bytes))
  if (!intake.budget.takeText(piece, decoded.text.length)) return { parts: [], gaps: [] }
  const { parts, members } = await htmlParts(intake, decoded.text, piece)
  return {
    parts,
    gaps: decodingGaps(decoded).map((gap) => (gap.piece === '' ? { ...gap, piece } : gap)),
    members: members.filter((member) => intake.budget.takeEntry(member.path)),
  }
}

function readXmlEntry(piece: PackageEntry, intake: Intake): Promise<Readout> | Readout {
  if (piece.root === 'html') return readPage(intake, piece.piece, piece.bytes)
  if (piece.root === 'encryption') return { parts: [], gaps: [{ piece: piece.piece, reason: 'encrypted' }] }
  const isBookFile = piece.root === 'package' || piece.root === 'ncx'
  return piece.root === 'metadata'
    ? readProperties(piece, intake.budget)
    : harvest(piece, intake.budget, {
      kind: isBookFile ? 'metadata' : 'markup',
      visibility: 'metadata',
      attributes: 'meaningful',
    })
}
