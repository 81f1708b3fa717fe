import { describe, expect, it } from 'vitest'
import { foldDigitSigns } from '../../src/normalise/index.js'

describe('foldDigitSigns', () => {
  it.each([
    ['₃₃₀₁₀₂₂₀₉₉₀₂₂₈₉₉₁₈', '330102209902289918'],
    ['٣٣٠١٠٢٢٠٩٩٠٢٢٨٩٩١٨', '330102209902289918'],
    ['⑶⑶⒪⑴⒪⑵⑵⒪⑼⑼⒪⑵', '330102209902'],
    ['①③⑧⓪①②③④⑤⑥⑦', '13801234567'],
    ['号码³³⁰¹⁰²²⁰⁹⁹⁰²²⁸。', '号码33010220990228。'],
  ])('writes %s in ASCII, unit for unit', (text, folded) => expect(foldDigitSigns(text)).toBe(folded))

  it.each(['①②③④⑤⑥⑦⑧⑨⑩', '面积 12 m²，见注①', '330102209902289918'])('leaves %s as it is', (text) => {
    expect(foldDigitSigns(text)).toBe(text)
  })
})
