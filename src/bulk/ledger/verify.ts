import { CHAIN_START, chainHash } from './entry.js'
import type { Ledger, StoredRow } from './ledger.js'
import { sealHolds, type RunEnd } from './run-end.js'

/** What is wrong with a chain; `entry` is where it shows first. */
export type ChainFault =
  /** A row, or the one above it, was changed. */
  | { readonly kind: 'changed'; readonly entry: number }
  /** Rows were taken out, put in or put elsewhere. */
  | { readonly kind: 'missing'; readonly entry: number }
  /** A run's seal is not one of this key. */
  | { readonly kind: 'seal'; readonly entry: number }
  /** The hash that was noted down is nowhere in the chain: what came after it was cut off, or all was written anew. */
  | { readonly kind: 'head' }
  /** SQLite finds the file damaged. */
  | { readonly kind: 'file'; readonly detail: string }

/** What was found about a ledger. */
export interface Verification {
  readonly faults: readonly ChainFault[]
  readonly entries: number
  /** Hash of the last entry. */
  readonly head: string
  /** The last entry a seal of the key vouches for; 0 for none, absent without a key. */
  readonly sealed?: number
  /** Entries added since the hash that was noted down; absent without one. */
  readonly since?: number
}

/** What a chain is held against. */
export interface Against {
  /** A head noted down before, hex. */
  readonly head?: string
  /** The key of the runs' seals. */
  readonly key?: Uint8Array
}

/**
 * Follows the chain from its first entry to its last; every row is read once, memory stays flat. The end is vouched for
 * by a head that was noted down elsewhere, or by a seal: a chain alone cannot tell that its last rows were cut off.
 */
export function verifyLedger(ledger: Ledger, against: Against = {}): Verification {
  const faults: ChainFault[] = ledger.faults().map((detail) => ({ kind: 'file', detail }))
  let hash = CHAIN_START
  let entries = 0
  let sealed = 0
  let noted = against.head === CHAIN_START ? 0 : undefined
  for (const row of ledger.select('ORDER BY entry.id')) {
    const before = hash
    if (row.id !== entries + 1) faults.push({ kind: 'missing', entry: entries + 1 })
    if (chainHash(before, row) !== row.chain) faults.push({ kind: 'changed', entry: row.id })
    const seal = against.key && sealOfRun(row)
    if (seal !== undefined && sealHolds(seal, before, against.key!)) sealed = row.id - 1
    else if (seal !== undefined) faults.push({ kind: 'seal', entry: row.id })
    entries = row.id
    hash = row.chain
    if (hash === against.head) noted = row.id
    if (faults.length >= MOST_FAULTS) break
  }
  if (against.head !== undefined && noted === undefined) faults.push({ kind: 'head' })
  return {
    faults, entries, head: hash,
    ...(against.key && { sealed }),
    ...(noted !== undefined && { since: entries - noted }),
  }
}

/** One fault is enough to distrust a ledger; a few show whether it is one row or all. */
const MOST_FAULTS = 20

function sealOfRun({ kind, content }: StoredRow): string | undefined {
  if (kind !== 'run') return undefined
  try {
    return (JSON.parse(content) as Partial<RunEnd>).seal
  } catch {
    return undefined
  }
}
