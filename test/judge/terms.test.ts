import { describe, expect, it } from 'vitest'
import type { Near, PartKind, Stance, TermDetector } from '../../src/model/index.js'
import type { Segmenter } from '../../src/segment/index.js'
import { TERMS, judgeText, rule } from './judging.js'

/** The severity of the first finding, or the last reason why the hit was suppressed. */
async function outcome(text: string, detector: Partial<TermDetector>, kind: PartKind = 'body'): Promise<string> {
  const { findings, suppressed } = await judgeText(text, [rule({ ...TERMS, ...detector })], kind)
  return findings[0]?.severity ?? suppressed[0]?.reasons.at(-1)?.code ?? 'nothing'
}

const STANCE_ROWS: readonly (readonly [Stance, string])[] = [
  ['alone', '内部资料'], ['alone', '　　内部资料　'], ['alone', '【内部资料】'], ['alone', '序号\t内部资料\t备注'], ['alone', '# 内部资料'],
  ['alone', '内 部 资 料'],
  ['label', '文件性质：内部资料'], ['label', '性质:内部资料 共3页'], ['label', '内部资料：第三期'], ['label', '说明（性质：内部资料）'],
  ['bracketed', '第三期（内部资料）'], ['bracketed', '【内部资料】第三期'], ['bracketed', '（本件系内部资料不得外传）'],
  ['leading', '内部资料，不得外传'], ['bracketed', '（根据录音整理，内部资料，不得翻印）'],
  ['running', '这是一份内部资料不得外传'], ['running', '本所内部资料：见附件'],
  ['mentioned', '所谓“内部资料”并无定义'], ['mentioned', '《内部资料》创刊'], ['mentioned', '封面注明内部资料字样'],
  ['mentioned', '书籍、内部资料、图纸等'],
]

describe('the stance of a term', () => {
  it.each(STANCE_ROWS)('is %s in %j', async (stance, text) => {
    expect(await outcome(text, { stances: [stance], otherwise: 'suppress' })).toBe('block')
    const others = (['alone', 'label', 'bracketed', 'leading', 'running', 'mentioned'] as const).filter((other) => other !== stance)
    expect(await outcome(text, { stances: others, otherwise: 'note' })).toBe('note')
  })

  it.each(['内部资料 注意保存', '机要件　内部资料', '第3期 - 内部资料', '内部资料 | 征求意见', '云泽县文件  内部资料'])(
    'is alone, besides its own, as a label of the line %j', async (text) => {
      expect(await outcome(text, { stances: ['alone'], otherwise: 'suppress' })).toBe('block')
    })

  it.each(['这是一份 内部资料不得外传', '他说内部资料 注意保存即可。', '内部资料的 保管', '请各单位把历年留存的内部资料 全部移交档案馆并登记造册后统一保管以备查阅'])(
    'is no label of the line %j', async (text) => {
      expect(await outcome(text, { stances: ['alone'], otherwise: 'note' })).toBe('note')
    })

  it.each(['请勿外传', '此件请勿外传。', '请妥善保管，请勿外传', '本文件一律请勿外传！'])(
    'is alone, besides its own, as a request of the line %j', async (text) => {
      expect(await outcome(text, { terms: ['请勿外传'], stances: ['alone'], otherwise: 'suppress' })).toBe('block')
    })

  it.each(['个人信息请勿外传', '他嘱咐邻居请勿外传', '请家长妥善保管照片，请勿外传给他人'])(
    'is no request of the line %j', async (text) => {
      expect(await outcome(text, { terms: ['请勿外传'], stances: ['alone'], otherwise: 'note' })).toBe('note')
    })

  it.each(['关于某事的方案—内部资料.wps', '内部资料-第三期.docx', '第三期(内部资料).pdf', '2023_内部资料_终稿.doc'])(
    'is alone in the file name %j', async (name) => {
      expect(await outcome(name, { stances: ['alone'] }, 'filename')).toBe('block')
    })
})

