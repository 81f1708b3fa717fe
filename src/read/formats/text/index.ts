import type { Intake, Readout } from '../../reader.js'
import { decode } from '../../text/decode.js'
import { decodingGaps, textParts } from '../../text/plain-text.js'

/** Reads plain text, and everything that is best read as it stands: source code, JSON, YAML, TOML, ini. */
export function readText(intake: Intake): Readout {
  const decoded = decode(intake.document.bytes)
  return { parts: textParts(intake, decoded), gaps: decodingGaps(decoded) }
}
