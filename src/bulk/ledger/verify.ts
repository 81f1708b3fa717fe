import { CHAIN_START, chainHash } from './entry.js'
import type { Ledger, StoredRow } from './ledger.js'
import { isValidSeal, type RunEnd } from './run-end.js'

/** What is wrong with a chain; `entry` is the first entry that shows it. */
export type ChainFault =
  /** This row or the one before it was changed. */
  | { readonly kind: 'changed'; readonly entry: number }
  /** Rows were removed, added or moved. */
  | { readonly kind: 'missing'; readonly entry: number }
  /** The seal of this run was not made with this key. */
  | { readonly kind: 'seal'; readonly entry: number }
  /** The noted head is not in the chain: the chain was cut off before it, or written anew. */
  | { readonly kind: 'head' }
  /** SQLite reports that the file is damaged. */
  | { readonly kind: 'file'; readonly detail: string }

/** The result of a verification. */
export interface Verification {
  readonly faults: readonly ChainFault[]
  readonly entries: number
  /** Hash of the last entry. */
  readonly head: string
  /** The last entry covered by a seal of the key; 0 for none, absent without a key. */
  readonly sealed?: number
  /** Entries added since the noted head; absent without one. */
  readonly since?: number
}

/** What to verify a chain against. */
export interface VerifyOptions {
  /** A head that was noted down earlier, hex. */
  readonly head?: string
  /** The key of the seals. */
  readonly key?: Uint8Array
}

/**
 * Verifies the chain from its first entry to its last; reads each row once, in constant memory. The chain alone cannot
 * show that its last rows were cut off: a head noted down elsewhere does, or a seal.
 */
export function verifyLedger(ledger: Ledger, options: VerifyOptions = {}): Verification {
  const faults: ChainFault[] = ledger.integrityFaults().map((detail) => ({ kind: 'file', detail }))
  let hash = CHAIN_START
  let entries = 0
  let sealed = 0
  let noted = options.head === CHAIN_START ? 0 : undefined
  for (const row of ledger.select('ORDER BY entry.id')) {
    const previous = hash
    if (row.id !== entries + 1) faults.push({ kind: 'missing', entry: entries + 1 })
    if (chainHash(previous, row) !== row.chain) faults.push({ kind: 'changed', entry: row.id })
    const seal = options.key && sealOf(row)
    if (seal !== undefined && isValidSeal(seal, previous, options.key!)) sealed = row.id - 1
    else if (seal !== undefined) faults.push({ kind: 'seal', entry: row.id })
    entries = row.id
    hash = row.chain
    if (hash === options.head) noted = row.id
    if (faults.length >= MAX_FAULTS) break
  }
  if (options.head !== undefined && noted === undefined) faults.push({ kind: 'head' })
  return {
    faults, entries, head: hash,
    ...(options.key && { sealed }),
    ...(noted !== undefined && { since: entries - noted }),
  }
}

/** One fault is enough to distrust a ledger; a few show whether one row was changed or all. */
const MAX_FAULTS = 20

function sealOf({ kind, content }: StoredRow): string | undefined {
  if (kind !== 'run') return undefined
  try {
    return (JSON.parse(content) as Partial<RunEnd>).seal
  } catch {
    return undefined
  }
}
