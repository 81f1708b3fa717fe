import { parseEot } from './eot.js'
import type { FontFile } from './font-file.js'
import { parseSfnt } from './sfnt.js'
import { parseCff, parsePfb } from './type1.js'
import { parseWoff } from './woff.js'

/**
 * Parses a font of any format that documents embed, by its bytes alone. Undefined where a directory does not add up or
 * does not account for the whole file: that is no font, whatever its name says. Cost: linear.
 */
export function parseFont(bytes: Uint8Array): FontFile | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return parseSfnt(view) ?? parseWoff(view) ?? parseEot(view) ?? parsePfb(view) ?? parseCff(view)
}
