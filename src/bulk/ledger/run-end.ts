import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Verdict } from '../../model/index.js'

/** How a run ended: the content of its entry. */
export interface RunEnd {
  /** `complete`: all there was has been seen. */
  readonly end: 'complete' | 'interrupted'
  /** The paths it was given. */
  readonly paths: readonly string[]
  /** When it began, UTC, ISO 8601. */
  readonly begun: string
  /** Documents seen; of them, those screened in this run, the others having been taken from the ledger. */
  readonly documents: number
  readonly screened: number
  readonly gone: number
  readonly verdicts: Readonly<Record<Verdict, number>>
  /** HMAC-SHA-256, under the run's key, of the hash of the entry above, hex; absent without a key. */
  readonly seal?: string
}

/** The seal of a chain that ends in `hash`: nobody without the key can make another chain pass for it. */
export function sealOf(hash: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(`secrecy-screen ledger ${hash}`).digest('hex')
}

/** Whether a seal is that of this hash. */
export function sealHolds(seal: string, hash: string, key: Uint8Array): boolean {
  const own = Buffer.from(sealOf(hash, key))
  const told = Buffer.from(seal)
  return own.length === told.length && timingSafeEqual(own, told)
}