describe('a term', () => {
  it.each([
    ['none', '内部资料', 'block'], ['none', '内\u200b部资料', 'block'], ['none', '内 部资料', 'spaced-apart'],
    ['inline', '内　部　资　料', 'block'], ['inline', '内部\n资料', 'spaced-apart'], ['inline', '内部\t资料', 'spaced-apart'],
    ['lines', '内部\n资料', 'block'], ['lines', '内部\n\n\n\n\n\n\n\n\n资料', 'spaced-apart'],
  ] as const)('with spaces %s allowed: %j is %s', async (spaces, text, wanted) => {
    expect(await outcome(text, { spaces })).toBe(wanted)
  })

  it.each([
    ['内部资料性出版物管理办法', 'inside-safe-word'], ['内部资料', 'block'], ['内部 资料 性出版物', 'inside-safe-word'],
    ['内部资料，性出版物', 'block'], ['性出版物内部资料', 'block'],
  ])('with a longer safe word around or next to it: %j is %s', async (text, wanted) => {
    expect(await outcome(text, { except: ['内部资料性出版物'] })).toBe(wanted)
  })

  it.each([
    ['password: x', 'block'], ['passwords: x', 'cuts-word'], ['mypassword', 'cuts-word'], ['密码password是', 'block'], ['ＰＡＳＳＷＯＲＤ', 'block'],
  ])('in Latin letters must be a whole word: %j is %s', async (text, wanted) => {
    expect(await outcome(text, { terms: ['password'] })).toBe(wanted)
  })

  it.each([
    ['sentence', '内部资料的标底。', 'block'], ['sentence', '内部资料。标底', 'suppress'],
    ['line', '内部资料。标\u200b底', 'block'], ['line', '内部资料\n标底', 'suppress'], ['line', '内部资料\t标 底', 'block'],
    ['paragraph', '内部资料\n标底', 'block'], ['paragraph', '内部资料\n甲\n乙\n丙\n标底', 'suppress'],
    ['part', `内部资料${'甲乙丙丁\n'.repeat(1000)}標底`, 'block'],
    [3, '内部资料甲乙标底', 'suppress'], [4, '内部资料甲乙标底', 'block'],
  ] as const)('near another word within %s: %j is %s', async (within, text, wanted) => {
    const found = await outcome(text, { near: { any: ['开标', '标底'], within } })
    expect(found).toBe(wanted === 'suppress' ? 'not-near' : wanted)
  })

  it.each<[Partial<Near>, string, string]>([
    [{ count: 2 }, '内部资料含标底。', 'not-near'],
    [{ count: 2 }, '开标后内部资料含标底。', 'block'],
    [{ count: 2 }, '标底的内部资料含标底。', 'not-near'],
    [{ count: 2, figures: true }, '内部资料含标底300万元。', 'block'],
    [{ all: ['报价'] }, '内部资料含标底。', 'not-near'],
    [{ all: ['报价'] }, '内部资料含标底、报价。', 'block'],
    [{ none: ['应当'] }, '内部资料应当含标底。', 'not-near'],
    [{ none: ['应当'] }, '内部资料含标底。应当', 'block'],
    [{ figures: true }, '内部资料共3个旅。', 'block'],
    [{ figures: true }, '内部资料１２.５ 万吨。', 'block'],
    [{ figures: true }, '3,000余人的内部资料', 'block'],
    [{ figures: true }, '2023年5月1日第3条内部资料〔2023〕5号', 'not-near'],
    [{ figures: true }, '第3个营的内部资料', 'not-near'],
    [{ figures: true }, '内部资料载明储备不低于3万吨。', 'block'],
    [{ figures: true }, '总产量119.3万吨、超额完成任务，内部资料齐全。', 'not-near'],
    [{ figures: true }, '内部资料齐全，总产量119.3万吨。', 'not-near'],
    [{ figures: true }, '动用内部资料5万份以下的，报县级批准。', 'not-near'],
    [{ figures: true, within: 'paragraph' }, '内部资料齐全，总产量119.3万吨。', 'block'],
    [{ none: ['应当'], within: 'part' }, '内部资料\n甲\n标底\n乙\n应当', 'not-near'],
    [{ all: ['报价'], within: 'part' }, '内部资料\n甲\n标底\n乙\n报价', 'block'],
  ])('with the condition %j: %j is %s', async (condition, text, expected) => {
    expect(await outcome(text, { near: { any: ['开标', '标底'], within: 'sentence', ...condition } })).toBe(expected)
  })

  it('that ends in a star includes the period after it, and suppresses shorter terms of its category', async () => {
    const rules = [
      rule({ ...TERMS, terms: ['商密★', '核心商密★'] }, { id: 'mark' }), rule({ ...TERMS, terms: ['商密'] }, { id: 'label', severity: 'review' }),
    ]
    const { findings } = await judgeText('核心商密★10年', rules)
    expect(findings.map(({ rule: id, match }) => [id, match])).toEqual([['mark', '核心商密★10年']])
  })

  it('is found only in the parts that its rule names', async () => {
    expect(await outcome('内部资料', { parts: ['header'] }, 'body')).toBe('nothing')
    expect(await outcome('内部资料', { parts: ['header'] }, 'header')).toBe('block')
  })
})

describe('word edges', () => {
  /** Knows the words 计算机, 密码 and 机密. */
  const cutter: Segmenter = {
    name: 'fixed',
    boundaries: (text) => Uint32Array.from([...text.matchAll(/计算机|密码|机密|./gsu)].map((match) => match.index + match[0].length)),
  }
  const wordRule = rule({ ...TERMS, terms: ['机密'], edges: 'word' })

  it('suppress a hit that cuts a word', async () => {
    const { findings, suppressed, remarks } = await judgeText('计算机密码', [wordRule], 'body', { segmenter: () => Promise.resolve(cutter) })
    expect(findings).toEqual([])
    expect(suppressed[0]!.reasons.map(({ code }) => code)).toContain('cuts-word')
    expect(remarks).toEqual([])
  })

  it('keep a hit that is a word', async () => {
    const { findings } = await judgeText('有机密在内', [wordRule], 'body', { segmenter: () => Promise.resolve(cutter) })
    expect(findings.map(({ severity }) => severity)).toEqual(['block'])
  })

  it('that are not checked make a hit a review at most, with a remark', async () => {
    const { findings, remarks } = await judgeText('计算机密码', [wordRule])
    expect(findings.map(({ severity, reasons }) => [severity, reasons.at(-1)!.code])).toEqual([['review', 'word-edges-unchecked']])
    expect(remarks).toEqual(['word-edges-unchecked'])
  })

  it('are not loaded where nothing depends on them', async () => {
    const never = (): Promise<undefined> => Promise.reject(new Error('loaded'))
    const quiet = rule({ ...TERMS, edges: 'word', stances: ['alone'] })
    await expect(judgeText('这是内部资料么', [quiet], 'body', { segmenter: never })).resolves.toBeDefined()
    await expect(judgeText('没有词', [wordRule], 'body', { segmenter: never })).resolves.toBeDefined()
    await expect(judgeText('有机密在', [wordRule], 'body', { segmenter: never })).rejects.toThrow('loaded')
  })
})
