/**
 * The packed dictionary: a header with the lengths of the sections, then the sections, little-endian.
 *
 *     header   8 × u32   MAGIC, VERSION, nodes, logs, emissions, root, 0, 0
 *     hmm      20 × f64  log probabilities of starting in B, E, M, S, then of each transition
 *     logs     f64       log frequencies of words; logs[0] is that of a character that is no word
 *     emission f64       four for each class (B, E, M, S), `NEVER` for those the model does not have
 *     nodes    2 × u32   the trie as a double array: base, then label << 16 | index into logs (0: no word ends here)
 *     classes  u16       65,536: class of each UTF-16 code unit; 0: in no word and not in the model; or `SEPARATOR`
 *
 * The child for class c of a node with base b (0: no children) is node b + c, if the label of that node is c. No two
 * nodes share a base, so the label is enough to verify the parent. Empty nodes are zero: they read as a child for class
 * 0 that is no word and has no children.
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
 * The log probability of the impossible: far below any sum of others. It is the value of cppjieba, since sums with it
 * must round as they do there.
 */
export const NEVER = -3.14e100

/** The class of the characters that separate runs. */
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
 * The sections as views of `bytes`, which are copied only when misaligned. `undefined` when they are no dictionary of
 * this version in the byte order of this machine, or when their length differs from the header.
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
