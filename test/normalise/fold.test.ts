import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DROPPED, fold, foldTable } from '../../src/normalise/index.js'

const { units, spaces } = foldTable()
const tableFold = (text: string) => Array.from({ length: text.length }, (_, at) => units[text.charCodeAt(at)]!)
  .filter((unit) => unit !== DROPPED).map((unit) => String.fromCharCode(unit)).join('')

describe('a character folds to the one that readers take it for', () => {
  test.each([
    ['traditional', '機密絕密祕密級', '机密绝密秘密级'],
    ['taiwan and hong kong forms', '啟啓眾衆裡裏衞衛', '启启众众里里卫卫'],
    ['japanese forms', '図絵験応広', '图绘验应广'],
    ['old print forms', '戸敎絶靑淸', '户教绝青清'],
    ['characters of the mainland standard are kept', '芸欠缶虫糸弁予著', '芸欠缶虫糸弁予著'],
    ['full width', 'ＡＢＣ１２３＊：（）', 'abc123*:()'],
    ['half-width kana', 'ｱｲｳ', 'アイウ'],
    ['case', 'ABCÀΣςſK', 'abcàσσsk'],
    ['kangxi radicals', '\u2f08\u2f24\u2f3e', '人大户'],
    ['CJK radicals supplement', '\u2e9f\u2ed3\u2ed4\u2ef3\u2ec5', '母长门龟见'],
    ['compatibility ideographs', '\uf9ca\uf96e\ufa19\uf900', '流叶神岂'],
    ['enclosed', '㊙①㊀⒈'.slice(0, 3), '秘1一'],
    ['spaces', '\u00a0\u3000\u2003\u2009\u202f\u2800 ', '       '],
    ['borders are kept', '\n\r\t\f\v\u0085\u2028\u2029', '\n\r\t\f\v\u0085\u2028\u2029'],
    ['invisible', '机\u200b\u200d\u00ad\ufe0f\ufeff\u2060\u202e\u180b\u0000密', '机密'],
    ['combining marks', '机\u0332密\u20dd', '机密'],
    ['annotation anchors and object replacements', '机\ufffc密\ufff9', '机密'],
    ['ideographic variation selectors', '机\u{e0100}密\u{e01ef}', '机密'],
    ['stars stay different', '★☆*·＊', '★☆*·*'],
    ['characters without another form are kept', '中文，。《》〔〕𠮷', '中文,。《》〔〕𠮷'],
  ])('%s', (_name, from, to) => {
    expect(fold(from).text).toBe(to)
    if (!/[\u{e0100}-\u{e01ef}]/u.test(from)) expect(tableFold(from)).toBe(to)
  })
})

test('a high surrogate is dropped exactly when all its characters are ignorable', () => {
  const dropped = Array.from({ length: 0x400 }, (_, at) => 0xd800 + at).filter((unit) => units[unit] === DROPPED)
  expect(dropped).toEqual([0xdb40, 0xdb41, 0xdb42, 0xdb43])
  for (let point = 0xe0000; point < 0xe1000; point++) {
    expect(/\p{Default_Ignorable_Code_Point}/u.test(String.fromCodePoint(point))).toBe(true)
  }
})

test('folding the table twice changes nothing', () => {
  expect(Array.from(units, (unit) => (unit === DROPPED ? unit : units[unit]))).toEqual(Array.from(units))
})

test('every white space of Unicode folds to a space or a border', () => {
  for (let unit = 0; unit < 0x10000; unit++) {
    if (!/\s/.test(String.fromCharCode(unit)) || unit === 0xfeff) continue
    expect([unit, spaces[unit]! > 0, spaces[units[unit]!]]).toEqual([unit, true, spaces[unit]])
  }
})

describe('a character that folds to several expands, and its units have its offset', () => {
  test.each([
    ['㎏', 'kg', [0, 0, 1]],
    ['a⑽b', 'a(10)b', [0, 1, 1, 1, 1, 2, 3]],
    ['ﬁ', 'fi', [0, 0, 1]],
    ['Ⅱⅱ', 'iiii', [0, 0, 1, 1, 2]],
    ['機\u200b㊙\u{2f801}x', '机秘丸x', [0, 2, 3, 5, 6]],
    ['𝐀1', 'a1', [0, 2, 3]],
    ['\ud800密', '\ud800密', [0, 1, 2]],
    ['\u00b4', '\u00b4', [0, 1]],
  ])('%j', (from, to, starts) => {
    const folded = fold(from)
    expect(folded.text).toBe(to)
    expect(Array.from(folded.starts)).toEqual(starts)
  })
})

test('spaces and borders are dropped on request', () => {
  const folded = fold('机　 密\n★\t年', { spaces: 'drop' })
  expect(folded.text).toBe('机密★年')
  expect(Array.from(folded.starts)).toEqual([0, 3, 5, 7, 8])
})

describe('properties of fold', () => {
  const text = fc.string({ unit: 'binary', maxLength: 40 })
  test('folding is idempotent', () => {
    fc.assert(fc.property(text, (from) => {
      const once = fold(from).text
      expect(fold(once).text).toBe(once)
    }), { numRuns: 20_000 })
  })
  test('starts ascend and end with the length of the text', () => {
    fc.assert(fc.property(text, (from) => {
      const { text: to, starts } = fold(from)
      expect(starts.length).toBe(to.length + 1)
      expect(starts.at(-1)).toBe(from.length)
      for (let at = 1; at < starts.length; at++) expect(starts[at]! >= starts[at - 1]!).toBe(true)
    }), { numRuns: 2000 })
  })
  test('fold and the table agree where no character expands', () => {
    const plain = fc.string({ unit: fc.constantFrom(...'机機密★ＡaＺ　\n\u200b㊙⻓龜１'), maxLength: 30 })
    fc.assert(fc.property(plain, (from) => { expect(fold(from).text).toBe(tableFold(from)) }), { numRuns: 2000 })
  })
})
