import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { REASON_CODES } from '../../src/model/index.js'
import { bearingOf } from '../../src/cli/commands/explain/bearing.js'
import { createScreener } from '../../src/index.js'
import { comment, docx, p } from '../builders/docx.js'
import { mobile } from '../builders/identities.js'
import { folderOf, screen } from './command.js'

const TEXT = `机密★5年\n\n昨夜无人机密集巡航，联系电话：${mobile(5)}。\n`
const file = join(folderOf({ 'a.txt': TEXT }), 'a.txt')

async function fingerprintOf(rule: string, suppressed = false): Promise<string> {
  const screening = await (await createScreener()).screen(TEXT, { name: file })
  return screening[suppressed ? 'suppressed' : 'findings'].find((finding) => finding.rule === rule)!.fingerprint
}

describe('screen explain', () => {
  it('explains a rule: its basis, its source and what it finds', async () => {
    const { status, stdout } = await screen(['explain', 'mark.state-secret'])
    expect(status).toBe(0)
    for (const word of ['保守国家秘密法 第二十二条', '国家秘密标志', '来源', 'kind: mark', '机密★20年']) expect(stdout).toContain(word)
  })

  it('explains a finding, named by its fingerprint or the start of it', async () => {
    const print = await fingerprintOf('mark.state-secret')
    for (const id of [print, print.slice(0, 8)]) {
      const { status, stdout } = await screen(['explain', id, file])
      expect(status).toBe(0)
      expect(stdout).toMatch(/比对文本\s+⟦机密★5年⟧/)
      expect(stdout).toMatch(/支持的理由\s+密级、★/)
    }
  })

  it('shows the words of the line around a hit that splits them, on a terminal', async () => {
    const print = await fingerprintOf('mark.state-secret', true)
    const { stdout } = await screen(['explain', print, file], { tty: true })
    expect(stdout).toMatch(/经判断排除的命中/)
    expect(stdout).toMatch(/内容\s+昨夜无人⟦机密⟧集巡航/)
    expect(stdout).toMatch(/分词\s+昨夜\|无人机\|密集\|巡航/)
    expect(stdout).toMatch(/排除的理由\s+跨越词语边界/)
  })

  it('shows no sentence in a pipe, and no value anywhere, without --reveal', async () => {
    const print = await fingerprintOf('mark.state-secret', true)
    expect((await screen(['explain', print, file])).stdout).not.toMatch(/昨夜|巡航/)
    expect((await screen(['explain', print, file], { tty: true })).stdout).not.toContain(mobile(5))
    expect((await screen(['explain', print, file, '--reveal'])).stdout).toContain('无人⟦机密')
  })

  const official = join(folderOf({
    '通知.txt': '云泽县人民政府文件\n云政发〔2026〕12号　签发人：张三\n关于开展检查的通知\n各乡镇：\n请检查。\n2026年4月3日\n（此件不予公开）\n',
  }), '通知.txt')

  it('shows the layout of a file, and where each finding stands', async () => {
    const { status, stdout } = await screen(['explain', official], { tty: true })
    expect(status).toBe(0)
    for (const line of [/文种格式\s+公文/, /发文字号\s+云政发〔2026〕12号/, /签发人\s+张三/, /标题\s+关于开展检查的通知/, /成文日期\s+2026-04-03/, /公开属性\s+不予公开/, /所在部位: 附注/]) {
      expect(stdout).toMatch(line)
    }
  })

  it('shows no text of the file in a pipe', async () => {
    const { stdout } = await screen(['explain', official])
    expect(stdout).toContain('云政发〔2026〕12号')
    expect(stdout).not.toMatch(/开展检查|张三|乡镇/)
  })

  it('gives facts and regions as codes', async () => {
    const { stdout } = await screen(['explain', official, '--format', 'json'])
    const { documents: [{ facts, findings }] } = JSON.parse(stdout) as { documents: [{ facts: object; findings: { region?: string }[] }] }
    expect(facts).toMatchObject({ form: 'document', number: '云政发〔2026〕12号', issued: '2026-04-03', disclosure: 'not-public' })
    expect(new Set(findings.map(({ region }) => region))).toEqual(new Set(['annotation']))
  })

  it('prints codes as well as sentences as JSON', async () => {
    const { stdout } = await screen(['explain', 'mark.state-secret', file, '--format', 'json'])
    const { findings } = JSON.parse(stdout) as { findings: { suppressed: boolean; reasons: { code: string }[] }[] }
    expect(findings.map(({ suppressed }) => suppressed)).toEqual([false, true])
    expect(findings[1]!.reasons.map(({ code }) => code)).toContain('cuts-word')
  })

  it.each([
    [['explain'], '用法：screen explain'],
    [['explain', 'no-such-rule'], '既不是规则标识，也不是指纹'],
    [['explain', '0123456789abcdef'], '需要指明所在的文件'],
    [['explain', '0123456789abcdef', file], '没有指纹为 0123456789abcdef 的发现'],
    [['explain', '0123456789abcdef', '/nowhere/a.txt'], 'ENOENT'],
  ])('2: %j', async (argv, sentence) => {
    expect(await screen(argv)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(sentence) })
  })
})

it('explains content left in a document, which is in no lexicon: how to remove it, and where it is', async () => {
  const named = join(folderOf({ 'a.docx': docx({ body: [p('一句', comment('这里再核对', 'a'))] }) }), 'a.docx')
  const { status, stdout } = await screen(['explain', 'left.comments', named])
  expect(status).toBe(0)
  for (const words of ['left.comments', '遗留内容', '审阅 → 删除', '批注 (word/comments.xml)']) expect(stdout).toContain(words)
  expect(stdout).not.toContain('再核对')
})

it('every reason that is not a bare fact supports a finding or weakens it', () => {
  const facts = REASON_CODES.filter((code) => bearingOf(code) === 'fact')
  expect(facts.length).toBeLessThan(15)
  expect(bearingOf('no-such-code')).toBe('fact')
})
