import { instantiate, type Kernel } from './simd/kernel.js'

/** Facts about a text that do not depend on terms. */
export interface Survey {
  /** Start and end of every run of digits, ASCII or full-width, alternating and ascending. Runs do not touch. */
  readonly digitRuns: Uint32Array
  /** True when the text has any surrogate, paired or not. Without, every character is one code unit. */
  readonly surrogates: boolean
}

/**
 * Finds runs of digits and surrogates. Offsets are UTF-16 code units. What is between two runs (separators, invisible
 * characters) is not examined. Cost: one pass, a quarter of the time of a scan; eight bytes a run.
 */
export function surveyText(text: string): Survey {
  const kernel = (sharedKernel ??= instantiate(0, 0) ?? null)
  return kernel === null ? surveyWithoutKernel(text) : surveyWithKernel(text, kernel)
}

let sharedKernel: Kernel | null | undefined

/**
 * Code units of one window: offsets fit into 16 bits, and it is a multiple of the 16 units of a round in the kernel.
 */
const WINDOW = 32_768

function surveyWithKernel(text: string, kernel: Kernel): Survey {
  const { memory: { buffer }, address } = kernel
  const view = Buffer.from(buffer, address.INPUT, 2 * WINDOW)
  let edges = new Uint32Array(64 + (text.length >>> 4))
  let count = 0
  let surrogates = false
  for (let base = 0; base < text.length; base += WINDOW) {
    const length = view.write(text.length <= WINDOW ? text : text.substring(base, base + WINDOW), 0, 'utf16le') >> 1
    const places = new Uint16Array(buffer, address.HITS, kernel.survey(length, count & 1))
    surrogates ||= kernel.hasSurrogates() !== 0
    if (count + places.length >= edges.length) edges = grown(edges, count + places.length)
    for (let n = 0; n < places.length; n++) edges[count++] = base + places[n]!
  }
  if (count & 1) edges[count++] = text.length
  return { digitRuns: edges.slice(0, count), surrogates }
}

function grown(edges: Uint32Array, needed: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(2 * edges.length, needed + 1))
  larger.set(edges)
  return larger
}

/** The same without WebAssembly. */
export function surveyWithoutKernel(text: string): Survey {
  const edges: number[] = []
  let surrogates = false
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (isDigit(unit) !== ((edges.length & 1) === 1)) edges.push(at)
    surrogates ||= (unit & 0xf800) === 0xd800
  }
  if (edges.length & 1) edges.push(text.length)
  return { digitRuns: Uint32Array.from(edges), surrogates }
}

function isDigit(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || (unit >= 0xff10 && unit <= 0xff19)
}
