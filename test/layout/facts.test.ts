import { describe, expect, it } from 'vitest'
import { parseLayout, shownFacts } from '../../src/layout/index.js'
import { finding } from '../report/screenings.js'
import { docx, hidden, p } from '../builders/docx.js'
import { reading } from '../read/reading.js'

async function factsOf(content: string | Uint8Array, name = 'a.txt') {
  return parseLayout((await reading(name, content)).parts).facts
}

describe('title and number', () => {
  it.each([
    ['云泽县人民政府文件\n云政发〔2026〕12号　　签发人：张三\n关于开展检查的通知\n各乡镇：', { title: '关于开展检查的通知', number: '云政发〔2026〕12号' }],
    ['云政发 [2026] 3 号\n云泽县人民政府关于公布危房改造\n对象名单（第二批）的\n通知\n各乡镇：', { title: '云泽县人民政府关于公布危房改造对象名单（第二批）的通知', number: '云政发[2026]3号' }],
    ['000001\n机密★5年\n特急\n云泽县防汛应急预案汇编\n一、总则。', { title: '云泽县防汛应急预案汇编' }],
    ['政府信息公开指南\n根据《关于检查的通知》（国办发〔2020〕5号），编制本指南。', { title: '政府信息公开指南' }],
    ['根据国办发〔2020〕5号文件，现将有关情况报告如下。', {}],
    ['', {}],
  ])('of %j', async (text, expected) => {
    const { title, number } = await factsOf(text)
    expect({ ...(title !== undefined && { title }), ...(number !== undefined && { number }) }).toEqual(expected)
  })

  it('takes no hidden text as title', async () => {
    const facts = await factsOf(docx({ body: [p(hidden('关于隐藏的通知')), '关于检查的通知'] }), 'a.docx')
    expect(facts).toEqual({ title: '关于检查的通知' })
  })
})

const DOCUMENT = `000123
机密★5年
特急
云泽县人民政府文件
云政发〔2026〕12号　　　签发人：张三　李四
云泽县人民政府关于开展安全检查的通知
各乡镇人民政府，
县政府各部门：
现将有关事项通知如下。
附件：1.检查表
云泽县人民政府
2026年4月3日
（此件依申请公开）
附件1
检查表
抄送：县委办公室，县人大常委会办公室。
云泽县人民政府办公室　2026年4月4日印发
`

describe('the facts of', () => {
  it('a document with head, close and imprint are all of its elements', async () => {
    expect(await factsOf(DOCUMENT)).toEqual({
      form: 'document', copyNumber: '000123', urgency: '特急', organ: '云泽县人民政府', number: '云政发〔2026〕12号', signers: ['张三', '李四'],
      title: '云泽县人民政府关于开展安全检查的通知', addressee: '各乡镇人民政府，县政府各部门', issued: '2026-04-03', disclosure: 'on-request',
      copiedTo: '县委办公室,县人大常委会办公室', printedBy: '云泽县人民政府办公室', printed: '2026-04-04',
    })
  })

  it.each([
    ['a letter', '云泽县财政局\n云财函〔2026〕7号\n云泽县财政局关于商请提供资料的函\n县审计局：\n请予支持。\n2026年5月6日\n',
      { form: 'letter', organ: '云泽县财政局', number: '云财函〔2026〕7号', issued: '2026-05-06' }],
    ['minutes', '云泽县人民政府常务会议纪要\n〔2026〕12号\n县长主持召开常务会议。\n发：各乡镇人民政府。\n',
      { form: 'minutes', organ: '云泽县人民政府常务会议纪要', number: '〔2026〕12号', copiedTo: '各乡镇人民政府' }],
    ['an order', '云泽省人民政府令\n第312号\n《云泽省档案条例实施办法》已经通过，现予公布。\n2026年1月2日\n',
      { form: 'order', organ: '云泽省人民政府令', number: '第312号', issued: '2026-01-02' }],
    ['a telegram', '传　真　电　报\n发电单位：云泽省防汛指挥部　　签批盖章：周某\n等级：特急·明电　　云汛电〔2026〕9号\n各市防汛指挥部：\n请报告。\n',
      { form: 'telegram', urgency: '特急', number: '云汛电〔2026〕9号' }],
  ])('%s are in its form', async (_, text, expected) => {
    expect(await factsOf(text)).toMatchObject(expected)
  })

  it('a red head without 文件 come from colour and size', async () => {
    const { parts } = await reading('a.txt', '云泽大学\n云大〔2026〕3号\n关于放假的通知\n各学院：\n')
    const [name, body] = [parts[0]!, parts[1]!]
    const head = { start: 0, end: 4, visibility: 'visible', place: {}, style: { size: 36, colour: '#ff0000' } } as const
    const blocks = [head, { ...body.blocks[0]!, start: 5 }]
    expect(parseLayout([name, { ...body, blocks }]).facts).toMatchObject({ form: 'document', organ: '云泽大学' })
  })

  it('a document with annexes take the date above the annexes', async () => {
    expect(await factsOf('关于检查的通知\n各乡镇：\n请检查。\n2026年4月3日\n附件1\n检查表\n2025年1月1日\n')).toMatchObject({ issued: '2026-04-03' })
  })
})

describe('the disclosure attribute', () => {
  it.each([
    ['公开方式：主动公开', 'public'], ['信息公开选项：依申请公开', 'on-request'], ['主动公开：否', 'not-public'], ['是否上网：否', 'not-public'],
    ['（此件公开发布）', 'public'], ['（此件不予公开）', 'not-public'], ['此件删减后公开', 'abridged'], ['【免予公开】', 'not-public'],
    ['（此件不公开发布，请妥善保管）', 'not-public'],
    ['公开属性：主动公开□ 依申请公开□', undefined], ['依法应当公开的信息，及时公开。', undefined], ['公开招标公告', undefined],
    ['对不予公开的信息说明理由', undefined],
  ])('that %j states is %s', async (line, disclosure) => {
    expect((await factsOf(`关于检查的通知\n各乡镇：\n请检查。\n2026年4月3日\n${line}\n`)).disclosure).toBe(disclosure)
  })
})

describe('shown facts', () => {
  it('hold no text of the document unless it is asked for', async () => {
    const layout = parseLayout((await reading('a.txt', DOCUMENT)).parts)
    const facts = shownFacts(layout, { texts: false, secret: [], mask: (text) => text })
    expect(Object.keys(facts!).sort()).toEqual(['copyNumber', 'disclosure', 'form', 'issued', 'number', 'printed', 'urgency'])
  })

  it('leave out a line with a finding that must not be shown, and are masked', async () => {
    const layout = parseLayout((await reading('a.txt', '云政发〔2026〕1号\n关于给予张三补助的通知\n')).parts)
    const secret = [finding({ location: { kind: 'body', line: 2, column: 5 } })]
    const show = (more: Partial<Parameters<typeof shownFacts>[1]>) =>
      shownFacts(layout, { texts: true, secret: [], mask: (text) => text, ...more })
    expect(show({ secret })).toEqual({ form: 'document', number: '云政发〔2026〕1号' })
    expect(show({ mask: () => '*' })).toMatchObject({ number: '*', title: '*' })
  })

  it('are absent where the document says nothing of itself', async () => {
    const layout = parseLayout((await reading('a.txt', '一段没有版式的文字，说明了一些情况。\n')).parts)
    expect(shownFacts(layout, { texts: true, secret: [], mask: (text) => text })).toBe(undefined)
  })
})
