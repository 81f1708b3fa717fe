import { KERNEL } from './kernel-bytes.js'

const ADDRESSES = ['BUCKETS', 'COMPRESS16', 'COMPRESS8', 'TABLE', 'FILTER', 'INPUT', 'HITS', 'NODES'] as const

/** The exports of the compiled kernel, `assembly/kernel.ts`. */
export interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly address: Readonly<Record<typeof ADDRESSES[number], number>>
  configure(longestTerm: number, states: number, mostInList: number, hashing: number, hasSingles: number): void
  /** A unit of class 0, and one that is dropped and no half of a pair. */
  setUnits(strange: number, ignored: number): void
  /** Scans the input; returns where the next scan must begin. */
  scan(utf8: number, from: number, length: number, final: number, base: number): number
  /** Why the last scan stopped. */
  stoppedFor(): number
  /** How many hits stand at `HITS`; the next scan begins a new list. */
  takeHits(): number
  /** Writes the places at which runs of digits begin and end, 16 bits each, to `HITS`; returns how many. */
  survey(length: number, inside: number): number
  /** Whether the text surveyed last held a surrogate; 0 or 1. */
  sawSurrogates(): number
}

/** Why a scan stopped: the window is done, a chunk is the automaton's, or (1) the list of hits is full. */
export const DONE = 0
export const HARD = 2

/** The part of WebAssembly's JavaScript interface used here; the types of Node leave it to those of browsers. */
interface Wasm {
  validate(bytes: Uint8Array): boolean
  Module: new (bytes: Uint8Array) => object
  Memory: new (options: { initial: number }) => { readonly buffer: ArrayBuffer }
  Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> }
}
const wasm = (globalThis as { WebAssembly?: unknown }).WebAssembly as Wasm | undefined

let compiled: object | null | undefined

/** Whether this machine runs WebAssembly with SIMD. */
export function kernelRuns(): boolean {
  return kernelModule() !== null
}

/**
 * An instance with room for `states` states and `lists` words of lists of terms; undefined where there is no memory for
 * one.
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
/** Tables, scratch and lists before the states; the kernel's `NODES` lies below. */
const NODES_AT_MOST = 0x4e0000

/** For each mask of 8 bits: which 16-bit lanes it picks (as bytes to swizzle), and the numbers of its bits. */
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
