import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { addWord, buildDoubleArray, createNode } from '../../scripts/segment/double-array.js'
import { exactLog } from '../../scripts/segment/exact-log.js'
import { packDictionary } from '../../scripts/segment/pack-dictionary.js'
import { dictionaryFiles } from '../../src/segment/nodejieba.js'
import { writeDictionary } from '../../src/segment/packed/layout.js'

const shipped = new URL('../../data/jieba.bin', import.meta.url)

describe('data/jieba.bin', () => {
  it('equals the packed dictionary files of nodejieba', () => {
    const { words, userWords, model } = dictionaryFiles()!
    const read = (file: string): string => readFileSync(file, 'utf8')
    const bytes = writeDictionary(packDictionary({ words: read(words), userWords: read(userWords), model: read(model) }))
    expect(Buffer.compare(bytes, readFileSync(shipped))).toBe(0)
  })

  it('is smaller than 8 MB', () => {
    expect(readFileSync(shipped).length).toBeLessThan(8_000_000)
  })
})

describe('buildDoubleArray', () => {
  it('holds the words of the trie with their values, and no other words', () => {
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
        const { nodes, root } = buildDoubleArray(trie, 9)
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

  it('differs from Math.log by one bit at most', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 0.999, noNaN: true }), (value) => {
        const log = Math.log(value)
        expect(Math.abs(exactLog(value) - log)).toBeLessThanOrEqual(Math.abs(log) * 2 ** -52)
      }),
    )
  })
})
