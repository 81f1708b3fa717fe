// The memory of the kernel: addresses of its tables and scratch lists. Odd distances keep lists that are written
// together from falling on the same lines of the cache.

export const COMPRESS16: usize = 0x400 // 256 × 16 bytes: swizzle that moves the 16-bit lanes of a mask to the front
export const COMPRESS8: usize = 0x1400 // 256 × 8 bytes: the numbers of the bits of a mask
export const BLOCKS: usize = 0x1c40 // per 32 bytes of UTF-8: which start a unit, and where the first one stands
export const UNITS: usize = 0x2e80 // of one chunk of UTF-8
export const CLASSES: usize = 0xb100 // of one chunk, from here to `FORCED` where the filter hashes
export const HASHES: usize = 0x13380
export const SELECTORS: usize = 0x1b600
export const LOOKED: usize = 0x1f880
export const FORCED: usize = 0x23b00
export const MASKS: usize = 0xb100 // in the place of `CLASSES`: rounds of 16 that hold something, number << 16 | which
export const POSITIONS: usize = 0x27d80 // unit → byte, where hits are many
export const CANDIDATES: usize = 0x30000
export const RUNS: usize = 0x38240 // where each level of the walk began in `FOUND`
export const FOUND: usize = 0x39500 // unit << 48 | length << 32 | state
export const MERGED: usize = 0x79600
export const STATES: usize = 0xb9800 // of the candidates
export const BUCKETS: usize = 0xe0000 // 65,536 × 32 bits: in which buckets a unit is a first, second, third character
export const TABLE: usize = 0x120000 // 65,536 × 16 bits: class, 0x4000 a term of this one character, 0x8000 dropped
export const FILTER: usize = 0x140000 // 65,536 bytes
export const INPUT: usize = 0x150000
export const HITS: usize = 0x194000
export const MERGED_TOO: usize = 0x4a0000
// 8 bytes a state: base | a term ends here << 31, check; then 4 bytes a state: its term; then lists of terms.
export const NODES: usize = 0x4e0000
