import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Verdict } from '../../model/index.js'

/** The end of a run: the content of its entry. */
export interface RunEnd {
  /** `complete`: all documents under the paths were reached. */
  readonly end: 'complete' | 'interrupted'
  /** The paths the run was given. */
  readonly paths: readonly string[]
  /** When the run began, UTC, ISO 8601. */
  readonly begun: string
  /** Documents reported. */
  readonly documents: number
  /** Documents screened in this run; the others were taken from the ledger. */
  readonly screened: number
  /** Documents of the ledger that no longer exist. */
  readonly gone: number
  readonly verdicts: Readonly<Record<Verdict, number>>
  /** The seal over the hash of the previous entry, hex; absent without a key. */
  readonly seal?: string
}

/** The seal of a chain that ends in `hash`: HMAC-SHA-256, hex. Without the key nobody can seal another chain. */
export function computeSeal(hash: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(`secrecy-screen ledger ${hash}`).digest('hex')
}

/** Whether `seal` is the seal of `hash`. */
export function isValidSeal(seal: string, hash: string, key: Uint8Array): boolean {
  const expected = Buffer.from(computeSeal(hash, key))
  const given = Buffer.from(seal)
  return expected.length === given.length && timingSafeEqual(expected, given)
}
