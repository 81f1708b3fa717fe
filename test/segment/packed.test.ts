import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { dictionaryFiles } from '../../src/segment/nodejieba.js'
import { addWord, createNode, layOut } from '../../src/segment/packed/double-array.js'
import { readDictionary, writeDictionary, type PackedDictionary } from '../../src/segment/packed/layout.js'
import { openPacked } from '../../src/segment/packed/load-packed.js'
import { exactLog } from '../../src/segment/packed/logarithm.js'
import { pack } from '../../src/segment/packed/pack.js'

const shipped = new URL('../../data/jieba.bin', import.meta.url)

describe('data/jieba.bin', () => {
  it('is what the dictionary files of nodejieba pack to', () => {
    const { words, userWords, model } = dictionaryFiles()!
    const read = (file: string): string => readFileSync(file, 'utf8')
    const bytes = writeDictionary(pack({ words: read(words), userWords: read(userWords), model: read(model) }))
    expect(Buffer.compare(bytes, readFileSync(shipped))).toBe(0)
  })

  it('is less than 8 MB', () => {
    expect(readFileSync(shipped).length).toBeLessThan(8_000_000)
  })
})

describe('readDictionary', () => {
  const small: PackedDictionary = {
    hmm: new Float64Array(20).fill(-1.5),
    logs: Float64Array.of(-3, -2),
    emissions: Float64Array.of(-1, -2, -3, -4),
    nodes: Uint32Array.of(1, 2, 3, 4),
    classes: new Uint16Array(65_536).fill(7),
    root: 9,
  }

  it('reads what writeDictionary wrote', () => {
    expect(readDictionary(writeDictionary(small))).toEqual(small)
  })

  it('reads it from bytes that are not aligned', () => {
    const bytes = writeDictionary(small)
    const shifted = new Uint8Array(bytes.length + 3)
    shifted.set(bytes, 3)
    expect(readDictionary(shifted.subarray(3))).toEqual(small)
    expect(readDictionary(Buffer.from(shifted.buffer, 3))).toEqual(small)
  })

  it.each([
    ['nothing', (): Uint8Array => new Uint8Array(0)],
    ['less than a header', (bytes: Uint8Array): Uint8Array => bytes.slice(0, 31)],
    ['a byte less', (bytes: Uint8Array): Uint8Array => bytes.slice(0, -1)],
    ['a byte more', (bytes: Uint8Array): Uint8Array => Buffer.concat([bytes, Buffer.alloc(1)])],
    ['another magic', (bytes: Uint8Array): Uint8Array => bytes.map((byte, at) => (at === 0 ? byte ^ 1 : byte))],
    ['another version', (bytes: Uint8Array): Uint8Array => bytes.map((byte, at) => (at === 4 ? byte ^ 1 : byte))],
    ['the other byte order', (bytes: Uint8Array): Uint8Array => Buffer.from(bytes).swap32()],
  ])('refuses %s', (_name, damage) => {
    expect(readDictionary(damage(writeDictionary(small)))).toBeUndefined()
  })
})

describe('openPacked', () => {
  it.each([
    ['there is no file', new URL('none.bin', shipped)],
    ['it is a folder', new URL('.', shipped)],
    ['it is another file', new URL('README.md', shipped)],
  ])('gives nothing where %s', (_name, file) => {
    expect(openPacked(fileURLToPath(file))).toBeUndefined()
  })
})

describe('layOut', () => {
  it('holds the words of the trie with their values and no others', () => {
    const words = fc.uniqueArray(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }), {
      selector: (word) => word.join(),
      minLength: 1,
      maxLength: 60,
    })
    const query = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 })
    const queries = fc.array(query, { maxLength: 50 })
    fc.assert(
      fc.property(words, queries, (entries, others) => {
        const trie = createNode()
        entries.forEach((word, index) => addWord(trie, word, index + 1))
        const { nodes, root } = layOut(trie, 9)
        const values = new Map(entries.map((word, index) => [word.join(), index + 1]))
        for (const word of [...entries, ...others]) {
          expect(lookUp(nodes, root, word)).toBe(values.get(word.join()) ?? 0)
        }
      }),
    )
  })
})

function lookUp(nodes: Uint32Array, root: number, word: readonly number[]): number {
  let base = root
  let value = 0
  for (const label of word) {
    const node = nodes[2 * (base + label) + 1]
    expect(node).toBeDefined()
    if (base === 0 || node! >>> 16 !== label) return 0
    value = node! & 0xffff
    base = nodes[2 * (base + label)]!
  }
  return value
}

describe('exactLog', () => {
  it.each([
    [1, 0],
    [2, 0.6931471805599453],
    [10, 2.302585092994046],
    [0.5, -0.6931471805599453],
    [Math.E, 1],
    [1e-7, -16.11809565095832],
    [131 / 60_101_983, -13.03635607076828], // Math.log ends in …82 here
  ])('of %d is %d', (value, log) => {
    expect(exactLog(value)).toBe(log)
  })

  it('is never more than a bit from Math.log', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 0.999, noNaN: true }), (value) => {
        const log = Math.log(value)
        expect(Math.abs(exactLog(value) - log)).toBeLessThanOrEqual(Math.abs(log) * 2 ** -52)
      }),
    )
  })
})
