import { describe, expect, it } from 'vitest'
import { cutsWords, loadSegmenter, type Segmenter } from '../../src/segment/index.js'

const rows: readonly (readonly [name: string, text: string, hit: string, cuts: boolean])[] = [
  ['the end of one word and the start of the next', '计算机密码', '机密', true],
  ['two words in a long sentence', '据介绍，新型无人机密集起降。', '机密', true],
  ['two words at the end of the text', '拒绝密切', '绝密', true],
  ['a whole word', '本文件属于机密', '机密', false],
  ['a part of one longer word', '绝密文件', '绝密', false],
  ['whole words side by side', '内部文件', '内部文件', false],
  ['the whole text', '机密', '机密', false],
  ['a full-width space inside', '计算机　密码', '机　密', false],
  ['a line break inside', '计算机\n密码', '机\n密', false],
  ['a zero-width space inside', '计算机\u200b密码', '机\u200b密', false],
  ['a soft hyphen inside', '计算机\u00ad密码', '机\u00ad密', false],
  ['a variation selector inside', '计算机\ufe00密码', '机\ufe00密', false],
  ['a single character of a word', '密码', '密', false],
]

describe.each(['packed', 'nodejieba'] as const)('with %s', (kind) => {
  it.each(rows)('%s: %s', async (_name, text, hit, cuts) => {
    const segmenter = (await loadSegmenter(kind))!
    const start = text.indexOf(hit)
    expect(cutsWords(segmenter, text, start, start + hit.length)).toBe(cuts)
  })
})

/** A segmenter with words of `every` characters, which records the texts it is given. */
function fixedLength(every: number, seen: string[] = []): Segmenter {
  return {
    name: 'fixed-length',
    boundaries(text) {
      seen.push(text)
      const words = Math.ceil(text.length / every)
      return Uint32Array.from({ length: words }, (_, word) => Math.min(text.length, (word + 1) * every))
    },
  }
}

describe('the segmented text', () => {
  it.each([' ', '\t', '\n', '，', '。'])('is the run between two %j', (separator) => {
    const seen: string[] = []
    cutsWords(fixedLength(2, seen), `甲乙${separator}丙丁戊${separator}己庚`, 4, 5)
    expect(seen).toEqual(['丙丁戊'])
  })

  it('is segmented once for all hits of a run', () => {
    const seen: string[] = []
    const segmenter = fixedLength(2, seen)
    const text = '甲乙'.repeat(40) + '，庚辛'
    expect([cutsWords(segmenter, text, 0, 2), cutsWords(segmenter, text, 1, 3)]).toEqual([false, true])
    expect(seen).toHaveLength(1)
  })

  it('has at most 3,072 characters where there are no separators, and three times the text for all hits in order', () => {
    const seen: string[] = []
    const segmenter = fixedLength(1, seen)
    const text = '天'.repeat(100_000)
    for (let start = 0; start + 2 <= text.length; start++) cutsWords(segmenter, text, start, start + 2)
    expect(Math.max(...seen.map((run) => run.length))).toBeLessThanOrEqual(3 * 1024)
    expect(seen.reduce((sum, run) => sum + run.length, 0)).toBeLessThanOrEqual(3 * text.length)
  })

  it('is the whole run where its separators are at most 1,024 characters before and 512 after the hit', () => {
    const run = '天'.repeat(1024 + 2 + 512)
    for (let before = 0; before < 1024; before += 7) {
      const seen: string[] = []
      const start = before + 1 + 1024
      cutsWords(fixedLength(2, seen), `${'地'.repeat(before)}，${run}，`, start, start + 2)
      expect(seen).toEqual([run])
    }
  })

  it('ends 512 characters after a hit that is longer than the stretch it begins in', () => {
    const seen: string[] = []
    cutsWords(fixedLength(2, seen), '天'.repeat(10_000), 10, 6_000)
    expect(seen[0]).toHaveLength(6_512)
  })

  it('never starts or ends inside a surrogate pair', () => {
    for (const shift of ['', '天']) {
      const seen: string[] = []
      const text = shift + '😀'.repeat(5_000)
      cutsWords(fixedLength(2, seen), text, 5_000 + shift.length, 5_002 + shift.length)
      expect(Buffer.from(seen[0]!).toString()).toBe(seen[0])
    }
  })
})
