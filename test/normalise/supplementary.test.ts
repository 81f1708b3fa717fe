import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold, foldSupplementary } from '../../src/normalise/index.js'

describe('foldSupplementary', () => {
  test.each([
    ['机\u{e0100}密', '机\u200b\u200b密'], ['\u{1d41a}1', 'a\u200b1'], ['\u{2f80e}', '\u514d\u200b'], ['\u{1f110}', '\u{1f110}'], ['机密', '机密'],
    ['😀𠮷', '😀𠮷'], ['\ud835', '\ud835'],
  ])('folds %s, keeping its length', (text, folded) => expect(foldSupplementary(text)).toBe(folded))

  test('changes neither the length of a text nor what it folds to', () => {
    const unit = fc.constantFrom('机', '密', 'a', '\u{e0100}', '\u{1d41a}', '\u{1d7d8}', '\u{2f80f}', '\u{1f110}', '\u{1f130}', '😀', '\ud835', '\udc00', ' ')
    fc.assert(fc.property(fc.string({ unit, maxLength: 20 }), (text) => {
      const folded = foldSupplementary(text)
      expect([folded.length, fold(folded).text]).toEqual([text.length, fold(text).text])
    }))
  })
})
