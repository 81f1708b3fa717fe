import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { docx, p } from '../builders/docx.js'
import { mobile, residentId } from '../builders/identities.js'
import { zip } from '../builders/zip.js'
import { readBack, templateSaying, textOf } from '../report/form/filled.js'
import { BLOCK, CLEAR, folderOf, REVIEW, screen, UNREADABLE } from './command.js'

const NOTICE = `云政发〔2026〕12号\n关于公布名单的通知\n身份证号：${residentId(1)}，手机：${mobile(2)}\n`
const folder = folderOf({
  'notice.docx': docx({ body: NOTICE.trim().split('\n').map((line) => p(line)) }), 'block.txt': BLOCK, 'review.txt': REVIEW, 'clear.txt': CLEAR,
  'unread.bin': UNREADABLE, 'all.zip': zip({ 'in/block.txt': BLOCK }), 'own.docx': templateSaying('云泽县专用表 {标题}'),
  'wrong.docx': templateSaying('{负责人}'), 'numbered.txt': `关于补助张三${residentId(3)}的通知\n`,
})
const at = (name: string): string => join(folder, name)

async function formOf(name: string, ...options: string[]): Promise<{ status: number; text: string; said: string }> {
  const output = at(`${name}.form.docx`)
  const { status, stdout, stderr } = await screen(['form', at(name), '-o', output, ...options])
  return { status, text: textOf(await readBack(readFileSync(output))), said: stdout + stderr }
}

describe('screen form', () => {
  it('fills in title, number, digest, verdict and findings, masked as in every report', async () => {
    const { status, text, said } = await formOf('notice.docx')
    expect([status, said]).toEqual([1, ''])
    for (const words of ['关于公布名单的通知', '云政发〔2026〕12号', 'notice.docx', '公民身份号码', '第 3 段', '遮蔽后公开']) expect(text).toContain(words)
    for (const value of [residentId(1), mobile(2), folder]) expect(text).not.toContain(value)
  })

  it.each([['block.txt', 1, '不得公开'], ['review.txt', 1, '需要复核'], ['clear.txt', 0, '未发现问题'], ['unread.bin', 3, '检查不完整']])(
    '%s ends as its screening does, with %i', async (name, ends, verdict) => {
      const { status, text } = await formOf(name)
      expect([status, text]).toEqual([ends, expect.stringContaining(verdict)])
    })

  it('lists findings inside an archive', async () => {
    expect((await formOf('all.zip')).text).toContain('in/block.txt')
  })

  it('masks a number in a title, or leaves the title blank', async () => {
    expect((await formOf('numbered.txt')).text).not.toContain(residentId(3))
  })

  it('is in English with --lang en', async () => {
    const { text } = await formOf('block.txt', '--lang', 'en')
    expect(text).toContain('Secrecy Review before Disclosure')
    expect(text).toContain('Do not publish')
  })

  it('takes template and signatories from the command line and from the configuration', async () => {
    const own = await formOf('clear.txt', '--template', at('own.docx'), '--sign-off', '主任')
    expect(own.text).toContain('云泽县专用表')
    expect(own.text).toMatch(/主任意见/)
    writeFileSync(at('c.yaml'), 'form: { template: own.docx, sign-off: [科长, 局长] }\n')
    const configured = await formOf('clear.txt', '--config', at('c.yaml'))
    expect(configured.text).toMatch(/云泽县专用表[^]*科长意见[^]*局长意见/)
  })

  it.each([
    ['a folder', [folder], /请指定一个文件/], ['nothing', [], /请指定一个文件/], ['a missing file', [at('none')], /请指定一个文件/],
    ['a template with an unknown tag', [at('clear.txt'), '--template', at('wrong.docx')], /\{负责人\}.*可用的标记.*\{标题\}/],
    ['an invalid template', [at('clear.txt'), '--template', at('clear.txt')], /不能用作模板/],
    ['a missing template', [at('clear.txt'), '--template', at('none')], /无法读取/],
  ])('refuses %s and leaves no partial form', async (_, argv, said) => {
    const before = readdirSync(folder).length
    const { status, stderr } = await screen(['form', ...argv, '-o', at('never.docx')])
    expect([status, stderr]).toEqual([2, expect.stringMatching(said)])
    expect(readdirSync(folder)).toHaveLength(before)
  })

  it('does not write a Word file to a terminal', async () => {
    const { status, stderr } = await screen(['form', at('clear.txt')], { tty: true })
    expect([status, stderr]).toEqual([2, expect.stringContaining('--output')])
  })
})
