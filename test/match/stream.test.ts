import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildMatcher } from '../../src/match/index.js'
import { foldTable } from '../../src/normalise/index.js'

const unit = fc.constantFrom('机', '機', '密', 'é', 'a', ' ', '\u200b', '𠮷', '\u{e0100}', '\ud842', '\udb40')
const terms = fc.array(fc.string({ unit: fc.constantFrom('机', '密', 'é', '𠮷', 'a'), minLength: 1, maxLength: 6 }), { maxLength: 8 })
const options = { fold: foldTable(), dropSpaces: true, engine: 'scalar' } as const

/** Cuts at the given offsets, in any order. */
function cut<Whole extends { length: number; slice(from: number, to: number): Whole }>(whole: Whole, cuts: readonly number[]): Whole[] {
  const places = [0, ...cuts.map((place) => place % (whole.length + 1)).sort((a, b) => a - b), whole.length]
  return places.slice(1).map((end, n) => whole.slice(places[n]!, end))
}

test('a text in pieces has the hits of the whole text', () => {
  fc.assert(fc.property(terms, fc.string({ unit, maxLength: 60 }), fc.array(fc.nat(200), { maxLength: 12 }), (all, text, cuts) => {
    const matcher = buildMatcher(all, options)
    const stream = matcher.stream()
    const hits = [...cut(text, cuts).flatMap((piece) => [...stream.push(piece)]), ...stream.end()]
    expect(hits.join()).toBe([...matcher.scan(text)].join())
  }), { numRuns: 2000 })
})

test('bytes in pieces, well-formed or not, have the hits of all the bytes', () => {
  const bytes = fc.array(fc.oneof(fc.string({ unit, maxLength: 8 }).map((text) => [...Buffer.from(text)]), fc.array(fc.nat(255), { maxLength: 3 })))
  fc.assert(fc.property(terms, bytes, fc.array(fc.nat(200), { maxLength: 12 }), (all, parts, cuts) => {
    const matcher = buildMatcher([...all, '\ufffd'], options)
    const whole = Uint8Array.from(parts.flat())
    const stream = matcher.streamUtf8()
    const hits = [...cut(whole, cuts).flatMap((piece) => [...stream.push(piece)]), ...stream.end()]
    expect(hits.join()).toBe([...matcher.scanUtf8(whole)].join())
  }), { numRuns: 2000 })
})

test('a large text in pieces of a few thousand characters has the hits of the whole text', () => {
  const text = '机密文件，秘密★10年。𠮷\u200b'.repeat(9000)
  const matcher = buildMatcher(['机密', '文件秘密', '密★', '年。𠮷机'], options)
  const stream = matcher.stream()
  const hits: number[] = []
  for (let at = 0; at < text.length; at += 3001) hits.push(...stream.push(text.slice(at, at + 3001)))
  hits.push(...stream.end())
  expect(hits.join() === [...matcher.scan(text)].join()).toBe(true)
})
