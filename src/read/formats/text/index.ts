import type { Gap } from '../../../model/index.js'
import type { Intake, Readout } from '../../reader.js'
import { decode } from '../../text/decode.js'
import { displayedLines } from '../../text/displayed-lines.js'
import { decodingGaps, textParts } from '../../text/plain-text.js'

/**
 * Reads plain text, data and source code (JSON, YAML, TOML, INI, programs).
 *
 * Read: the text unchanged, and once more with escapes and terminal codes resolved, as a program would show it. Gaps:
 * undecodable lines, PostScript that draws a picture or outlines.
 */
export async function readText(intake: Intake): Promise<Readout> {
  const decoded = decode(intake.document.bytes)
  const parts = textParts(intake, decoded)
  const gaps = [...decodingGaps(decoded), ...drawingGaps(decoded.text)]
  if (parts.length === 0) return { parts, gaps }
  return { parts: [...parts, ...await displayedLines(decoded.text, intake.budget)], gaps }
}

/** Operators of PostScript that draw samples (Language Reference, 8.2). */
const SAMPLES = /(?<![/\w])(?:colorimage|imagemask|image)(?![\w])/
/** Lines and curves, by their operators or the names of one letter that programs give these. */
const STROKES = /^[ \t]*-?[\d.]+(?:[ \t]+-?[\d.]+){1,5}[ \t]+(?:r?lineto|r?curveto|[lcvyLCVY])[ \t]*$/gm
/** Fewer draw frames and rules, no letters. */
const MOST_STROKES = 60

/** No renderer of PostScript is part of the program, so what it draws is a gap; its texts are read. */
function drawingGaps(text: string): Gap[] {
  if (!/^[\ufeff\x04]?%!PS/.test(text)) return []
  const code = text.replace(/%[^\n\r]*|\((?:\\.|[^()\\]){0,10000}\)/g, '')
  if (!SAMPLES.test(code) && (code.match(STROKES)?.length ?? 0) <= MOST_STROKES) return []
  return [{ piece: '', reason: 'image-not-read', args: { feature: 'picture-format' } }]
}
