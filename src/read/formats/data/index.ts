import { decode } from '../../text/decode.js'
import { resolveEscapes } from '../../text/escapes.js'
import { PartBuilder } from '../../parts/part-builder.js'
import type { Intake, Readout } from '../../reader.js'
import { addText, decodingGaps, textParts } from '../../text/plain-text.js'

/**
 * Reads data and source code (JSON, YAML, TOML, ini, programs) as text, as it stands. Lines in which escapes hide
 * characters (`\u673a\u5bc6`) are told once more with their escapes resolved, in a part named `escapes`.
 */
export function readData(intake: Intake): Readout {
  const decoded = decode(intake.document.bytes)
  const parts = textParts(intake, decoded)
  const resolved = parts.length > 0 ? resolvedLines(decoded.text) : undefined
  if (resolved && intake.budget.takeText('escapes', resolved.length)) parts.push(resolved.build())
  return { parts, gaps: decodingGaps(decoded) }
}

function resolvedLines(text: string): PartBuilder | undefined {
  const resolved = resolveEscapes(text)
  if (resolved === text) return undefined
  const builder = new PartBuilder('body', 'escapes')
  const lines = text.split('\n')
  resolved.split('\n').forEach((line, index) => {
    if (line !== lines[index]) addText(builder, line, index + 1)
  })
  return builder
}
