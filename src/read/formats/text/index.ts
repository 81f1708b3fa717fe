import { readPackedText } from '../../containers/packed-text.js'
import type { Intake, Readout } from '../../reader.js'
import { decode } from '../../text/decode.js'
import { otherReadings } from '../../text/other-readings.js'
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
  const others = otherReadings(decoded.text).filter(({ name, text }) => intake.budget.takeText(name, text.length))
  const packed = readPackedText(intake, decoded.text)
  return {
    parts: [...parts, ...others, ...packed.parts], gaps: [...gaps, ...packed.gaps], members: packed.members ?? [],
  }
}
