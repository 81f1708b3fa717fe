import { readStream } from './read-stream.js'
import type { Source } from './source.js'

/** Reads standard input to its end as one document. More than `limit` bytes are a gap, not a prefix. */
export async function readStdin(stream: AsyncIterable<Uint8Array>, path: string, limit: number): Promise<Source> {
  const read = await readStream(stream, { limit })
  return 'gap' in read ? { kind: 'gap', path, gap: read.gap } : { kind: 'bytes', path, bytes: read.bytes }
}
