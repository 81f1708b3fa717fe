import { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildMatcher, matcherFromBytes, type EngineName } from '../../src/match/index.js'
import { isValidAutomaton } from '../../src/match/validate-automaton.js'
import { compileTerms } from '../../src/match/compile-terms.js'
import { foldTable } from '../../src/normalise/index.js'

const TERMS = ['机密', '機密', '计算机密码', '密', '绝密★启用前', '\ud842', 'ＡＢ']
const TEXT = '机密計算機密碼，绝 密★启用前 ab 𠮷'.repeat(50)
const options = { fold: foldTable(), dropSpaces: true }
const saved = buildMatcher(TERMS, options).toBytes()

describe.each<EngineName>(['scalar', 'simd'])('a saved matcher, loaded for engine %s', (engine) => {
  test('finds the same hits', () => {
    const matcher = matcherFromBytes(saved, { engine })
    expect(matcher.engine).toBe(engine)
    expect(matcher.scan(TEXT)).toEqual(buildMatcher(TERMS, options).scan(TEXT))
    expect(matcher.scanUtf8(Buffer.from(TEXT))).toEqual(buildMatcher(TERMS, options).scanUtf8(Buffer.from(TEXT)))
    expect(Buffer.compare(matcher.toBytes(), saved)).toBe(0)
  })
  test('can be at any offset in a buffer and in shared memory', () => {
    const moved = new Uint8Array(saved.length + 3)
    moved.set(saved, 3)
    const shared = buildMatcher(TERMS, options).toBytes({ shared: true })
    expect(shared.buffer).toBeInstanceOf(SharedArrayBuffer)
    for (const bytes of [moved.subarray(3), shared]) {
      expect(matcherFromBytes(bytes, { engine }).scan(TEXT)).toEqual(buildMatcher(TERMS, options).scan(TEXT))
    }
  })
})

test('a matcher in shared memory can be used from another thread', async () => {
  const shared = buildMatcher(TERMS, options).toBytes({ shared: true })
  const worker = new Worker('const { parentPort } = require("node:worker_threads");'
    + 'parentPort.once("message", (bytes) => parentPort.postMessage(bytes))', { eval: true })
  const back = await new Promise<Uint8Array>((resolve) => {
    worker.once('message', resolve)
    worker.postMessage(shared)
  })
  await worker.terminate()
  expect(matcherFromBytes(back).scan(TEXT)).toEqual(buildMatcher(TERMS, options).scan(TEXT))
})

describe('bytes that are not a saved matcher are rejected', () => {
  const expectRejected = (bytes: Uint8Array) => expect(() => matcherFromBytes(bytes)).toThrow(expect.objectContaining({ code: 'matcher-bytes' }))
  test('no bytes, other bytes, another version, a missing byte, extra bytes', () => {
    const version = Uint8Array.from(saved)
    version[4] = 99
    for (const bytes of [new Uint8Array(0), new Uint8Array(200), version, saved.slice(0, -1), Buffer.concat([saved, Buffer.alloc(4)])]) expectRejected(bytes)
  })
  test('one changed bit anywhere', () => {
    fc.assert(fc.property(fc.nat(saved.length - 1), fc.nat(7), (at, bit) => {
      const bytes = Uint8Array.from(saved)
      bytes[at]! ^= 1 << bit
      expectRejected(bytes)
    }), { numRuns: 300 })
  })
  test('any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => { expectRejected(bytes) }), { numRuns: 500 })
  })
})

test('tables with a changed number are rejected, or every scan with them ends and stays inside', () => {
  const tables = ['base', 'check', 'fail', 'emit', 'suffix', 'output', 'outputs'] as const
  fc.assert(fc.property(fc.constantFrom(...tables), fc.nat(), fc.integer({ min: -3, max: 600 }), (table, at, value) => {
    const compiled = compileTerms(TERMS, options)
    const numbers = compiled.automaton[table]
    numbers[at % numbers.length] = value
    if (!isValidAutomaton(compiled)) return
    const { base, check, fail, emit, suffix, output, outputs } = compiled.automaton
    const inside = (index: number): boolean => index >= 0 && index < base.length
    let ends = base.every((from) => inside(from + compiled.alphabet.count))
    check.forEach((parent, state) => {
      if (parent < 0) return
      let steps = 0
      for (let next = state; next !== 0 && ends; next = fail[next]!) ends = inside(next) && ++steps < 100
      for (let next = emit[state]!; next !== 0 && ends; next = suffix[next]!) {
        ends = inside(next) && outputs[output[next]! + 1]! > 0 && ++steps < 200
      }
    })
    expect(ends).toBe(true)
  }), { numRuns: 3000 })
})
