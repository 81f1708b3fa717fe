import { readPackage, type PackageEntry } from '../../containers/packages/package.js'
import { harvest } from '../../markup/xml/harvest.js'
import { decode } from '../../text/decode.js'
import { declaredCharset } from '../../text/html-charset.js'
import { alternativeParts, decodingGaps } from '../../text/plain-text.js'
import type { Intake, Readout } from '../../reader.js'
import { readUofStory } from './story.js'

/**
 * Reads the Chinese office format UOF (标文通; GB/T 20916): texts (.uot), spreadsheets (.uos), presentations (.uop).
 *
 * Anatomy: elements and attributes have Chinese names: `字:段落` is a paragraph, `字:句` a run, `字:文本串` its text,
 * `表:工作表` a sheet, `演:幻灯片` a slide. UOF 1 is one XML file, with files in it as base64. UOF 2 and later is a zip
 * package: `content.xml` holds the body, `graphics.xml` shapes and their text, `_meta/meta.xml` properties, `data`
 * files; names end in a number (`字:段落_416B`).
 *
 * Read: paragraphs, cells and shapes with their kind and place; hidden text, rows, columns, sheets and slides as
 * hidden; deletions; comments, notes, headers and footers; properties; attribute values that look meaningful. Embedded
 * files become members. Gaps: those of packages (`readPackage`), damaged XML, undecodable lines.
 * Cost: one walk per entry.
 */
export function readUof(intake: Intake): Promise<Readout> {
  const { bytes } = intake.document
  const isPackage = bytes[0] === 0x50 // PK
  return isPackage ? readPackage(intake, () => ({ first: [], readXml: (entry) => readEntry(entry, intake) }))
    : readFlat(intake)
}

/** Entries in a vocabulary of their own are data of the author. */
function readEntry(entry: PackageEntry, { budget, document }: Intake): Promise<Readout> {
  const isOwn = /^([\u4e00-\u9fff]|UOF$)/.test(entry.root)
  return isOwn ? readUofStory({ ...entry, path: document.path }, budget)
    : harvest(entry, budget, { kind: 'custom-data', visibility: 'metadata', attributes: 'all' })
}

async function readFlat(intake: Intake): Promise<Readout> {
  const { bytes, path } = intake.document
  const decoded = decode(bytes, declaredCharset(bytes))
  if (!intake.budget.takeText('', decoded.text.length)) return { parts: [], gaps: [] }
  const { parts, gaps, members } = await readUofStory({ piece: '', bytes: decoded.text, path }, intake.budget)
  return {
    parts: [...parts, ...alternativeParts(intake, decoded)],
    gaps: [...gaps, ...decodingGaps(decoded)],
    members: members ?? [],
  }
}
