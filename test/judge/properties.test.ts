import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PART_KINDS, VISIBILITIES, type Block, type Part } from '../../src/model/index.js'
import { Locator } from '../../src/judge/outcome/locator.js'
import { locate } from '../../src/model/locate.js'
import { MARKS, TERMS, judgeParts, judgeText, partOf, rule, rulesetOf } from './judging.js'

const RULES = [
  rule({ ...MARKS, mention: 'note' }, { id: 'mark' }),
  rule({ ...TERMS, terms: ['内部', '内部资料', '密级'], spaces: 'lines', otherwise: 'note', stances: ['alone'] }, { id: 'term', severity: 'review' }),
  rule({ kind: 'document-number', classes: ['密', '密电'], except: ['明电'] }, { id: 'number' }),
]

const PIECES = [
  '机密', '機密', '秘', '密', '绝密', '★', '☆', '*', '·', '20年', '十年', '2030年1月1日', '长期', '启用前', '密级', '：', ':', ' ', '　', '\n', '\t',
  '\f', '\r\n', '\u200b', '“', '”', '《', '》', '【', '】', '(', ')', '、', '。', '内部', '资料', '文件', '000012', '特急', '密电', '〔2023〕', '5号',
  '的', '国家', '\ud800', '😀', 'a', '□', '☑',
] as const
const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(''))

/** Blocks of every visibility, echoes included, cut at any offsets. */
function blocksOver(text: string, cuts: readonly number[]): Block[] {
  const edges = [...new Set([0, ...cuts.map((cut) => cut % (text.length + 1)), text.length])].sort((a, b) => a - b)
  return edges.slice(1).map((end, at) => ({
    start: edges[at]!, end, visibility: VISIBILITIES[(end + at) % VISIBILITIES.length]!, place: { line: 1 + at, column: 1 },
    ...((end * 7) % 3 === 0 && { echo: true }),
  }))
}
const parts: fc.Arbitrary<Part> = fc.record({ text: texts, cuts: fc.array(fc.nat(200), { maxLength: 6 }), kind: fc.constantFrom(...PART_KINDS) })
  .map(({ text, cuts, kind }) => ({ ...partOf(text, kind), blocks: blocksOver(text, cuts) }))

describe('judging any text', () => {
  it('is deterministic and does not change its input', async () => {
    await fc.assert(fc.asyncProperty(fc.array(parts, { maxLength: 3 }), async (given) => {
      const before = JSON.stringify(given)
      const first = await judgeParts(given, rulesetOf(...RULES))
      expect(await judgeParts(given, rulesetOf(...RULES))).toEqual({ ...first, mask: expect.any(Function) as unknown })
      expect(JSON.stringify(given)).toBe(before)
    }))
  })

  it('shows only text of the part', async () => {
    await fc.assert(fc.asyncProperty(parts, async (part) => {
      const { findings } = await judgeParts([part], rulesetOf(...RULES), { reveal: true })
      const seen = part.text.replace(/[\n\t\f\r]/g, ' ').replace(/\u200b/g, '').replace(/\p{Surrogate}/gu, '\ufffd')
      for (const { match, context } of findings) {
        expect(seen).toContain(match)
        expect(seen).toContain(context!.before + match)
      }
    }))
  })

  it('finds a complete mark on a line of its own, whatever the lines around it', async () => {
    const lines = texts.map((text) => text.replace(/[★*·⭐]|《|“/g, ''))
    await fc.assert(fc.asyncProperty(lines, lines, fc.constantFrom('机密★20年', '秘 密 ★ 长 期', '绝密★启用前'), async (above, below, mark) => {
      const { findings } = await judgeText(`${above}\n${mark}\n${below}`, RULES)
      expect(findings.filter(({ severity, match }) => severity === 'block' && match.startsWith(mark))).toHaveLength(1)
    }))
  })

  it('gives a line the same severity after harmless lines', async () => {
    const harmless = '各单位要按照本通知的要求认真抓好贯彻落实。\n'
    await fc.assert(fc.asyncProperty(texts, fc.integer({ min: 1, max: 30 }), async (text, count) => {
      // A mark at the head of the document is judged by its place, so both texts come after the first lines.
      const head = harmless.repeat(60)
      const outcomes = async (whole: string): Promise<unknown[]> => {
        return (await judgeText(whole, RULES)).findings.map(({ rule: id, severity, match }) => [id, severity, match])
      }
      expect(await outcomes(head + harmless.repeat(count) + text)).toEqual(await outcomes(head + text))
    }))
  })
})

describe('the locator', () => {
  it('agrees with locate, for ascending and for any offsets', () => {
    fc.assert(fc.property(parts, fc.array(fc.nat(300), { maxLength: 20 }), fc.boolean(), (part, offsets, ascending) => {
      const locator = new Locator(part)
      const asked = offsets.map((offset) => offset % (part.text.length + 1))
      for (const offset of ascending ? asked.sort((a, b) => a - b) : asked) {
        expect(locator.at(offset)).toEqual({ ...locate(part, offset), kind: part.kind })
      }
    }))
  })
})
