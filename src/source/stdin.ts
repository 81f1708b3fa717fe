import { wholeGap, type Source } from './source.js'

/** Reads a stream to its end as one document, at most `limit` bytes: a longer one is a gap, not a prefix. */
export async function stdinSource(stream: AsyncIterable<Uint8Array>, path: string, limit: number): Promise<Source> {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of stream) {
      length += chunk.length
      if (length > limit) return wholeGap(path, 'limit-exceeded', { limit: 'inputBytes', value: limit })
      chunks.push(chunk)
    }
  } catch (error) {
    return wholeGap(path, 'unreadable', { code: (error as NodeJS.ErrnoException).code ?? 'UNKNOWN' })
  }
  return { kind: 'bytes', path, bytes: Buffer.concat(chunks) }
}
