import { readPackedText } from '../../containers/packed-text.js'
import type { Intake, Readout } from '../../reader.js'
import { decode } from '../../text/decode.js'
import { displayedLines } from '../../text/displayed-lines.js'
import { decodingGaps, textParts } from '../../text/plain-text.js'

/**
 * Reads plain text, data and source code (JSON, YAML, TOML, INI, programs).
 *
 * Read: the text unchanged, and once more with escapes and terminal codes resolved, as a program would show it. Files
 * and texts packed in it (base64, hexadecimal, `data:` addresses) are read too. Gaps: undecodable lines.
 */
export function readText(intake: Intake): Readout {
  const decoded = decode(intake.document.bytes)
  const parts = textParts(intake, decoded)
  const gaps = decodingGaps(decoded)
  if (parts.length === 0) return { parts, gaps }
  const displayed = displayedLines(decoded.text, intake.budget)
  const packed = readPackedText(intake, decoded.text)
  return {
    parts: [...parts, ...displayed, ...packed.parts], gaps: [...gaps, ...packed.gaps], members: packed.members ?? [],
  }
}
