import { createHash } from 'node:crypto'
import { ScreenError } from '../model/index.js'
import type { Automaton } from './automaton.js'
import type { CompiledTerms } from './compile-terms.js'
import { isValidAutomaton } from './validate-automaton.js'
import { LONGEST_TERM } from './classes.js'

/** Increased whenever the layout or the meaning of saved matchers changes. */
const VERSION = 1
const MAGIC = 0x4d524353 // "SCRM"
/** Header, in words: magic, version, terms, classes, longest, states, outputs, unpaired, then the digest. */
const DIGEST_AT = 8
const HEADER = 16
const CLASS_WORDS = 0x10000 / 2

const TABLES = ['base', 'check', 'fail', 'emit', 'suffix', 'output'] as const

/**
 * Compiled terms as little-endian words: header with the SHA-256 of everything else, classes, automaton, unpaired
 * terms.
 */
export function toBytes({ terms, alphabet, automaton }: CompiledTerms, shared: boolean): Uint8Array {
  const states = automaton.base.length
  const length = HEADER + CLASS_WORDS + TABLES.length * states + automaton.outputs.length + alphabet.unpaired.size
  const buffer = shared ? new SharedArrayBuffer(4 * length) : new ArrayBuffer(4 * length)
  const words = new Int32Array(buffer)
  const { count, longest, unpaired } = alphabet
  words.set([MAGIC, VERSION, terms, count, longest, states, automaton.outputs.length, unpaired.size])
  new Uint16Array(buffer, 4 * HEADER).set(alphabet.classes)
  let at = HEADER + CLASS_WORDS
  for (const table of [...TABLES.map((name) => automaton[name]), automaton.outputs, [...alphabet.unpaired]]) {
    words.set(table, at)
    at += table.length
  }
  words.set(digest(words), DIGEST_AT)
  return new Uint8Array(buffer)
}

/**
 * The compiled terms in `bytes`. If these are at an offset that is a multiple of four, the tables are used in place, in
 * shared memory too; nothing may then write to them.
 * @throws ScreenError `matcher-bytes` for anything that `toBytes` of this version did not write
 */
export function fromBytes(bytes: Uint8Array): CompiledTerms {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length >> 2)
  if (words.length < HEADER || words[0] !== MAGIC) throw new ScreenError('matcher-unknown')
  const version = words[1]!
  if (version !== VERSION) throw new ScreenError('matcher-version', { version, known: VERSION })
  const [terms, count, longest, states, outputs, unpaired] = Array.from(words.subarray(2, DIGEST_AT)) as Sizes
  const sizes = [terms, count, longest, states, outputs, unpaired]
  const length = HEADER + CLASS_WORDS + TABLES.length * states + outputs + unpaired
  if (sizes.some((size) => size < 0) || length * 4 !== bytes.length || longest > LONGEST_TERM) {
    throw new ScreenError('matcher-sizes')
  }
  if (digest(words).some((word, n) => word !== words[DIGEST_AT + n])) throw new ScreenError('matcher-checksum')
  const compiled = readTables(aligned, words, [terms, count, longest, states, outputs, unpaired])
  if (!isValidAutomaton(compiled)) throw new ScreenError('matcher-tables')
  return compiled
}

type Sizes = [terms: number, count: number, longest: number, states: number, outputs: number, unpaired: number]

function readTables(
  bytes: Uint8Array, words: Int32Array, [terms, count, longest, states, outputs, unpaired]: Sizes,
): CompiledTerms {
  const classes = new Uint16Array(bytes.buffer, bytes.byteOffset + 4 * HEADER, 0x10000)
  let at = HEADER + CLASS_WORDS
  const next = (size: number): Int32Array => words.subarray(at, at += size)
  const tables = TABLES.map((name) => [name, next(states)] as const)
  const automaton = { ...Object.fromEntries(tables), outputs: next(outputs) } as Automaton
  const ending = automaton.output.reduce((sum, list) => sum + (list === 0 ? 0 : 1), 0)
  return {
    terms, automaton, hasSharedStates: ending < terms,
    alphabet: { classes, count, longest, unpaired: new Set(next(unpaired)) },
  }
}

function digest(words: Int32Array): Int32Array {
  const hash = createHash('sha256')
  for (const part of [words.subarray(0, DIGEST_AT), words.subarray(HEADER)]) {
    hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength))
  }
  const bytes = hash.digest()
  return Int32Array.from({ length: 8 }, (_, n) => bytes.readInt32LE(4 * n))
}
