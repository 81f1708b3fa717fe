import { beforeAll, describe, expect, it } from 'vitest'
import { createScreener, type Screener } from '../src/index.js'
import { docx } from './builders/docx.js'

/** Forms of the state-secret mark that offices have been seen to write, with the level each gives. */
const forms: readonly (readonly [form: string, level: string])[] = [
  ['机密★20年', '机密'], ['秘密★1年', '秘密'], ['机密★长期', '机密'], ['绝密★30年', '绝密'], ['机密 ★ 长期', '机密'],
  ['机 密 ★ 2 0 年', '机密'], ['机密★5 年', '机密'], ['机密★２０年', '机密'], ['機密★20年', '机密'], ['秘密★十年', '秘密'],
  ['秘密★6个月', '秘密'], ['秘密★六个月', '秘密'], ['秘密★半年', '秘密'], ['机密★2030年12月31日', '机密'],
  ['机密★会议结束前', '机密'], ['绝密★启用前', '绝密'], ['绝密★考试结束前', '绝密'], ['机密级★10年', '机密'], ['★机密', '机密'],
  ['机密*20年', '机密'], ['机密＊20年', '机密'], ['绝密·永久', '绝密'], ['密级：机密', '机密'], ['密 级:秘密', '秘密'],
  ['文档密级：秘密', '秘密'], ['【机密】', '机密'], ['秘密★', '秘密'], ['秘密', '秘密'], ['机密', '机密'], ['绝密', '绝密'],
  ['秘　密', '秘密'], ['机\u00a0密★10年', '机密'], ['机\u200b密\u200d★10年', '机密'], ['机\u00ad密★10年', '机密'],
  ['机密★\uf98e', '机密'], ['密级：秘\u2060密', '秘密'],
]

let screener: Screener
beforeAll(async () => {
  screener = await createScreener()
})

describe('a form of the state-secret mark blocks', () => {
  it.each(forms)('alone on a line of a text: %s', async (form, level) => {
    const text = `云泽县人民政府办公室\n${form}\n关于开展农村公路养护检查的通知\n`
    const { verdict, findings } = await screener.screen(text, { name: 'notice.txt' })
    expect(verdict).toBe('block')
    expect(findings.map((finding) => finding.level)).toContain(level)
  })

  it.each(forms)('in the header of a Word file: %s', async (form, level) => {
    const bytes = docx({ header: [form], body: ['关于开展农村公路养护检查的通知'] })
    const { verdict, findings } = await screener.screen(bytes, { name: 'notice.docx' })
    expect(verdict).toBe('block')
    expect(findings.find((finding) => finding.location.kind === 'header')?.level).toBe(level)
  })

  it.each([
    ['over two lines', '机密\n★20年'], ['after the star', '机密★\n20年'], ['over cells', '机密\t★\t20年'], ['within the level', '机\n密★20年'],
  ])('split %s', async (_, form) => {
    const { verdict } = await screener.screen(`云泽县人民政府办公室\n${form}\n关于检查的通知\n`, { name: 'notice.txt' })
    expect(verdict).toBe('block')
  })
})
