/** Numbers that follow from a seed alone. */
export interface Chance {
  /** A whole number from 0, below `limit`. */
  below(limit: number): number
  pick<T>(items: readonly T[]): T
  bytes(length: number): Buffer
}

/** Mulberry32: 32 bits of state, enough to pick places and bytes. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (limit: number): number => (limit <= 1 ? 0 : next() % limit)
  return {
    below,
    pick: (items) => items[below(items.length)]!,
    bytes: (length) => Buffer.from(Array.from({ length }, () => below(256))),
  }
}

/** One number out of the seed of the run, the fixture and the number of the mutant. */
export function seedOf(run: number, name: string, at: number): number {
  let hash = 0x811c9dc5 ^ run
  for (const unit of `${name}/${at}`) hash = Math.imul(hash ^ unit.charCodeAt(0), 0x01000193)
  return hash >>> 0
}
