import { createHmac, timingSafeEqual } from 'node:crypto'

/** Entries that one process added without another process adding in between. */
export interface SealedRange {
  readonly from: number
  readonly to: number
  /** The chain's hash of entry `to`, hex. It proves the content of every entry of the range. */
  readonly hash: string
}

/** What a seal covers: entries that the holder of the key wrote itself, never what it found in the file. */
export interface Seal {
  readonly sealed: readonly SealedRange[]
  /** HMAC-SHA-256, hex, over the content of the sealing entry without this property. */
  readonly seal: string
}

/** The content of an entry with a seal over it and over the ranges. Nobody can make it without the key. */
export function sealContent<T extends object>(content: T, sealed: readonly SealedRange[], key: Uint8Array): T & Seal {
  const unsealed = { ...content, sealed }
  return { ...unsealed, seal: hmac('secrecy-screen ledger v2\n' + JSON.stringify(unsealed), key) }
}

/** The ranges that the content of an entry seals with this key; undefined when its seal is not of this key. */
export function sealedRanges(content: object, key: Uint8Array): readonly SealedRange[] | undefined {
  const { seal, ...unsealed } = content as Partial<Seal>
  if (typeof seal !== 'string' || !Array.isArray(unsealed.sealed)) return undefined
  const valid = isEqual(seal, hmac('secrecy-screen ledger v2\n' + JSON.stringify(unsealed), key))
  return valid ? unsealed.sealed : undefined
}

/**
 * Whether `seal` is one that earlier versions made over the hash of the previous entry. It covers all entries before
 * it, whoever wrote them: it shows later changes, but nothing is taken from a ledger because of it.
 */
export function isSealOfVersion1(seal: string, hash: string, key: Uint8Array): boolean {
  return isEqual(seal, hmac(`secrecy-screen ledger ${hash}`, key))
}

function hmac(text: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(text).digest('hex')
}

function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
