import { describe, expect, it } from 'vitest'
import {
  CATEGORIES, DISPOSITIONS, GAP_REASONS, PART_KINDS, REASON_CODES, REMARK_CODES, SEVERITIES, VERDICTS, VISIBILITIES,
} from '../../src/model/index.js'
import { LANGUAGES } from '../../src/report/index.js'
import { fill, messagesIn, placeholders } from '../../src/report/messages/index.js'

/** Every sentence of a catalogue with its way: `gaps.encrypted`. */
function sentences(catalogue: object, way = ''): Map<string, string> {
  return new Map(Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'string' ? [[way + key, value] as const] : [...sentences(value as object, `${way}${key}.`)]))
}

const zh = sentences(messagesIn('zh-CN'))
const en = sentences(messagesIn('en'))

describe('the catalogue of sentences', () => {
  it.each([
    ['gaps', GAP_REASONS], ['reasons', REASON_CODES], ['remarks', REMARK_CODES], ['parts', PART_KINDS],
    ['visibilities', VISIBILITIES], ['severities', SEVERITIES], ['verdicts', VERDICTS], ['verdictMeaning', VERDICTS],
    ['categories', CATEGORIES], ['dispositions', DISPOSITIONS],
  ] as const)('%s has a sentence for each code and for nothing else, in both languages', (group, codes) => {
    for (const language of LANGUAGES) expect(Object.keys(messagesIn(language)[group]).sort()).toEqual([...codes].sort())
  })

  it('both languages say the same things', () => {
    expect([...en.keys()].sort()).toEqual([...zh.keys()].sort())
  })

  it.each([...zh.keys()])('%s holds the same values in both languages, and is not empty', (way) => {
    expect(placeholders(en.get(way)!).sort()).toEqual(placeholders(zh.get(way)!).sort())
    expect(zh.get(way)).not.toBe('')
    expect(en.get(way)).not.toBe('')
  })

  it('the Chinese sentences are Chinese, and the English ones hold Chinese only as terms', () => {
    const chinese = (text: string) => (text.match(/\p{Script=Han}/gu) ?? []).length
    const plain = [...zh].filter(([way]) => !/^(report\.(separator|list)|cli\.fault|causes\.withCode|gapExtras\.(format|code))/.test(way))
    expect(plain.filter(([, text]) => chinese(text) === 0).map(([way]) => way)).toEqual([])
    expect([...en].filter(([, text]) => chinese(text) > 7).map(([way]) => way)).toEqual([])
  })
})

describe('fill', () => {
  it.each([
    ['{a} of {b}', { a: 1, b: 'x' }, '1 of x'],
    ['{a}{a}', { a: '{b}', b: 'no' }, '{b}{b}'],
    ['{missing}', {}, '?'],
    ['{constructor} {__proto__}', {}, '? ?'],
    ['$& {a}', { a: '$1' }, '$& $1'],
  ])('%s', (sentence, values, filled) => expect(fill(sentence, values)).toBe(filled))
})
