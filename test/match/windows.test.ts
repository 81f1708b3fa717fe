import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildMatcher } from '../../src/match/index.js'
import { foldTable } from '../../src/normalise/index.js'
import { inBytes, searchNaively } from './reference.js'

const fold = foldTable()
const options = { fold, dropSpaces: true }

/** Expects both engines to find the hits of the naive search, in text and in bytes. */
function expectAll(terms: readonly string[], text: string): void {
  const expected = searchNaively(terms, text, options)
  const bytes = Buffer.from(text)
  const expectedBytes = inBytes(expected, text).join()
  for (const engine of ['scalar', 'simd'] as const) {
    const matcher = buildMatcher(terms, { ...options, engine })
    expect(Array.from(matcher.scan(text)).join() === expected.join(), `${engine}, text`).toBe(true)
    expect(Array.from(matcher.scanUtf8(bytes)).join() === expectedBytes, `${engine}, bytes`).toBe(true)
  }
}

/** Sizes of chunks and windows of the engines, in units or bytes. */
const BORDERS = [8192, 16_384, 131_072, 262_144]
const TERMS = ['机密', '机密★年', '密', '绝密级文件的一个很长的名字'.repeat(5), '𠮷密']

describe('a term across a border is found', () => {
  const fillers: [string, string][] = [
    ['ascii', 'a'], ['characters of two bytes', 'é'], ['characters of three', '中'], ['characters of four', '😀'], ['dropped characters', '\u200b'],
    ['spaces', '文 '], ['characters of all lengths', 'aé中😀'],
  ]
  test.each(fillers)('among %s', (_name, filler) => {
    for (const border of BORDERS) {
      const text: string[] = []
      let length = 0
      const pad = (to: number) => {
        const count = Math.max(0, Math.floor((to - length) / filler.length))
        text.push(filler.repeat(count))
        length += count * filler.length
      }
      for (const width of [1, Buffer.byteLength(filler) / filler.length]) {
        pad(Math.floor(border / width) - 64)
        const marks = TERMS.join('机 密\n★') + TERMS.join(filler)
        text.push(marks)
        length += marks.length
      }
      pad(length + 100)
      expectAll(TERMS, text.join(''))
    }
  })

  test('at every offset around the ends of chunks', () => {
    const matchers = (['scalar', 'simd'] as const).map((engine) => buildMatcher(['机密★', '密'], { engine }))
    for (const border of [8192, 16_384]) {
      for (let start = border - 64; start < border + 64; start++) {
        for (const matcher of matchers) {
          const text = `${'中'.repeat(start)}机密★${'中'.repeat(70)}`
          expect(Array.from(matcher.scan(text))).toEqual([0, start, start + 3, 1, start + 1, start + 2])
          const ascii = `${'a'.repeat(start)}机密★${'a'.repeat(300)}`
          expect(Array.from(matcher.scanUtf8(Buffer.from(ascii)))).toEqual([0, start, start + 9, 1, start + 3, start + 6])
        }
      }
    }
  })
})

describe('hostile inputs give the same hits', () => {
  const rows: [string, string[], string][] = [
    ['a long run that almost matches', [`${'机'.repeat(31)}密`, '机密'], `${'机'.repeat(30_000)}密`],
    ['every prefix is a term', Array.from({ length: 64 }, (_, n) => '机'.repeat(n + 1)), '机'.repeat(1500)],
    ['terms nested in each other', Array.from({ length: 12 }, (_, n) => '机密文件内部资料注意保存'.slice(0, n + 1)),
      '机密文件内部资料注意保存'.repeat(3000)],
    ['a gap of dropped characters', ['机密', '密级'], `机${'\u200b'.repeat(200_000)}密${' '.repeat(200_000)}级机密`],
    ['gaps everywhere', ['机密文件', '机密'], `机${' '.repeat(900)}密${'\u00ad'.repeat(900)}文件`.repeat(60)],
    ['four bytes everywhere', ['😀😀', '😀'], '😀'.repeat(20_000)],
    ['ignorable pairs everywhere', ['机密'], '机\u{e0100}密\u{e01ef}'.repeat(8000)],
    ['a long term', ['密'.repeat(1024), `${'密'.repeat(1023)}级`], `${'密'.repeat(3000)}级`],
    ['no terms', [], '机密'],
  ]
  test.each(rows)('%s', (_name, terms, text) => { expectAll(terms, text) })

  test('invalid UTF-8 in one of several windows gives the same hits', () => {
    const piece = Buffer.from('中文机密'.repeat(30_000))
    const bytes = Buffer.concat([piece, Buffer.from([0xe6, 0x9c]), piece, Buffer.from([0xff]), piece])
    const [scalar, simd] = (['scalar', 'simd'] as const).map((engine) => buildMatcher(['机密', '\ufffd'], { engine }).scanUtf8(bytes))
    expect(Buffer.compare(Buffer.from(simd!.buffer, simd!.byteOffset, simd!.byteLength),
      Buffer.from(scalar!.buffer, scalar!.byteOffset, scalar!.byteLength))).toBe(0)
    expect(scalar!.length).toBe(3 * (90_000 + 3))
  })
})

test('many terms are found in long texts of many different characters', () => {
  const unit = fc.integer({ min: 0x4e00, max: 0x4e00 + 300 }).map((code) => String.fromCharCode(code))
  const other = fc.constantFrom('a', '，', '。', '😀', '\u200b', ' ', 'é')
  const terms = fc.array(fc.string({ unit, minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 300 })
  const text = fc.array(fc.string({ unit: fc.oneof({ weight: 12, arbitrary: unit }, other), maxLength: 60 }), { maxLength: 60 })
    .map((pieces) => pieces.join('').repeat(12))
  fc.assert(fc.property(terms, text, expectAll), { numRuns: 60 })
})

test('terms are found when they are so many that the filter passes most characters', () => {
  let seed = 7
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  const han = (count: number): string => Array.from({ length: count }, () => String.fromCharCode(0x4e00 + next(3000))).join('')
  const terms = Array.from({ length: 30_000 }, () => han(2 + next(3)))
  const text = Array.from({ length: 3000 }, () => `。${terms[next(terms.length)]}${han(next(3))}，`).join('')
  expectAll(terms, text)
})
