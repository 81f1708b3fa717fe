import type { Document, Gap } from '../../../model/index.js'
import { decode } from '../../text/decode.js'
import { harvest } from '../../markup/xml/harvest.js'
import { declaredCharset } from '../../text/html-charset.js'
import { dataUris } from '../../markup/html/data-uri.js'
import type { Intake, Readout } from '../../reader.js'
import { alternativeParts, decodingGaps } from '../../text/plain-text.js'

/**
 * Reads XML of any vocabulary, flat office formats and SVG among them: every text, attribute, name and comment.
 * Files packed in it as base64 or in `data:` addresses are not looked at, or members, and said so.
 */
export function readMarkup(intake: Intake): Readout {
  const { bytes, path } = intake.document
  const decoded = decode(bytes, declaredCharset(bytes))
  if (!intake.budget.takeText('', decoded.text.length)) return { parts: [], gaps: [] }
  const source = { piece: '', bytes: decoded.text }
  const office = /<(office:document|w:wordDocument|pkg:package)[\s>]/.test(decoded.text.slice(0, 8192))
  const attributes = office ? 'telling' : 'all'
  const { part, gaps } = harvest(source, intake.budget, { kind: 'body', visibility: 'visible', attributes })
  const packed = packedFiles(decoded.text, path)
  return {
    parts: [...(part ? [part] : []), ...alternativeParts(intake, decoded)],
    gaps: [...gaps, ...decodingGaps(decoded), ...packed.gaps, ...base64Gaps(decoded.text)],
    members: packed.members.filter((member) => intake.budget.takeEntry(member.path)),
  }
}

function packedFiles(text: string, path: string): { gaps: Gap[]; members: Document[] } {
  const gaps: Gap[] = []
  const members: Document[] = []
  for (const { type, bytes } of dataUris(text)) {
    if (bytes.length === 0) continue
    if (type.startsWith('image/') && !type.includes('svg')) {
      gaps.push({ piece: '', reason: 'image-not-read', args: { format: type.slice(6) } })
    } else members.push({ path: `${path}!embedded-${members.length + 1}.bin`, bytes })
  }
  return { gaps, members }
}

/** Elements that carry whole files in flat ODF and in Word's and Excel's flat XML. */
function base64Gaps(text: string): Gap[] {
  const found = text.match(/<(office:binary-data|pkg:binaryData|w:binData)\b/g)?.length ?? 0
  return found === 0 ? [] : [{ piece: '', reason: 'part-not-supported', args: { feature: 'base64', count: found } }]
}
