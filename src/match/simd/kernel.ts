import { KERNEL } from './kernel-bytes.js'

const ADDRESSES = ['BUCKETS', 'COMPRESS16', 'COMPRESS8', 'TABLE', 'FILTER', 'INPUT', 'HITS', 'NODES'] as const

/** The exports of the compiled kernel, `assembly/kernel.ts`. Booleans are 0 or 1. */
export interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly address: Readonly<Record<typeof ADDRESSES[number], number>>
  /** Sets the terms whose tables have been written to the memory. */
  configure(longestTerm: number, states: number, mostInList: number, hashing: number, hasSingles: number): void
  /** Sets a unit of class 0, and a dropped one that is no surrogate. */
  setUnits(unknown: number, dropped: number): void
  /** Scans the input; returns the offset at which the next scan must start. */
  scan(utf8: number, from: number, length: number, final: number, base: number): number
  /** Why the last scan stopped: `DONE`, `HARD`, or 1 when the list of hits is full. */
  stopReason(): number
  /** The number of hits at `HITS`. The next scan starts a new list. */
  takeHitCount(): number
  /** Writes the offsets at which runs of digits start and end, 16 bits each, to `HITS`; returns their number. */
  survey(length: number, inside: number): number
  /** True when the last text surveyed had a surrogate. */
  hasSurrogates(): number
}

/** Why a scan stopped: the window is done, or a chunk is too hard for the kernel. 1: the list of hits is full. */
export const DONE = 0
export const HARD = 2

/** The parts of the WebAssembly API used here. Node's types do not include it. */
interface Wasm {
  validate(bytes: Uint8Array): boolean
  Module: new (bytes: Uint8Array) => object
  Memory: new (options: { initial: number }) => { readonly buffer: ArrayBuffer }
  Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> }
}
const wasm = (globalThis as { WebAssembly?: unknown }).WebAssembly as Wasm | undefined

let compiled: object | null | undefined

/** True when this machine supports WebAssembly with SIMD. */
export function kernelIsSupported(): boolean {
  return kernelModule() !== null
}

/**
 * Creates an instance with room for `states` states and `lists` words of lists of terms; undefined when there is not
 * enough memory.
 */
export function instantiate(states: number, lists: number): Kernel | undefined {
  const module = kernelModule()
  if (module === null || wasm === undefined) return undefined
  try {
    const memory = new wasm.Memory({ initial: Math.ceil((NODES_AT_MOST + states * 12 + lists * 4) / PAGE) })
    const { exports } = new wasm.Instance(module, { env: { memory } })
    const at = (name: string): number => (exports[name] as { readonly value: number }).value
    const kernel: Kernel = {
      ...(exports as unknown as Kernel),
      memory,
      address: Object.fromEntries(ADDRESSES.map((name) => [name, at(name)])) as unknown as Kernel['address'],
    }
    writeCompressTables(kernel)
    return kernel
  } catch {
    return undefined
  }
}

const PAGE = 65_536
/** Upper bound of the kernel's address `NODES`: the tables and buffers before the states. */
const NODES_AT_MOST = 0x4e0000

/** For each mask of 8 bits: the 16-bit lanes that it selects, as indexes for swizzle, and the numbers of its bits. */
function writeCompressTables({ memory: { buffer }, address }: Kernel): void {
  const lanes = new Uint8Array(buffer, address.COMPRESS16, 256 * 16)
  const numbers = new Uint8Array(buffer, address.COMPRESS8, 256 * 8)
  for (let mask = 0; mask < 256; mask++) {
    let picked = 0
    for (let bit = 0; bit < 8; bit++) {
      if ((mask & (1 << bit)) === 0) continue
      lanes[mask * 16 + 2 * picked] = 2 * bit
      lanes[mask * 16 + 2 * picked + 1] = 2 * bit + 1
      numbers[mask * 8 + picked++] = bit
    }
  }
}

function kernelModule(): object | null {
  if (compiled !== undefined) return compiled
  const bytes = Buffer.from(KERNEL, 'base64')
  compiled = wasm?.validate(bytes) === true ? new wasm.Module(bytes) : null
  return compiled
}
