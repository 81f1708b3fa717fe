import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold, readBeyondPlane } from '../../src/normalise/index.js'

describe('a text with characters beyond the basic plane', () => {
  test.each([
    ['机\u{e0100}密', '机\u200b\u200b密'], ['\u{1d41a}1', 'a\u200b1'], ['\u{2f80e}', '\u514d\u200b'], ['\u{1f110}', '\u{1f110}'], ['机密', '机密'],
    ['😀𠮷', '😀𠮷'], ['\ud835', '\ud835'],
  ])('%s is read as it is seen', (text, read) => expect(readBeyondPlane(text)).toBe(read))

  test('keeps its length, and folds to the same as before', () => {
    const unit = fc.constantFrom('机', '密', 'a', '\u{e0100}', '\u{1d41a}', '\u{1d7d8}', '\u{2f80f}', '\u{1f110}', '\u{1f130}', '😀', '\ud835', '\udc00', ' ')
    fc.assert(fc.property(fc.string({ unit, maxLength: 20 }), (text) => {
      const read = readBeyondPlane(text)
      expect([read.length, fold(read).text]).toEqual([text.length, fold(text).text])
    }))
  })
})
