import { describe, expect, it } from 'vitest'
import { findHeading } from '../../src/preview/index.js'
import { finding } from '../report/screenings.js'
import { docx, hidden, p } from '../builders/docx.js'
import { reading } from '../read/reading.js'

async function heading(content: string | Uint8Array, name = 'a.txt') {
  return findHeading((await reading(name, content)).parts, [], (line) => line)
}

describe('findHeading', () => {
  it.each([
    ['云泽县人民政府文件\n云政发〔2026〕12号　　签发人：张三\n关于开展检查的通知\n各乡镇：', { title: '关于开展检查的通知', number: '云政发〔2026〕12号' }],
    ['云政发 [2026] 3 号\n云泽县人民政府关于公布危房改造\n对象名单（第二批）的\n通知\n各乡镇：', { title: '云泽县人民政府关于公布危房改造对象名单（第二批）的通知', number: '云政发[2026]3号' }],
    ['000001\n机密★5年\n特急\n云泽县防汛应急预案汇编\n一、总则。', { title: '云泽县防汛应急预案汇编' }],
    ['政府信息公开指南\n根据《关于检查的通知》（国办发〔2020〕5号），编制本指南。', { title: '政府信息公开指南' }],
    ['根据国办发〔2020〕5号文件，现将有关情况报告如下。', {}],
    ['', {}],
  ])('%j', async (text, expected) => expect(await heading(text)).toEqual(expected))

  it('takes no hidden text as title', async () => {
    expect(await heading(docx({ body: [p(hidden('关于隐藏的通知')), '关于检查的通知'] }), 'a.docx')).toEqual({ title: '关于检查的通知' })
  })

  it('leaves out a line with a finding that must not be shown', async () => {
    const { parts } = await reading('a.txt', '云政发〔2026〕1号\n关于给予张三补助的通知\n')
    const secret = finding({ location: { kind: 'body', line: 2, column: 5 } })
    expect(findHeading(parts, [secret], (line) => line)).toEqual({ number: '云政发〔2026〕1号' })
    expect(findHeading(parts, [], () => '*')).toEqual({ number: '*', title: '*' })
  })
})
