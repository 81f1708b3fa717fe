import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readDictionary, writeDictionary, type PackedDictionary } from '../../src/segment/packed/layout.js'
import { openPacked } from '../../src/segment/packed/load-packed.js'

const shipped = new URL('../../data/jieba.bin', import.meta.url)

describe('readDictionary', () => {
  const small: PackedDictionary = {
    hmm: new Float64Array(20).fill(-1.5),
    logs: Float64Array.of(-3, -2),
    emissions: Float64Array.of(-1, -2, -3, -4),
    nodes: Uint32Array.of(1, 2, 3, 4),
    classes: new Uint16Array(65_536).fill(7),
    root: 9,
  }

  it('reads what writeDictionary writes', () => {
    expect(readDictionary(writeDictionary(small))).toEqual(small)
  })

  it('reads misaligned bytes', () => {
    const bytes = writeDictionary(small)
    const shifted = new Uint8Array(bytes.length + 3)
    shifted.set(bytes, 3)
    expect(readDictionary(shifted.subarray(3))).toEqual(small)
    expect(readDictionary(Buffer.from(shifted.buffer, 3))).toEqual(small)
  })

  it.each([
    ['nothing', (): Uint8Array => new Uint8Array(0)],
    ['less than a header', (bytes: Uint8Array): Uint8Array => bytes.slice(0, 31)],
    ['a missing byte', (bytes: Uint8Array): Uint8Array => bytes.slice(0, -1)],
    ['an extra byte', (bytes: Uint8Array): Uint8Array => Buffer.concat([bytes, Buffer.alloc(1)])],
    ['a wrong magic number', (bytes: Uint8Array): Uint8Array => bytes.map((byte, at) => (at === 0 ? byte ^ 1 : byte))],
    ['another version', (bytes: Uint8Array): Uint8Array => bytes.map((byte, at) => (at === 4 ? byte ^ 1 : byte))],
    ['the other byte order', (bytes: Uint8Array): Uint8Array => Buffer.from(bytes).swap32()],
  ])('rejects %s', (_name, damage) => {
    expect(readDictionary(damage(writeDictionary(small)))).toBeUndefined()
  })
})

describe('openPacked', () => {
  it.each([
    ['there is no file', new URL('none.bin', shipped)],
    ['it is a folder', new URL('.', shipped)],
    ['it is another file', new URL('README.md', shipped)],
  ])('returns undefined when %s', (_name, file) => {
    expect(openPacked(fileURLToPath(file))).toBeUndefined()
  })
})
