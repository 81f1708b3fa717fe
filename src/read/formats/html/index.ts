import type { Part } from '../../../model/index.js'
import { htmlParts } from '../../markup/html/html-parts.js'
import type { Intake, Readout } from '../../reader.js'
import { decode, type Decoded } from '../../text/decode.js'
import { declaredCharset } from '../../text/html-charset.js'
import { alternativeParts, decodingGaps } from '../../text/plain-text.js'

/**
 * Reads HTML: the page's text line by line with what is hidden on it, titles and stand-in texts, links, form values,
 * metadata, comments, scripts and style sheets. Files that `data:` addresses and `srcdoc` carry are members; pictures
 * in them are gaps. Pictures and frames that lie outside are other documents. Places are lines of the source.
 */
export function readHtml(intake: Intake): Readout {
  const { bytes } = intake.document
  const decoded = decode(bytes, declaredCharset(bytes))
  if (!intake.budget.takeText('', decoded.text.length)) return { parts: [], gaps: [] }
  const first = htmlParts(intake, decoded.text, '')
  const others = otherReadings(intake, decoded)
  return {
    parts: [...first.parts, ...others],
    gaps: [...first.gaps, ...decodingGaps(decoded)],
    members: first.members.filter((member) => intake.budget.takeEntry(member.path)),
  }
}

/** A reading of the whole in another encoding is read as HTML too; single lines of one are told as they stand. */
function otherReadings(intake: Intake, decoded: Decoded): Part[] {
  return decoded.alternatives.flatMap((alternative) => {
    const [piece, ...more] = alternative.pieces
    if (!piece || more.length > 0 || piece.line > 1) {
      return alternativeParts(intake, { ...decoded, alternatives: [alternative] })
    }
    if (!intake.budget.takeText(alternative.encoding, piece.text.length)) return []
    return htmlParts(intake, piece.text, alternative.encoding).parts
  })
}
