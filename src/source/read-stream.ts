import { types } from 'node:util'
import { orAborted, ScreenError } from '../model/index.js'
import type { FileBytes } from './files/read-file.js'
import { documentGap } from './source.js'

/**
 * A stream of bytes: a web `ReadableStream`, a Node `Readable`, or any other async iterable of byte arrays.
 * @example
 * const stream: ByteStream = createReadStream('report.docx')
 */
export type ByteStream = AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>

/** How a stream is read. */
export interface ReadStreamOptions {
  /** Maximum bytes. */
  readonly limit: number
  readonly signal?: AbortSignal | undefined
  /** Called with the length of each piece. A `ScreenError` that it throws ends the reading. */
  readonly onBytes?: ((count: number) => void) | undefined
}

/**
 * Reads a stream to its end, at most `limit` bytes: a longer one is a gap, not a prefix, and so is one that fails.
 * A stream that is not read to its end is cancelled.
 * @throws ScreenError `usage` for a stream of anything but bytes; what `onBytes` throws; the signal's reason once it is
 * aborted
 */
export async function readStream(
  stream: ByteStream, { limit, signal, onBytes }: ReadStreamOptions,
): Promise<FileBytes> {
  const source = openStream(stream)
  const chunks: Uint8Array[] = []
  let length = 0
  let ended = false
  try {
    while (!ended) {
      const { done, value } = await orAborted(source.next(), signal)
      if (done) ended = true
      else if (!types.isUint8Array(value)) throw notBytes(value)
      else if ((length += value.length) > limit) return tooLarge(limit)
      else {
        onBytes?.(value.length)
        chunks.push(value)
      }
    }
  } catch (error) {
    if (error instanceof ScreenError || signal?.aborted) throw error
    return { gap: documentGap('unreadable', { code: (error as NodeJS.ErrnoException | undefined)?.code ?? 'UNKNOWN' }) }
  } finally {
    if (!ended) source.cancel()
  }
  return { bytes: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks) }
}

interface OpenStream {
  readonly next: () => Promise<IteratorResult<unknown, unknown>>
  /** Takes effect while a `next` is pending; never throws. */
  readonly cancel: () => void
}

function openStream(stream: ByteStream): OpenStream {
  if ('getReader' in stream) {
    const reader = stream.getReader()
    return {
      next: () => reader.read() as Promise<IteratorResult<unknown, unknown>>,
      cancel: () => void reader.cancel().catch(() => undefined),
    }
  }
  const iterator = stream[Symbol.asyncIterator]()
  return {
    next: () => iterator.next(),
    cancel: () => {
      // A generator hears `return` only once its pending `next` is over.
      if (isDestroyable(stream)) stream.destroy()
      else iterator.return?.().catch(() => undefined)
    },
  }
}

/** Node streams, except requests of `node:http`: to destroy one would close the socket its answer must go through. */
function isDestroyable(stream: object): stream is { destroy(): void } {
  return 'destroy' in stream && typeof stream.destroy === 'function' && !('socket' in stream)
}

function notBytes(value: unknown): ScreenError {
  if (typeof value === 'string') return new ScreenError('stream-of-text')
  return new ScreenError('stream-of-other', { type: typeof value })
}

function tooLarge(limit: number): FileBytes {
  return { gap: documentGap('limit-exceeded', { limit: 'inputBytes', value: limit }) }
}
