import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskText, maskValue } from '../../../src/judge/outcome/mask.js'

describe('maskValue', () => {
  it.each([
    ['resident-id', '330102199003071234', '330*************34'],
    ['resident-id', '330102 19900307 1234', '330*** ******** **34'],
    ['mobile', '13812345678', '138******78'],
    ['bank-card', '6222 0212 3456 7890 123', '622* **** **** **** *23'],
    ['mobile', '1234567', '*******'],
    ['term', '雷霆行动', '雷***'],
    ['term', '雷霆', '**'],
  ] as const)('masks a %s %s as %s', (kind, value, masked) => {
    expect(maskValue(kind, value)).toBe(masked)
  })

  it('keeps the length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        const masked = maskValue('mobile', value)
        expect([...masked]).toHaveLength([...value].length)
      }),
    )
  })
})

describe('maskText', () => {
  it.each([
    ['联系人张三，电话13812345678。', '联系人张三，电话138******78。'],
    ['邮编 310000', '邮编 ******'],
    ['２０２３１２３１', '********'],
    ['330102-1990-0307-1234', '330***-****-****-**34'],
    ['1​2​3​4​5', '*​*​*​*​*'],
    ['来信请寄 zhang.san@example.cn 收', '来信请寄 z****.***@example.cn 收'],
    ['密码：abc!23 请勿外传', '密码：****** 请勿外传'],
    ['password=hunter2;', 'password=********'],
    ['令牌 ghp_a1B2c3D4e5F6', '令牌 ghp_**********F6'],
    ['机密★20年 市府〔2023〕5号', '机密★20年 市府〔2023〕5号'],
    ['international', 'international'],
  ])('shows %j as %j', (text, shown) => {
    expect(maskText(text)).toBe(shown)
  })

  const digits = fc.array(fc.constantFrom(...'0123456789５', ' ', '-', '​', '*', 'a', '码', ':', '\u00ad', '.'), { maxLength: 60 })
  const texts = fc.oneof(digits.map((units) => units.join('')), fc.string({ unit: 'binary' }))

  it('shows no five original digits in a row', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(maskText(text)).not.toMatch(/[0-9０-９](?:[ \-​\u00ad.]?[0-9０-９]){4}/u)
      }),
    )
  })

  it('is idempotent and keeps the length', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const masked = maskText(text)
        expect(maskText(masked)).toBe(masked)
        expect([...masked]).toHaveLength([...text].length)
      }),
    )
  })

  it('handles long hostile lines', () => {
    for (const piece of ['1 ', 'a', 'a.', '1​', '密码', 'a@', '密码: ']) {
      expect(maskText(piece.repeat(100_000)).length).toBe(piece.length * 100_000)
    }
  })
})
