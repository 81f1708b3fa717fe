import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ScreenError } from '../../../src/model/index.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { escapeControls } from '../../../src/report/text/index.js'
import { errorSentence } from '../../../src/report/sentences/index.js'
import { BLOCKED, finding, INCOMPLETE, screening } from '../screenings.js'
import { filled, readBack, templateSaying, textOf, ZH } from './filled.js'

describe('a review form, read back by our own reader', () => {
  it('says what the document is, what was examined and what was found', async () => {
    const form = await readBack(filled([{ ...BLOCKED, facts: { title: '关于公示的通知', number: '云政发〔2026〕12号', signers: ['李四'], issued: '2026-04-03', disclosure: 'public' } }]))
    expect([form.format, form.gaps]).toEqual(['docx', []])
    const text = textOf(form)
    for (const words of [
      '政府信息公开保密审查表', '检查日期：2026-11-26', '关于公示的通知', '云政发〔2026〕12号', 'a.zip!b.docx', '00'.repeat(32), '1,234 字节',
      'docx', `sha256:${'ab'.repeat(32)}`, 'secrecy-screen 0.0.1', '不得公开', '有 1 处未能检查', '· word/media/image1.png：图片中的文字未识别',
      '共 2 处：国家秘密 2 处', '国家秘密标志 · 机密', '机密★5年', '第 2 页 第 3 段 · 页眉', '保守国家秘密法 第二十二条', '不予公开：不得发布',
      '李四', '2026-04-03', '文件自标：主动公开', '拟稿人意见', '经办处室负责人意见', '保密审查员意见', '分管领导意见', '同意公开', '签字',
    ]) expect(text).toContain(words)
    expect(text).not.toMatch(/[{}]/)
  })

  it('says of a clear document that nothing was found, without an empty list', async () => {
    const text = textOf(await readBack(filled([screening()])))
    expect(text).toContain('未发现涉密或不宜公开的内容')
    expect(text).toContain('全部内容均已检查')
    expect(text).not.toContain('事项与内容')
  })

  it('tells the members of an archive with the way to them', async () => {
    const outer = screening({ path: 'o.zip', format: 'zip', verdict: 'block' })
    const text = textOf(await readBack(filled([outer, { ...BLOCKED, path: 'o.zip!内/b.docx' }, { ...INCOMPLETE, path: 'o.zip!c.bin' }])))
    for (const words of ['含其中的文件 2 个', '内/b.docx · 第 2 页', 'c.bin · 整个文件']) expect(text).toContain(words)
  })

  it('counts what is too much to list, and what a waiver accepts', async () => {
    const many = screening({
      verdict: 'block', findings: Array.from({ length: 51 }, (_, at) => finding({ match: `第${at}处` })),
      gaps: Array.from({ length: 53 }, (_, at) => ({ piece: `p${at}`, reason: 'damaged' as const })),
      suppressed: [finding({ waiver: { reason: '已核', approver: '王某' } })],
    })
    const text = textOf(await readBack(filled([many])))
    for (const words of ['共 51 处', '第49处', '另有 1 处未列入本表', '另有 3 处未列入本表', '另有 1 处已按批准的豁免处理']) expect(text).toContain(words)
    expect(text).not.toContain('第50处')
  })

  it('has the sign-offs an office asks for', async () => {
    const text = textOf(await readBack(filled([screening()], { ...ZH, signOff: ['经办人', '主要负责人'] })))
    expect(text).toMatch(/经办人意见[^]*主要负责人意见/)
    expect(text).not.toContain('分管领导')
  })

  it('is the same, byte for byte, of the same screening', () => {
    expect(Buffer.from(filled([BLOCKED])).equals(Buffer.from(filled([BLOCKED])))).toBe(true)
  })

  it('whatever a document says is text in it, never markup and never a tag', async () => {
    await fc.assert(fc.asyncProperty(
      fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('{', '}', '{标题}', '{@标题}', '{#发现}', '</w:t>', '<w:p>', '&amp;', '\n', '\u0000', '\ufffe')), { maxLength: 6 }),
      async (pieces) => {
        const words = `甲${pieces.join('')}乙`
        const form = await readBack(filled([screening({
          verdict: 'review', facts: { title: words }, findings: [finding({ match: words, basis: [words], location: { kind: 'body', name: words } })],
        })]))
        expect(form.gaps).toEqual([])
        const plain = (text: string): string => text.replace(/[\ufffe\uffff]/g, '\ufffd').replace(/\s/g, '')
        expect(plain(textOf(form))).toContain(plain(escapeControls(words)))
      },
    ), { numRuns: 60 })
  })
})

describe('a template of an office', () => {
  const complaint = (template: Uint8Array): string => {
    try {
      filled([screening()], ZH, template)
    } catch (error) {
      if (error instanceof ScreenError && error.code === 'configuration') return errorSentence(error, messagesIn('zh-CN'))
      throw error
    }
    return ''
  }

  it('may use any tag, inside a list those around it too', async () => {
    const text = textOf(await readBack(filled([BLOCKED], ZH, templateSaying('{#审签}{序号}{名称}：{结论}；{/审签}{#类别}{#发现}{密级}{理由}{/发现}{/类别}'))))
    expect(text).toContain('1拟稿人：不得公开；2经办处室负责人：不得公开；')
    expect(text).toContain('机密密级、★与保密期限齐全')
  })

  it.each([
    ['{负责人}', /\{负责人\}.*\{标题\}.*\{#发现\}/],
    ['{constructor}', /\{constructor\}/],
    ['{位置}', /\{位置\}/],
    ['{#建议}{位置}{/建议}', /\{位置\}/],
    ['{@标题}', /\{@标题\}/],
    ['{#发现}', /template\.docx/],
    ['{标题', /template\.docx/],
  ])('%s is refused with what there is', (words, said) => expect(complaint(templateSaying(words))).toMatch(said))

  it('that is no Word file is refused', () => {
    expect(complaint(Buffer.from('not a package'))).toMatch(/template\.docx 不能用作模板/)
    expect(complaint(new Uint8Array())).toMatch(/不能用作模板/)
  })
})
