import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lexiconText, ruleText } from '../lexicon/lexicon-text.js'
import { xlsx } from '../builders/xlsx.js'
import { folderOf, screen } from './command.js'

const secret = lexiconText(ruleText('terms: [雷霆行动, 蓝鲸工程]', 'sensitive: true'))
const folder = folderOf({
  'ours.yaml': lexiconText(), 'secret.yaml': secret,
  'old/a.yaml': lexiconText(), 'new/a.yaml': lexiconText().replace('蓝鲸工程', '白鲸工程'), 'secret/a.yaml': secret.replace('蓝鲸', '黑鲸'),
  'empty/readme.txt': 'x', 'one.txt': '雷霆行动开始。雷霆行动结束。\n', 'two.txt': '蓝鲸工程。雷霆行动。\n',
})
const at = (name: string) => join(folder, name)
const ours = ['--no-default-lexicons', '--lexicon', at('ours.yaml')]

describe('screen lexicon list', () => {
  it('lists the active lexicons with version, owner and size', async () => {
    const { status, stdout } = await screen(['lexicon', 'list', ...ours])
    expect(status).toBe(0)
    expect(stdout).toMatch(/^unit\.code-names\s+2026\.1\.0\s+national\s+1\s+2\s+某单位办公室/m)
    expect(stdout).toMatch(/共 1 个词库，1 条规则，2 个词语；规则集 sha256:[0-9a-f]{64}\n$/)
  })

  it('lists the same as JSON, the shipped ones first', async () => {
    const { stdout } = await screen(['lexicon', 'list', '--format', 'json', '--lexicon', at('ours.yaml')])
    const { lexicons } = JSON.parse(stdout) as { lexicons: { id: string; terms: number }[] }
    expect(lexicons.length).toBeGreaterThan(5)
    expect(lexicons.at(-1)).toMatchObject({ id: 'unit.code-names', version: '2026.1.0', rules: 1, terms: 2 })
  })
})

describe('overrides', () => {
  const over = join(folderOf({
    'over.yaml': "schema: secrecy-screen/lexicon/v1\nid: ours\nversion: '1'\nlayer: unit\ntitle: { zh-CN: 调整, en: Overrides }\nowner: 某单位\n"
      + 'source: 内部规定\noverrides:\n  - { rule: code-name.operation, severity: note, reason: 已公开 }\n',
  }), 'over.yaml')

  it('are listed with their author and reason, and shown with the rule', async () => {
    const { stdout } = await screen(['lexicon', 'list', ...ours, '--lexicon', over])
    expect(stdout).toContain('code-name.operation  级别由 ours 改为 提示；已公开')
    expect((await screen(['explain', 'code-name.operation', ...ours, '--lexicon', over])).stdout).toContain('级别由 ours 改为')
  })

  it('of a shipped rule are checked together with the shipped lexicons', async () => {
    const of = (rule: string) => folderOf({ 'o.yaml': readFileSync(over, 'utf8').replace('code-name.operation', rule) })
    expect((await screen(['lexicon', 'check', join(of('attribute.not-public'), 'o.yaml')])).status).toBe(0)
    expect((await screen(['lexicon', 'check', '--lang', 'en', join(of('no.such'), 'o.yaml')])).stderr).toContain('o.yaml:9:5: override: no loaded lexicon has this rule')
  })
})

describe('screen lexicon show', () => {
  it('shows a rule with its basis, terms and examples, and a lexicon with its rules', async () => {
    const { stdout } = await screen(['lexicon', 'show', 'code-name.operation', ...ours])
    for (const word of ['保守国家秘密法 第二十二条', '雷霆行动；蓝鲸工程', '雷霆行动正在进行', '雷霆万钧', '需要复核']) expect(stdout).toContain(word)
    expect((await screen(['lexicon', 'show', 'unit.code-names', ...ours])).stdout).toMatch(/规则\s+code-name\.operation · 需要复核 · 行动代号/)
  })

  it.each(['terminal', 'json'])('shows no term of a sensitive rule as %s, and no sentence that contains one, without --reveal', async (format) => {
    const argv = ['lexicon', 'show', 'code-name.operation', '--no-default-lexicons', '--lexicon', at('secret.yaml'), '--format', format]
    expect((await screen(argv)).stdout).not.toMatch(/雷霆行动|蓝鲸工程/)
    expect((await screen([...argv, '--reveal'])).stdout).toMatch(/雷霆行动正在进行/)
  })

  it('2: an unknown id', async () => {
    expect(await screen(['lexicon', 'show', 'none', ...ours])).toMatchObject({ status: 2, stderr: expect.stringContaining('没有标识为“none”') })
  })
})

