import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildMatcher, type EngineName, type MatcherOptions } from '../../src/match/index.js'
import { foldTable } from '../../src/normalise/index.js'
import { inBytes, keep, searchNaively } from './reference.js'

const ENGINES: readonly EngineName[] = ['scalar', 'simd']
const fold = foldTable()
const OPTIONS: readonly [string, MatcherOptions][] = [
  ['unfolded', {}],
  ['folded', { fold }],
  ['folded, spaces dropped', { fold, dropSpaces: true }],
  ['spaces dropped', { dropSpaces: true }],
]
/** Random texts for each property. With 2 engines, 4 options and 5 properties, 25,000 make a million searches. */
const CASES = Number(process.env.SCREEN_MATCH_CASES ?? 25_000)
/** Texts for each set of terms: to build the two matchers takes as long as to search in 60 of them. */
const TEXTS = 125

describe.each(ENGINES)('engine %s', (engine) => {
  const rows: [string, string[], string, string][] = [
    ['overlapping and nested', ['机密', '计算机密码', '密', '密码'], '计算机密码', '1:0-5 0:2-4 2:3-4 3:3-5'],
    ['the same term twice', ['机', '机'], '机', '0:0-1 1:0-1'],
    ['a run of one character', ['机机', '机机机'], '机机机机', '0:0-2 1:0-3 0:1-3 1:1-4 0:2-4'],
    ['nothing', ['密'], '', ''],
    ['a surrogate pair', ['𠮷'], 'a𠮷𠮷', '0:1-3 0:3-5'],
    ['an unpaired surrogate', ['\ud842', '\udfb7'], '𠮷', '0:0-1 1:1-2'],
    ['terms that fold to the same', ['機密', '机密'], '機密机密', '0:0-2 1:0-2 0:2-4 1:2-4'],
    ['dropped characters around a hit', ['机密'], '\u200b机\u200b密\u200b', '0:1-4'],
    ['spaces and borders inside a hit', ['机密★'], ' 机　密\n★ ', '0:1-6'],
    ['ignorable pairs', ['机密'], '机\u{e0100}密\u{e0101}', '0:0-4'],
    ['a lone dropped high surrogate', ['机密'], '机\udb40密', '0:0-3'],
    ['stars that differ', ['机密★'], '机密☆机密*机密★', '0:6-9'],
  ]
  test.each(rows)('%s', (_name, terms, text, expected) => {
    const matcher = buildMatcher(terms, { fold, dropSpaces: true, engine })
    expect(matcher.engine).toBe(engine)
    const hits = matcher.scan(text)
    const shown = Array.from({ length: hits.length / 3 }, (_, n) => `${hits[3 * n]}:${hits[3 * n + 1]}-${hits[3 * n + 2]}`)
    expect(shown.join(' ')).toBe(expected)
  })

  test('each byte that is not UTF-8 counts as one U+FFFD', () => {
    const matcher = buildMatcher(['机', '\ufffd', '\ufffd机'], { engine })
    const bytes = Buffer.concat([Buffer.from([0xff, 0xe6, 0x9c]), Buffer.from('机'), Buffer.from([0xed, 0xa0, 0x80, 0xc0])])
    expect(Array.from(matcher.scanUtf8(bytes))).toEqual([
      1, 0, 1, 1, 1, 2, 1, 2, 3, 2, 2, 6, 0, 3, 6, 1, 6, 7, 1, 7, 8, 1, 8, 9, 1, 9, 10,
    ])
  })

  test.each<[string, string, MatcherOptions]>([
    ['nothing', '', {}], ['nothing after folding', '\u200b', { fold }], ['spaces that are dropped', ' \n', { dropSpaces: true }],
    ['more than 1,024 characters', '字'.repeat(1025), {}],
  ])(
    'a term of %s is rejected', (_name, term, options) => {
      expect(() => buildMatcher(['机密', term], { ...options, engine })).toThrow(expect.objectContaining({ code: 'pattern' }))
    })
})

describe.each(OPTIONS)('both engines find what a naive search finds, %s', (_name, options) => {
  /** The naive search costs most: it is done once for both engines. */
  const findsAll = (terms: readonly string[], texts: readonly string[]): void => {
    const matchers = ENGINES.map((engine) => buildMatcher(terms, { ...options, engine }))
    if (terms.length > 0) expect(matchers.map(({ engine }) => engine)).toEqual(ENGINES)
    for (const text of texts) {
      const hits = searchNaively(terms, text, options)
      const wellFormed = text.toWellFormed()
      const hitsThere = wellFormed === text ? hits : searchNaively(terms, wellFormed, options)
      const expected = [hits.join(), inBytes(hitsThere, wellFormed).join()]
      const bytes = Buffer.from(wellFormed)
      for (const matcher of matchers) {
        const found = [matcher.scan(text).join(), matcher.scanUtf8(bytes).join()]
        if (found[0] !== expected[0] || found[1] !== expected[1]) {
          expect({ engine: matcher.engine, terms, text, found }).toEqual({ engine: matcher.engine, terms, text, found: expected })
        }
      }
    }
  }
  const check = (unit: fc.Arbitrary<string>, longestTerm: number, longestText: number) => {
    const terms = fc.array(fc.string({ unit, minLength: 1, maxLength: longestTerm }), { maxLength: 12 })
      .map((all) => all.filter((term) => keep(term, options).units.length > 0))
    const texts = fc.array(fc.string({ unit, maxLength: longestText }), { minLength: TEXTS, maxLength: TEXTS })
    fc.assert(fc.property(terms, texts, findsAll), { numRuns: Math.ceil(CASES / TEXTS) })
  }

  test('few characters, many overlaps', () => { check(fc.constantFrom('机', '密', '級', '级'), 5, 30) })
  test('characters that fold', () => {
    check(fc.constantFrom('机', '機', '密', 'ａ', 'A', 'a', ' ', '　', '\n', '\u200b', '㊙', '\u{e0100}', '★', '☆', '㎏'), 4, 30)
  })
  test('characters of all UTF-8 lengths, and unpaired surrogates', () => {
    check(fc.constantFrom('a', 'é', '机', '𠮷', '𠮸', '\ud842', '\udfb7', '\udb40', '\uffff', '\ufffe', '\u0000'), 4, 30)
  })
  test('long terms', () => { check(fc.constantFrom('机', '密'), 64, 200) })
  test('any characters', () => { check(fc.nat(0xffff).map((unit) => String.fromCharCode(unit)), 2, 20) })
})
