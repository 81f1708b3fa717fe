import type { Document } from '../../../model/index.js'
import { PartBuilder } from '../../parts/part-builder.js'
import type { Intake, Readout } from '../../reader.js'

/**
 * Reads a mailbox (RFC 4155): each message is a member `1.eml`, `2.eml` …, and its `From ` line metadata. A message
 * begins with such a line at the start or after an empty line, if it names a time or a header follows it. Cost: linear.
 */
export function readMbox({ document, budget, signal }: Intake): Readout {
  const bytes = Buffer.from(document.bytes.buffer, document.bytes.byteOffset, document.bytes.byteLength)
  const lines = new PartBuilder('metadata')
  const members: Document[] = []
  const starts = startsOf(bytes)
  for (const [at, start] of starts.entries()) {
    signal?.throwIfAborted()
    if (!budget.takeEntry('')) break
    const end = lineEnd(bytes, start)
    lines.block(new TextDecoder().decode(bytes.subarray(start, end)).trim(), {}, 'metadata').separate('\n')
    const message = bytes.subarray(Math.min(end + 1, bytes.length), starts[at + 1] ?? bytes.length)
    if (message.length > 0) members.push({ path: `${document.path}!${at + 1}.eml`, bytes: message })
  }
  const told = !lines.empty && budget.takeText('', lines.length)
  return { parts: told ? [lines.build()] : [], gaps: [], members }
}

/** Where messages begin; the first always at the beginning, so that nothing stands before it. */
function startsOf(bytes: Buffer): number[] {
  const starts = [0]
  for (let at = bytes.indexOf('\nFrom '); at >= 0; at = bytes.indexOf('\nFrom ', at + 1)) {
    const blank = bytes[at - 1] === 0x0a || (bytes[at - 1] === 0x0d && bytes[at - 2] === 0x0a)
    if (blank && opens(bytes, at + 1)) starts.push(at + 1)
  }
  return starts
}

function opens(bytes: Buffer, at: number): boolean {
  const end = lineEnd(bytes, at)
  const line = bytes.toString('latin1', at, Math.min(end, at + 500))
  return /\d\d:\d\d/.test(line) || /^>?[!-9;-~]+:/.test(bytes.toString('latin1', end + 1, end + 200))
}

function lineEnd(bytes: Buffer, at: number): number {
  const end = bytes.indexOf(0x0a, at)
  return end < 0 ? bytes.length : end
}
