import { createHmac, timingSafeEqual } from 'node:crypto'

/** What is sealed in a queue. The kind is in the seal, so that none stands for another. */
export type SealedKind = 'walk' | 'job' | 'result'

/** HMAC-SHA-256, hex, over a value that is the same after it was written as JSON and read again. */
export function sealOf(kind: SealedKind, value: unknown, key: Uint8Array): string {
  return createHmac('sha256', key).update(`secrecy-screen queue ${kind}\n${JSON.stringify(value)}`).digest('hex')
}

/** Whether a seal is that of the value. */
export function isSealOf(seal: unknown, kind: SealedKind, value: unknown, key: Uint8Array): boolean {
  if (typeof seal !== 'string') return false
  const [given, expected] = [Buffer.from(seal), Buffer.from(sealOf(kind, value, key))]
  return given.length === expected.length && timingSafeEqual(given, expected)
}
