import type { Document, Gap } from '../../../model/index.js'
import { decode } from '../../text/decode.js'
import { harvest } from '../../markup/xml/harvest.js'
import { declaredCharset } from '../../text/html-charset.js'
import { dataUris } from '../../text/data-uri.js'
import { readSvgDrawing } from '../../pictures/svg.js'
import type { Intake, Readout } from '../../reader.js'
import { alternativeParts, decodingGaps } from '../../text/plain-text.js'

/**
 * Reads XML of any vocabulary (W3C XML 1.0), SVG and flat office files included.
 *
 * Anatomy: elements with attributes and text, comments, processing instructions. Flat office files are one XML document
 * instead of a package: OpenDocument (`office:document`), Word 2003 (`w:wordDocument`) and Flat OPC (`pkg:package`).
 * They carry binary files as base64 in an element, SVG carries them in `data:` addresses.
 *
 * Read: every text, attribute, name and comment; of flat office files only attributes that can hold text. Embedded
 * files are members. What an SVG draws is looked at, where its shapes could be letters.
 * Gaps: drawings that were not looked at, binary elements that are not base64, damaged XML, undecodable lines.
 */
export async function readMarkup(intake: Intake): Promise<Readout> {
  const { bytes, path } = intake.document
  const decoded = decode(bytes, declaredCharset(bytes))
  if (!intake.budget.takeText('', decoded.text.length)) return { parts: [], gaps: [] }
  const source = { piece: '', bytes: decoded.text }
  const isOffice = /<(office:document|w:wordDocument|pkg:package)[\s>]/.test(decoded.text.slice(0, 8192))
  const attributes = isOffice ? 'meaningful' : 'all'
  const { parts, gaps } = await harvest(source, intake.budget, { kind: 'body', visibility: 'visible', attributes })
  const embedded = embeddedFiles(decoded.text, path)
  const binary = binaryData(decoded.text, path)
  const drawing = isSvg(decoded.text) ? await readSvgDrawing(intake, decoded.text) : NOTHING
  return {
    parts: [...parts, ...drawing.parts, ...alternativeParts(intake, decoded)],
    gaps: [...gaps, ...drawing.gaps, ...decodingGaps(decoded), ...binary.gaps],
    members: [...embedded, ...binary.members].filter((member) => intake.budget.takeEntry(member.path)),
  }
}

const NOTHING: Readout = { parts: [], gaps: [] }

function isSvg(text: string): boolean {
  const head = text.slice(0, 4096).replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<![^>[]*(?:\[[\s\S]*?\]\s*)?>/g, '')
  return /^[\s\ufeff]*<(?:\w+:)?svg[\s>]/.test(head)
}

function embeddedFiles(text: string, path: string): Document[] {
  return dataUris(text).filter(({ bytes }) => bytes.length > 0)
    .map(({ bytes }, at) => ({ path: `${path}!embedded-${at + 1}.bin`, bytes }))
}

/**
 * Files that flat office XML carries in elements as base64, whatever the prefix: `pkg:binaryData` (ISO/IEC 29500-2, C),
 * `w:binData`, `office:binary-data`.
 */
const BINARY = /<((?:[\w.-]+:)?(?:binary-data|binaryData|binData))\b[^>]*>([A-Za-z\d+/=\s]*)<\/\1\s*>/g
const BINARY_START = /<(?:[\w.-]+:)?(?:binary-data|binaryData|binData)\b(?:[^>]*[^/>])?>/g

/** Elements of base64 become members; all other such elements are one gap, which gives their count. */
function binaryData(text: string, path: string): { gaps: Gap[]; members: Document[] } {
  const found = [...text.matchAll(BINARY)].map(([, , base64]) => Buffer.from(base64!, 'base64'))
  const unread = (text.match(BINARY_START)?.length ?? 0) - found.length
  return {
    members: found.filter(({ length }) => length > 0)
      .map((bytes, at) => ({ path: `${path}!binary-${at + 1}.bin`, bytes })),
    gaps: unread <= 0 ? []
      : [{ piece: '', reason: 'part-not-supported', args: { feature: 'base64', count: unread } }],
  }
}
