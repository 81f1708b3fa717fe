import { decode } from '../../text/decode.js'
import { harvest } from '../../markup/xml/harvest.js'
import { declaredCharset } from '../../text/html-charset.js'
import { readOdfStory } from './story.js'
import { OdfStyles } from './styles.js'
import { readPackage, type PackageEntry, type PackagePlan } from '../../containers/packages/package.js'
import type { Intake, Readout } from '../../reader.js'
import { PICTURES } from '../../formats.js'
import { sniff } from '../../sniff/sniff.js'
import { holdsFile } from '../../sniff/within.js'
import { sweep } from '../../text/sweep.js'
import { alternativeParts, decodingGaps } from '../../text/plain-text.js'
import { walkXml } from '../../markup/xml/walk.js'

/**
 * Reads OpenDocument packages (ODF 1.0–1.3, ISO/IEC 26300: texts, spreadsheets, presentations, drawings, templates).
 *
 * Anatomy of the package: `content.xml` holds the document and its automatic styles, `styles.xml` named styles, headers
 * and footers of master pages, `meta.xml` properties, `META-INF/manifest.xml` the list of entries and what is
 * encrypted; embedded objects are packages in folders, `Pictures` holds pictures. A flat file (.fodt) holds all of it
 * in one XML file, with files as base64. Text is paragraphs `text:p` in sections, cells, shapes and notes (ODF 1.3 part
 * 3).
 *
 * Read: paragraphs and cells with their place, hidden text by style and attribute, changes, notes, comments, forms,
 * every attribute that looks meaningful; embedded files become members. Gaps: encrypted entries, pictures that were not
 * read, previews of objects of no known format. Cost: one inflation and two walks per entry.
 */
export function readOdf(intake: Intake): Promise<Readout> {
  return readPackage(intake, () => planFor(intake))
}

/** Reads a flat OpenDocument file; files in it as base64 become members. */
export async function readFlatOdf(intake: Intake): Promise<Readout> {
  const { bytes, path } = intake.document
  const decoded = decode(bytes, declaredCharset(bytes))
  if (!intake.budget.takeText('', decoded.text.length)) return { parts: [], gaps: [] }
  const source = { piece: '', bytes: decoded.text, path }
  const styles = new OdfStyles()
  await styles.take(source, intake.budget)
  const { parts, gaps, members } = await readOdfStory(source, intake.budget, styles)
  return {
    parts: [...parts, ...alternativeParts(intake, decoded)],
    gaps: [...gaps, ...decodingGaps(decoded)],
    members: members ?? [],
  }
}

/** The manifest lists what is encrypted, and styles can hide text: they come first. */
function planFor(intake: Intake): PackagePlan {
  const { budget, document } = intake
  const styles = new OdfStyles()
  let encrypted: ReadonlySet<string> = new Set()
  return {
    first: [/^META-INF\/manifest\.xml$/, /(^|\/)styles\.xml$/],
    readOwn: (piece, bytes) => (encrypted.has(piece)
      ? { parts: [], gaps: [{ piece: piece, reason: 'encrypted' }] }
      : readOwn(intake, piece, bytes)),
    readXml: async (piece) => {
      if (piece.root === 'manifest') encrypted = await encryptedEntries(piece, intake)
      if (!/^document(-content|-styles|-meta|-settings)?$/.test(piece.root)) return rest(piece, intake)
      // Styles of an embedded object are its own.
      const inner = piece.piece.includes('/') ? new OdfStyles() : styles
      await inner.take(piece, budget)
      return readOdfStory({ ...piece, path: document.path }, budget, inner)
    },
  }
}

/** The entry with the media type, and numbers that LibreOffice keeps of its layout. */
function readOwn(intake: Intake, piece: string, bytes: Uint8Array): Readout | undefined {
  if (piece === 'mimetype' && bytes.length < 100) return { parts: sweep(intake, bytes, piece), gaps: [] }
  if (piece === 'layout-cache' && isLayoutCache(bytes)) return { parts: sweep(intake, bytes, piece), gaps: [] }
  if (/(^|\/)ObjectReplacements\//.test(piece) && !PICTURES.has(sniff(bytes, piece))) {
    return { parts: [], gaps: [{ piece: piece, reason: 'image-not-read' }] }
  }
  return undefined
}

/** A version of two numbers and one record `p`, whose length in three bytes reaches to the end of the entry. */
function isLayoutCache(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.length < 8 || view[4] !== 0x70 || holdsFile(view)) return false
  return 4 + view.readUIntLE(5, 3) === view.length
}

/** Roots of what programs write about a package, not its author. */
const PROGRAM =
  /^(manifest|RDF|module|library|libraries|toolbar|menubar|statusbar|acceleratorlist|document-signatures)$/

/** Entries that the manifest gives a key for (ODF 1.3 part 2, 4.4). */
async function encryptedEntries(piece: PackageEntry, { budget }: Intake): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  let path = ''
  await walkXml(piece, budget, () => ({
    open: (element) => {
      if (element.local === 'file-entry') {
        path = element.attributes.find(({ local }) => local === 'full-path')?.value ?? ''
      } else if (element.local === 'encryption-data') found.add(path)
    },
  }))
  return found
}

function rest(piece: PackageEntry, { budget }: Intake): Promise<Readout> {
  const own = !PROGRAM.test(piece.root)
  return harvest(piece, budget, {
    kind: own ? 'custom-data' : 'markup', visibility: 'metadata', attributes: own ? 'all' : 'meaningful',
  })
}
