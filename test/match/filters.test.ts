import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileTerms, dropUnpaired } from '../../src/match/compile-terms.js'
import type { MatcherOptions } from '../../src/match/index.js'
import { buildBuckets } from '../../src/match/simd/buckets.js'
import { simdEngine } from '../../src/match/simd/engine.js'
import { foldTable } from '../../src/normalise/index.js'
import { inBytes, keep, searchNaively } from './reference.js'

const OPTIONS: readonly [string, MatcherOptions][] = [
  ['unfolded', {}], ['folded, spaces dropped', { fold: foldTable(), dropSpaces: true }],
]
const CHARACTERS: readonly [string, fc.Arbitrary<string>, number][] = [
  ['few characters', fc.constantFrom('机', '密', '級', '级', '，'), 5],
  ['dropped characters, surrogate pairs and unpaired surrogates', fc.constantFrom(
    '机', '密', ' ', '\n', '\u200b', '\u{e0100}', '\udb40', '𠮷', '\ud842', '\udfb7', 'é', 'a', '\0'), 4],
  ['any Han', fc.integer({ min: 0x4e00, max: 0x4e40 }).map((code) => String.fromCharCode(code)), 3],
]
const TEXTS = 30

describe.each(['buckets', 'hashes'] as const)('the filter by %s loses no hit', (filter) => {
  describe.each(OPTIONS)('%s', (_how, options) => {
    test.each(CHARACTERS)('%s', (_name, unit, longest) => {
      const terms = fc.array(fc.string({ unit, minLength: 1, maxLength: longest }), { minLength: 1, maxLength: 40 })
        .map((all) => all.filter((term) => keep(term, options).units.length > 0))
      const texts = fc.array(fc.string({ unit, maxLength: 60 }), { minLength: TEXTS, maxLength: TEXTS })
      fc.assert(fc.property(terms, texts, (ones, all) => {
        const compiled = compileTerms(ones, options)
        const engine = simdEngine(compiled, filter)
        for (const text of all) {
          const expected = searchNaively(ones, text, options)
          expect(Array.from(engine.scanText(text)).join()).toBe(expected.join())
          const bytes = Buffer.from(text.toWellFormed())
          const expectedBytes = inBytes(searchNaively(ones, text.toWellFormed(), options), text.toWellFormed())
          expect(Array.from(dropUnpaired(engine.scanUtf8(bytes), compiled.alphabet.unpaired)).join()).toBe(expectedBytes.join())
        }
      }), { numRuns: 100 })
    })
  })
})

test('the estimate of what passes is lower for terms of rare characters', () => {
  const passing = (terms: readonly string[]): number => buildBuckets(compileTerms(terms, {})).passing
  expect(passing(['饕餮', '魑魅魍魉', '龘'])).toBeLessThan(passing(['的一', '是不了', '在']))
})