describe('screen lexicon try', () => {
  it('explains every hit of a sentence, also the suppressed ones, without its values', async () => {
    const { status, stdout } = await screen(['lexicon', 'try', '密级：机密★10年。计算机密码是 Qw8#tt77。'])
    expect(status).toBe(0)
    expect(stdout).toContain('mark.state-secret')
    expect(stdout).toMatch(/^结论 +\S/)
    expect(stdout).not.toContain('Qw8#tt77')
  })

  it('reads standard input, and prints JSON for programs', async () => {
    const { status, stdout } = await screen(['lexicon', 'try', '-', '--format', 'json'], { stdin: '计算机密码管理\n' })
    const { verdict, hits } = JSON.parse(stdout) as { verdict: string; hits: { rule: string; suppressed: boolean; reasons: { code: string }[] }[] }
    expect([status, verdict]).toEqual([0, 'clear'])
    expect(hits.filter(({ suppressed }) => !suppressed && true).map(({ rule }) => rule)).not.toContain('mark.state-secret')
    expect(hits.some(({ rule, suppressed, reasons }) => rule === 'mark.state-secret' && suppressed && reasons.some(({ code }) => code === 'cuts-word'))).toBe(true)
  })

  it('says that nothing was hit', async () => {
    expect((await screen(['lexicon', 'try', '今天天气很好。', '--lang', 'en'])).stdout).toMatch(/^verdict +clear\n$/i)
  })
})

describe('screen lexicon diff', () => {
  it('0: no difference', async () => {
    expect(await screen(['lexicon', 'diff', at('old'), at('ours.yaml')])).toEqual({ status: 0, stdout: '没有差异。\n', stderr: '' })
  })

  it('1: a difference, with the terms that changed', async () => {
    const { status, stdout } = await screen(['lexicon', 'diff', at('old'), at('new')])
    expect(status).toBe(1)
    expect(stdout).toMatch(/新增词语\s+code-name\.operation: 白鲸工程\n删除词语\s+code-name\.operation: 蓝鲸工程\n/)
  })

  it('masks the terms of a sensitive rule', async () => {
    const argv = ['lexicon', 'diff', at('secret.yaml'), at('secret'), '--format', 'json']
    const { changed } = JSON.parse((await screen(argv)).stdout) as { changed: object[] }
    expect(changed).toMatchObject([{ addedTerms: ['黑***'], removedTerms: ['蓝***'] }])
    expect((await screen([...argv, '--reveal'])).stdout).toContain('黑鲸工程')
  })

  it.each([[['none', 'old'], 'ENOENT'], [['empty', 'old'], '没有词库文件'], [['old'], '用法：screen lexicon diff']])('2: %j', async (names, sentence) => {
    expect(await screen(['lexicon', 'diff', ...names.map(at)])).toMatchObject({ status: 2, stderr: expect.stringContaining(sentence) })
  })
})

describe('screen lexicon import', () => {
  const lists = folderOf({
    'words.txt': '# 工程代号\n青松工程\n\n青 松工程\n银杏工程\n', 'words.csv': '青松工程,甲\n银杏工程,乙\n', 'bad.txt': Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3]),
    'none.txt': '#\n', 'words.docx': 'x',
  })

  it.each(['words.txt', 'words.csv'])('makes a valid lexicon from %s', async (name) => {
    const { status, stdout } = await screen(['lexicon', 'import', '--id', 'yunze', '--severity', 'note', '--basis', '本单位规定', join(lists, name)])
    expect(status).toBe(0)
    const made = folderOf({ 'made.yaml': stdout })
    const checked = await screen(['lexicon', 'check', join(made, 'made.yaml')])
    expect([checked.status, checked.stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/"青松工程"\n\s+- "银杏工程"/)
  })

  it('reports duplicates with their lines', async () => {
    const { stderr } = await screen(['lexicon', 'import', join(lists, 'words.txt')])
    expect(stderr).toMatch(/^第 4 行：“青 松工程”与“青松工程”重复，已略去\n导入 2 个词语，略去 1 个/)
  })

  it('takes the first column of a workbook', async () => {
    const file = folderOf({ 'words.xlsx': xlsx({ sheets: [{ name: '词表', rows: [['青松工程', '负责人'], ['银杏工程', '张三']] }] }) })
    const { status, stdout } = await screen(['lexicon', 'import', join(file, 'words.xlsx')])
    expect(status).toBe(0)
    expect(stdout).toMatch(/"青松工程"\n\s+- "银杏工程"/)
    expect(stdout).not.toContain('负责人')
  })

  it.each([['none.txt', '没有词语'], ['words.docx', '.txt、.csv 或 .xlsx'], ['bad.txt', '未能完整读取'], ['gone.txt', 'ENOENT']])('2: %s', async (name, sentence) => {
    expect(await screen(['lexicon', 'import', join(lists, name)])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(sentence) })
  })

  it('2: an invalid choice, and an invalid id', async () => {
    expect((await screen(['lexicon', 'import', '--category', 'x', join(lists, 'words.txt')])).stderr).toContain('--category 的值“x”不对')
    expect((await screen(['lexicon', 'import', '--id', '云泽', join(lists, 'words.txt')])).status).toBe(2)
  })
})

describe('screen lexicon stats', () => {
  it('ranks rules and terms by hits, and shows no text of the documents', async () => {
    const { status, stdout } = await screen(['lexicon', 'stats', ...ours, '--jobs', '1', '--format', 'json', at('one.txt'), at('two.txt')])
    expect(status).toBe(0)
    const { documents, terms, rules } = JSON.parse(stdout) as { documents: number; terms: object[]; rules: object[] }
    expect(documents).toBe(2)
    expect(rules).toMatchObject([{ rule: 'code-name.operation', documents: 2, findings: { review: 4 } }])
    expect(terms).toMatchObject([{ term: '雷霆行动', documents: 2, findings: { review: 3 } }, { term: '蓝鲸工程', findings: { review: 1 } }])
  })
})
