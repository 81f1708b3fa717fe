import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { cutsWords, loadSegmenter, type Segmenter } from '../../src/segment/index.js'
import { dictionaryFiles } from '../../src/segment/nodejieba.js'

/** Sentences for each of jieba's rules: dictionary, unknown words, names, letters, numbers, punctuation. */
const sentences = [
  '小明硕士毕业于中国科学院计算所，后在日本京都大学深造',
  '他来到了网易杭研大厦，我来到北京清华大学',
  '工信处女干事每月经过下属科室都要亲口交代24口交换机等技术性器件的安装工作',
  '云计算与区块链，蓝翔，韩玉鉴赏',
  'B超和c++，C#与AT&T，T恤；iPhone15Pro降价3.5%到￥8999.00元，v1.2.3-beta',
  '机密★20年 秘密★长期，绝密★启用前。',
  '1.5.7..8a9b.c，a1.2，９０后２０１０年',
  '習近平與計算機密碼，臺灣繁體字',
  '龘靐齉爩，𠀀𠀁𡃁字，😀👨‍👩‍👧‍👦机密😀',
  '机\u200b密，机\u00ad密，机\ufe00密，\0机密\0',
  '\ud800机密\udc00，\udc00\ud800机密',
  '，，。。  \t\t\n\n　　',
  '一二三四五六七八九十百千万亿',
  'ไทยภาษา العربية עברית Ελληνικά русский é ü',
]

const asOne = fc.string({ unit: 'binary', minLength: 1, maxLength: 3 })
const han = fc.integer({ min: 0x4e00, max: 0x9fff }).map((unit) => String.fromCharCode(unit))
const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))
const punctuation = fc.constantFrom(...' \t\n，。、；：（）《》　.-+#&@/aZ09１Ａ★①', '😀', '𠀀', '\ud800', '\udc00', '\u200b', '\0')

let packed: Segmenter
let nodejieba: Segmenter
let word: fc.Arbitrary<string>

beforeAll(async () => {
  packed = (await loadSegmenter('packed'))!
  nodejieba = (await loadSegmenter('nodejieba'))!
  const words = readFileSync(dictionaryFiles()!.words, 'utf8').trim().split('\n').map((line) => line.split(' ')[0]!)
  word = fc.integer({ min: 0, max: words.length - 1 }).map((index) => words[index]!)
})

function expectSameBoundaries(text: string): void {
  expect(Array.from(packed.boundaries(text))).toEqual(Array.from(nodejieba.boundaries(text)))
}

describe('the boundaries of packed equal those of nodejieba', () => {
  it.each(sentences)('in %j', (sentence) => expectSameBoundaries(sentence))

  it('in sequences of dictionary words', () => {
    fc.assert(fc.property(fc.array(word, { maxLength: 40 }), (words) => expectSameBoundaries(words.join(''))), { numRuns: 3000 })
  })

  it('in random sequences of characters from dictionary words', () => {
    const character = fc.tuple(word, fc.nat()).map(([text, at]) => text.charAt(at % text.length))
    const text = fc.array(character, { maxLength: 60 })
    fc.assert(fc.property(text, (characters) => expectSameBoundaries(characters.join(''))), { numRuns: 3000 })
  })

  it('in mixtures of words, characters, punctuation, letters, emoji and lone surrogates', () => {
    const piece = fc.oneof(word, han, punctuation, unit, asOne)
    const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))
    fc.assert(fc.property(text, expectSameBoundaries), { numRuns: 5000 })
  })

  it('in runs longer than the buffers, and in short runs after them', () => {
    const characters = fc.array(fc.oneof(word, han), { minLength: 200, maxLength: 200 })
    fc.assert(
      fc.property(characters, (pieces) => {
        expectSameBoundaries(pieces.join('').repeat(Math.ceil(9000 / pieces.length)))
        expectSameBoundaries(pieces.slice(0, 9).join(''))
      }),
      { numRuns: 20 },
    )
  })
})

describe('in a run without separators, windows', () => {
  it('give the same answers as the whole run', () => {
    const words = fc.array(word, { minLength: 3000, maxLength: 3000 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(words, (text) => {
        const boundaries = new Set([0, ...packed.boundaries(text)])
        for (let start = 0; start + 3 <= text.length; start += 5) {
          const inside = boundaries.has(start + 1) || boundaries.has(start + 2)
          const cuts = inside && !(boundaries.has(start) && boundaries.has(start + 3))
          expect(cutsWords(packed, text, start, start + 3)).toBe(cuts)
        }
      }),
      { numRuns: 10 },
    )
  })
})

describe.each(['packed', 'nodejieba'])('the boundaries of %s', (name) => {
  it('in a text equal those in its runs', () => {
    const segmenter = name === 'packed' ? packed : nodejieba
    const text = fc.array(fc.oneof(word, punctuation), { maxLength: 60 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(text, (whole) => {
        let start = 0
        const ends = whole.split(/(?<=[ \t\n，。])|(?=[ \t\n，。])/).flatMap((run) => {
          const inRun = Array.from(segmenter.boundaries(run), (end) => start + end)
          start += run.length
          return inRun
        })
        expect(Array.from(segmenter.boundaries(whole))).toEqual(ends)
      }),
      { numRuns: 1000 },
    )
  })
})
