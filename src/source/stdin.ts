import { readStream } from './read-stream.js'
import type { Source } from './source.js'

/** Reads the standard input to its end as one document, at most `limit` bytes: a longer one is a gap, not a prefix. */
export async function stdinSource(stream: AsyncIterable<Uint8Array>, path: string, limit: number): Promise<Source> {
  const read = await readStream(stream, { limit })
  return 'gap' in read ? { kind: 'gap', path, gap: read.gap } : { kind: 'bytes', path, bytes: read.bytes }
}
