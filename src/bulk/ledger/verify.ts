import { CHAIN_START, chainHash } from './entry.js'
import { EntrySet } from './entry-set.js'
import type { Ledger, StoredRow } from './ledger.js'
import { isSealOfVersion1, sealedRanges, type SealedRange } from './seal.js'

/** What is wrong with a chain; `entry` is the first entry that shows it. */
export type ChainFault =
  /** This row or the one before it was changed. */
  | { readonly kind: 'changed'; readonly entry: number }
  /** Rows were removed, added or moved. */
  | { readonly kind: 'missing'; readonly entry: number }
  /** The seal in this entry was not made with this key, or what it covers is not there any more. */
  | { readonly kind: 'seal'; readonly entry: number }
  /** The noted head is not in the chain: the chain was cut off before it, or written anew. */
  | { readonly kind: 'head' }
  /** SQLite reports that the file is damaged. */
  | { readonly kind: 'file'; readonly detail: string }

/** The result of a verification. */
export interface Verification {
  /** The first faults; empty for a sound chain. */
  readonly faults: readonly ChainFault[]
  readonly entries: number
  /** Hash of the last entry. */
  readonly head: string
  /** The last entry covered by a seal of the key; 0 for none, absent without a key. */
  readonly sealed?: number
  /** Entries added since the noted head; absent without one. */
  readonly since?: number
  /** The entries that a run with the key may use: those that a process with the key added. Absent without a key. */
  readonly trusted?: EntrySet
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
 * show that its last rows were cut off: a head noted down elsewhere does. Nor can it show that all of it was written
 * anew: a head does, or a seal.
 */
export function verifyLedger(ledger: Ledger, { head, key }: VerifyOptions = {}): Verification {
  const faults: ChainFault[] = ledger.integrityFaults().map((detail) => ({ kind: 'file', detail }))
  const addFault = (fault: ChainFault): void => void (faults.length < MAX_FAULTS && faults.push(fault))
  const seals = key && new Seals(ledger, key)
  let hash = CHAIN_START
  let entries = 0
  let noted = head === CHAIN_START ? 0 : undefined
  for (const row of ledger.select('ORDER BY entry.id')) {
    const isNext = row.id === entries + 1
    const isIntact = chainHash(hash, row) === row.chain
    if (!isNext) addFault({ kind: 'missing', entry: entries + 1 })
    if (!isIntact) addFault({ kind: 'changed', entry: row.id })
    if (seals?.add(row, hash, isNext && isIntact) === false) addFault({ kind: 'seal', entry: row.id })
    entries = row.id
    hash = row.chain
    if (hash === head) noted = row.id
  }
  for (const entry of seals?.unmatched() ?? []) addFault({ kind: 'seal', entry })
  if (head !== undefined && noted === undefined) addFault({ kind: 'head' })
  return {
    faults, entries, head: hash,
    ...(seals && { sealed: seals.last, trusted: seals.trusted }),
    ...(noted !== undefined && { since: entries - noted }),
  }
}

/** One fault is enough to distrust a ledger; a few show whether one row was changed or all. */
const MAX_FAULTS = 20

interface Cover extends SealedRange {
  /** The entry with the seal. */
  readonly by: number
}

/** The seals of a ledger that were made with a key, and the entries that they cover. */
class Seals {
  readonly trusted = new EntrySet()
  /** The last entry covered. */
  last = 0
  /** Ranges by their last entry. */
  readonly #ranges = new Map<number, Cover[]>()
  /** The first entry after the last fault: a seal proves nothing about entries on the other side of a fault. */
  #stretch = 1

  constructor(ledger: Ledger, readonly key: Uint8Array) {
    for (const row of ledger.select("WHERE kind IN ('run', 'seal') ORDER BY entry.id")) {
      for (const range of sealedRanges(contentOf(row), key) ?? []) {
        this.#ranges.set(range.to, [...(this.#ranges.get(range.to) ?? []), { ...range, by: row.id }])
      }
    }
  }

  /** Adds a row in the order of the chain. @returns false if it has a seal that is not of this key */
  add(row: StoredRow, previous: string, isIntact: boolean): boolean {
    if (!isIntact) this.#stretch = row.id + 1
    const ranges = this.#ranges.get(row.id)
    if (ranges && isIntact && ranges.every(({ hash }) => hash === row.chain)) {
      for (const { from, to } of ranges) this.#trust(Math.max(from, this.#stretch), to)
      this.#ranges.delete(row.id)
    }
    return row.kind !== 'run' && row.kind !== 'seal' ? true : this.#addSeal(row, previous, isIntact)
  }

  /** The entries whose seal covers something that is not in the chain. */
  unmatched(): number[] {
    const by = [...this.#ranges.values()].flatMap((ranges) => ranges.map((range) => range.by))
    return [...new Set(by)].sort((a, b) => a - b)
  }

  #addSeal(row: StoredRow, previous: string, isIntact: boolean): boolean {
    const content = contentOf(row)
    if (sealedRanges(content, this.key)) {
      if (isIntact) this.#trust(row.id, row.id)
      return true
    }
    const { seal, sealed } = content as { readonly seal?: unknown; readonly sealed?: unknown }
    if (seal === undefined) return true
    if (sealed !== undefined || typeof seal !== 'string' || !isSealOfVersion1(seal, previous, this.key)) return false
    this.last = row.id - 1
    return true
  }

  #trust(from: number, to: number): void {
    for (let id = from; id <= to; id++) this.trusted.add(id)
    this.last = Math.max(this.last, to)
  }
}

/** The content of a run or a seal; an empty object when it is not one. */
function contentOf({ content }: StoredRow): object {
  try {
    const value: unknown = JSON.parse(content)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
