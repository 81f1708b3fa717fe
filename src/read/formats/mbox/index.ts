import type { Document } from '../../../model/index.js'
import { PartBuilder } from '../../parts/part-builder.js'
import type { Intake, Readout } from '../../reader.js'

/**
 * Reads mailboxes (RFC 4155, appendix A).
 *
 * Anatomy: messages in a row; each begins with a separator line `From sender time` and ends with an empty line. The
 * same words can begin a line of a body, so a separator must be the first line or follow an empty one, and must hold a
 * time of day or be followed by a header field.
 *
 * Read: each message is a member `1.eml`, `2.eml` …; separator lines are metadata. No gaps of its own: the first line
 * always counts as a separator, so that no bytes are left out. Cost: linear.
 */
export function readMbox({ document, budget, signal }: Intake): Readout {
  const bytes = Buffer.from(document.bytes.buffer, document.bytes.byteOffset, document.bytes.byteLength)
  const separators = new PartBuilder('metadata')
  const members: Document[] = []
  const starts = startsOf(bytes)
  for (const [at, start] of starts.entries()) {
    signal?.throwIfAborted()
    if (!budget.takeEntry('')) break
    const end = lineEnd(bytes, start)
    separators.block(new TextDecoder().decode(bytes.subarray(start, end)).trim(), {}, 'metadata').separate('\n')
    const message = bytes.subarray(Math.min(end + 1, bytes.length), starts[at + 1] ?? bytes.length)
    if (message.length > 0) members.push({ path: `${document.path}!${at + 1}.eml`, bytes: message })
  }
  const fits = !separators.empty && budget.takeText('', separators.length)
  return { parts: fits ? [separators.build()] : [], gaps: [], members }
}

/** Offsets of the separator lines; the first is always 0. */
function startsOf(bytes: Buffer): number[] {
  const starts = [0]
  for (let at = bytes.indexOf('\nFrom '); at >= 0; at = bytes.indexOf('\nFrom ', at + 1)) {
    const blank = bytes[at - 1] === 0x0a || (bytes[at - 1] === 0x0d && bytes[at - 2] === 0x0a)
    if (blank && isSeparator(bytes, at + 1)) starts.push(at + 1)
  }
  return starts
}

function isSeparator(bytes: Buffer, at: number): boolean {
  const end = lineEnd(bytes, at)
  const line = bytes.toString('latin1', at, Math.min(end, at + 500))
  return /\d\d:\d\d/.test(line) || /^>?[!-9;-~]+:/.test(bytes.toString('latin1', end + 1, end + 200))
}

function lineEnd(bytes: Buffer, at: number): number {
  const end = bytes.indexOf(0x0a, at)
  return end < 0 ? bytes.length : end
}
