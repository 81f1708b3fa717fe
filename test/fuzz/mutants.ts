import { chanceOf, seedOf } from './chance.js'
import type { Fixture } from './fixtures.js'
import { MUTATIONS } from './mutate.js'
import { carriersOf } from './oracle.js'
import { entriesOf, repack, TAMPERINGS } from './packages.js'

/** Another seed than that of every run: `SEED=random`, or `SEED=12345` to see one again. */
const { SEED = '20261126' } = process.env
export const RUN = SEED === 'random' ? Math.floor(Math.random() * 2 ** 32) : Number(SEED)

/** A file that something has happened to. */
export interface Mutant {
  readonly what: string
  readonly bytes: Buffer
  /** Where marks may still stand as they are; undefined where any loss must leave a gap. */
  readonly open: readonly Buffer[] | undefined
}

/** Packages are changed as bytes, inside an entry with its checksum put right, and by lies about an entry. */
export function mutantOf(fixture: Fixture, others: readonly Fixture[], at: number): Mutant {
  const chance = chanceOf(seedOf(RUN, fixture.name, at))
  const way = chance.pick(Object.keys(MUTATIONS))
  const other = chance.pick(others).bytes
  const isPackage = fixture.bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))
  const where = isPackage ? at % 3 : 0
  if (where === 0) {
    const bytes = MUTATIONS[way]!(fixture.bytes, chance, other)
    const cut = way === 'cut off' || way === 'cut off the end'
    const needsGap = fixture.loss === 'packed' || (fixture.loss === 'closed' && cut)
    return { what: way, bytes, open: needsGap ? undefined : [bytes] }
  }
  const entries = entriesOf(fixture.bytes)
  const index = chance.below(entries.length)
  const entry = entries[index]!
  if (where === 1) {
    const data =
      entry.data.length === 0 ? chance.bytes(8) : MUTATIONS[way]!(entry.data, chance, chance.pick(entries).data)
    const open = entries.map((one) => (one === entry ? data : one.data))
    const bytes = repack(entries, index, [{ name: entry.name, data }])
    return { what: `${way} in ${entry.name}`, bytes, open: named(open, entries) }
  }
  const lie = chance.pick(Object.keys(TAMPERINGS))
  const change = TAMPERINGS[lie]!(entry, chance)
  const left = entries.filter((one) => one !== entry)
  const open = [...left.map(({ data }) => data), ...change.map(({ data }) => Buffer.from(data as Uint8Array))]
  const bytes = repack(entries, index, change)
  return { what: `${lie}: ${entry.name}`, bytes, open: named(open, [...left, ...change]) }
}

/** Names are text too. */
function named(contents: readonly Buffer[], entries: readonly { readonly name: string }[]): Buffer[] {
  return [...contents, ...entries.map(({ name }) => Buffer.from(name))]
}

/**
 * True if the mark no longer stands in the file: none of its places has come through as it was. What only a file of the
 * same format could say (`same`) does not stand in one of another, nor what the file no longer says how to decode.
 */
export function isExcused(fixture: Fixture, mark: string, { open }: Mutant, same: boolean): boolean {
  if (!open) return false
  const needed = (fixture.needs ?? []).map((need) => Buffer.from(need, 'latin1'))
  if (needed.some((need) => !open.some((bytes) => bytes.includes(need)))) return true
  const places = placesOf(fixture).flatMap((bytes) => carriersOf(bytes, mark, same))
  return !places.some((carrier) => open.some((bytes) => bytes.includes(carrier)))
}

function placesOf({ bytes }: Fixture): Buffer[] {
  if (!bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))) return [bytes]
  const entries = entriesOf(bytes)
  return named(entries.map(({ data }) => data), entries)
}
