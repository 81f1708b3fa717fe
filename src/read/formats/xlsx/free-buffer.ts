import { MessageChannel } from 'node:worker_threads'

/** Smaller buffers are left to the garbage collector. */
const LARGE = 1 << 20
/** What the buffer of an inflated entry may be longer than the entry. */
const SPARE = 1

/**
 * Frees the memory of an inflated entry at once; the bytes must not be read afterwards. Without this they stay until
 * the next full garbage collection, while the readout grows. Bytes that are a piece of a larger buffer are left alone.
 */
export function release(bytes: Uint8Array): void {
  const { buffer, byteOffset, byteLength } = bytes
  if (byteLength < LARGE || byteOffset > 0 || buffer.byteLength > byteLength + SPARE) return
  // A buffer that is transferred to a closed port is freed at once; no other way does it synchronously.
  const { port1 } = new MessageChannel()
  port1.close()
  port1.postMessage(undefined, [buffer as ArrayBuffer])
}
