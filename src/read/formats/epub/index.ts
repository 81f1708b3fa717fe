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
 * Reads electronic books (EPUB 2 and 3, OCF 3.3): every XHTML entry as a page, in the spine or not, metadata, tables of
 * contents; pictures are gaps and all other entries members.
 */
export function readEpub(intake: Intake): Promise<Readout> {
  return readPackage(intake, () => ({
    first: [/^META-INF\/container\.xml$/i, /\.opf$/i, /\.x?html?$/i],
    readOwn: (piece, bytes) => otherEntry(intake, piece, bytes),
    readXml: (piece) => tell(piece, intake),
  }))
}

function otherEntry(intake: Intake, piece: string, bytes: Uint8Array): Readout | undefined {
  if (piece === 'mimetype' && bytes.length < 100) return { parts: sweep(intake, bytes, piece), gaps: [] }
  if (/\.(opf|ncx)$/i.test(piece)) return tell({ piece, bytes, root: 'package' }, intake)
  return /\.x?html?$/i.test(piece) ? page(intake, piece, bytes) : undefined
}

function page(intake: Intake, piece: string, bytes: Uint8Array): Readout {
  const decoded = decode(bytes, declaredCharset(bytes))
  if (!intake.budget.takeText(piece, decoded.text.length)) return { parts: [], gaps: [] }
  const { parts, gaps, members } = htmlParts(intake, decoded.text, piece)
  return {
    parts,
    gaps: [...gaps, ...decodingGaps(decoded)].map((gap) => (gap.piece === '' ? { ...gap, piece: piece } : gap)),
    members: members.filter((member) => intake.budget.takeEntry(member.path)),
  }
}

function tell(piece: PackageEntry, intake: Intake): Readout {
  if (piece.root === 'html') return page(intake, piece.piece, piece.bytes)
  if (piece.root === 'encryption') return { parts: [], gaps: [{ piece: piece.piece, reason: 'encrypted' }] }
  const book = piece.root === 'package' || piece.root === 'ncx'
  const { part, gaps } = piece.root === 'metadata'
    ? readProperties(piece, intake.budget)
    : harvest(piece, intake.budget, {
      kind: book ? 'metadata' : 'markup',
      visibility: 'metadata',
      attributes: 'meaningful',
    })
  return { parts: part ? [part] : [], gaps }
}
