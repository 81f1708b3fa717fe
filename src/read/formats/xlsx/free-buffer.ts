import { MessageChannel } from 'node:worker_threads'

/** Bytes below this are left to the garbage collection. */
const LARGE = 1 << 20
/** What the buffer of an inflated entry may be longer than the entry. */
const SPARE = 1

/**
 * Gives the memory of an inflated entry back at once, which nobody may read any more: else it is held until the next
 * full garbage collection, beside all that is made of it meanwhile. Bytes that are a piece of others stay as they are.
 */
export function release(bytes: Uint8Array): void {
  const { buffer, byteOffset, byteLength } = bytes
  if (byteLength < LARGE || byteOffset > 0 || buffer.byteLength > byteLength + SPARE) return
  // What is transferred to a closed port is freed: there is no other way that waits for nothing.
  const { port1 } = new MessageChannel()
  port1.close()
  port1.postMessage(undefined, [buffer as ArrayBuffer])
}
