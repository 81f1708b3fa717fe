/**
 * The packed dictionary, section after section, in the order of the header's counts (little-endian):
 *
 *     header   8 × u32   MAGIC, VERSION, nodes, logs, emissions, root, 0, 0
 *     hmm      20 × f64  log probabilities to start in B, E, M, S, then those to go from each to each
 *     logs     f64       log frequencies of words; logs[0] stands for every character that is no word
 *     emission f64       four for each class (B, E, M, S), `NEVER` where the model has none
 *     nodes    2 × u32   the trie as a double array: base, then label << 16 | index into logs (0: no word ends here)
 *     classes  u16       65,536: class of each UTF-16 code unit; 0: in no word nor in the model; or `SEPARATOR`
 *
 * The child of a node with base b (0: none) by class c is node b + c, when that one's label is c. No two nodes share a
 * base, so a label is enough to know the parent by. Empty nodes are zero: they read as a child by class 0 that is no
 * word and has no children.
 */
export interface PackedDictionary {
  readonly hmm: Float64Array
  readonly logs: Float64Array
  readonly emissions: Float64Array
  readonly nodes: Uint32Array
  readonly classes: Uint16Array
  /** Base of the trie's root. */
  readonly root: number
}

/**
 * A log probability no sum of others comes near; cppjieba's own value, and sums with it must round as they do there.
 */
export const NEVER = -3.14e100

/** The class of what jieba cuts the text at. */
export const SEPARATOR = 0xffff

const MAGIC = 0x6a62_6563
const VERSION = 1
const HEADER_WORDS = 8
const HMM_NUMBERS = 20
const UNITS = 65_536

export function writeDictionary(dictionary: PackedDictionary): Uint8Array {
  const { hmm, logs, emissions, nodes, classes, root } = dictionary
  const header = Uint32Array.of(MAGIC, VERSION, nodes.length, logs.length, emissions.length, root, 0, 0)
  const sections = [header, hmm, logs, emissions, nodes, classes]
  return Buffer.concat(sections.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)))
}

/**
 * Views over `bytes`, nothing copied where they are aligned. `undefined` when these are not a dictionary of this
 * version in this machine's byte order, or their length is not what the header says.
 */
export function readDictionary(bytes: Uint8Array): PackedDictionary | undefined {
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes)
  if (aligned.byteLength < HEADER_WORDS * 4) return undefined
  const header = new Uint32Array(aligned.buffer, aligned.byteOffset, HEADER_WORDS)
  const [magic, version, nodes, logs, emissions, root] = header
  if (magic !== MAGIC || version !== VERSION) return undefined
  const length = HEADER_WORDS * 4 + (HMM_NUMBERS + logs! + emissions!) * 8 + nodes! * 4 + UNITS * 2
  if (aligned.byteLength !== length) return undefined
  let at = aligned.byteOffset + HEADER_WORDS * 4
  const floats = (count: number): Float64Array => new Float64Array(aligned.buffer, (at += count * 8) - count * 8, count)
  return {
    hmm: floats(HMM_NUMBERS),
    logs: floats(logs!),
    emissions: floats(emissions!),
    nodes: new Uint32Array(aligned.buffer, at, nodes),
    classes: new Uint16Array(aligned.buffer, at + nodes! * 4, UNITS),
    root: root!,
  }
}
