// The memory of the kernel: addresses of its tables and scratch lists.

export const COMPRESS16: usize = 0x400 // 256 × 16 bytes: swizzle that moves the 16-bit lanes of a mask to the front
export const COMPRESS8: usize = 0x1400 // 256 × 8 bytes: the numbers of the bits of a mask
export const BLOCK_UNIT: usize = 0x1c40 // per 16 bytes of UTF-8: number of the first unit that starts in it
export const BLOCK_MASK: usize = 0x2500 // and which of its bytes start one
export const UNITS: usize = 0x2e00
export const CLASSES: usize = 0xb000
export const KEPT: usize = 0x13240 // kept character → unit, where some are dropped
export const POSITIONS: usize = 0x1b4c0 // unit → byte, where a character has four bytes
export const HASHES: usize = 0x235c0
export const SELECTORS: usize = 0x2b700
export const LOOKED: usize = 0x2f880
export const CANDIDATES: usize = 0x33a40
export const STATES: usize = 0x3bc40
export const RUNS: usize = 0x4bf80 // where each level of the walk began in `FOUND`
export const FOUND: usize = 0x4d200 // character << 48 | length << 32 | state
export const MERGED: usize = 0x8d300
export const TABLE: usize = 0x100000 // 65,536 × 16 bits: class, 0x4000 a term of this one character, 0x8000 dropped
export const FILTER: usize = 0x120000 // 65,536 bytes
export const INPUT: usize = 0x130000
export const HITS: usize = 0x174000
export const NODES: usize = 0x2f8000 // 8 bytes: base | a term ends here << 31, check; then 4 bytes a state: its term
