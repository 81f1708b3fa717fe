// The memory layout of the kernel: addresses of its tables and buffers. Odd distances keep buffers that are written
// together off the same cache lines.

export const COMPRESS16: usize = 0x400 // 256 × 16 bytes: swizzle that moves the 16-bit lanes of a mask to the front
export const COMPRESS8: usize = 0x1400 // 256 × 8 bytes: the numbers of the set bits of a mask
export const BLOCKS: usize = 0x1c40 // for each 32 bytes of UTF-8: which start a unit, address of the first unit
export const UNITS: usize = 0x2e80 // decoded units of one chunk of UTF-8
export const CLASSES: usize = 0xb100 // classes of one chunk; from here to `FORCED`, buffers of the hash filter
export const HASHES: usize = 0x13380
export const SELECTORS: usize = 0x1b600
export const LOOKED: usize = 0x1f880
export const FORCED: usize = 0x23b00
export const MASKS: usize = 0xb100 // in place of `CLASSES`: rounds of 16 units with set bits, number << 16 | mask
export const POSITIONS: usize = 0x27d80 // unit → byte, filled when there are many hits
export const CANDIDATES: usize = 0x30000
export const RUNS: usize = 0x38240 // the start of each level of the walk in `FOUND`
export const FOUND: usize = 0x39500 // unit << 48 | length << 32 | state
export const MERGED: usize = 0x79600
export const STATES: usize = 0xb9800 // states of the candidates
export const BUCKETS: usize = 0xe0000 // 65,536 × 32 bits: buckets in which a unit is a first, second, third character
export const TABLE: usize = 0x120000 // 65,536 × 16 bits: class; 0x4000 if the character is a term; 0x8000 if dropped
export const FILTER: usize = 0x140000 // 65,536 bytes
export const INPUT: usize = 0x150000
export const HITS: usize = 0x194000
export const MERGED_TOO: usize = 0x4a0000
// 8 bytes a state: base | (a term ends here) << 31, check; then 4 bytes a state: its term; then the lists of terms.
export const NODES: usize = 0x4e0000
