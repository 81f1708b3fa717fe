import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compareLaws } from '../../scripts/laws/compare.js'
import { clauseHash, clauseText, parseLaw } from '../../scripts/laws/law-text.js'
import { citedClause, lintBasis, loadLaws, uncheckedBasis } from '../../src/lexicon/laws.js'
import { defaultLexiconFiles, loadLexicons, parseLexicon } from '../../src/lexicon/index.js'

const LAW = `# 云泽市资料管理条例

## 第一章 总则

第一条 各单位应当管理资料。

第二条　资料分为两类。
下列资料不得公开：
（一）草稿；
（二）名单。
第三款规定以外的资料可以公开。

第二章 附则
第三条 本条例自公布之日起施行。
`

async function lawsOf(yaml: string): ReturnType<typeof loadLaws> {
  const file = join(mkdtempSync(join(tmpdir(), 'laws-')), 'laws.yaml')
  writeFileSync(file, `schema: secrecy-screen/laws/v1\nlaws:\n${yaml}`)
  return loadLaws(file)
}

function cited(sha256: string, duty = '下列资料不得公开'): ReturnType<typeof loadLaws> {
  return lawsOf(`  - name: 云泽市资料管理条例
    version: '2026-01-01'
    in-force: { from: '2026-02-01' }
    clauses:
      第二条第二款: { duty: ${duty}, sha256: '${sha256}' }
`)
}

describe('the law data', () => {
  it('has every basis of the shipped rules, and says which of them nobody compared', async () => {
    const laws = await loadLaws()
    const lexicons = await loadLexicons(await defaultLexiconFiles())
    expect(lintBasis(lexicons, laws)).toEqual([])
    expect(uncheckedBasis(lexicons, laws)).not.toContain('保守国家秘密法 第二十二条')
    expect(uncheckedBasis(lexicons, laws)).toContain('中央企业商业秘密保护暂行规定 第十三条')
    for (const { clauses, source, name } of laws) {
      const unproven = [...clauses.values()].filter(({ checked, duty, sha256 }) => checked && !(duty && sha256))
      expect(unproven, name).toEqual([])
      expect([...clauses.values()].every(({ checked }) => checked) && clauses.size > 0 || source, name).toBeTruthy()
    }
  })

  it('cites no clause that no shipped rule cites', async () => {
    const lexicons = await loadLexicons(await defaultLexiconFiles())
    const cited = new Set(lexicons.flatMap(({ rules }) => rules.flatMap(({ rule }) => rule.basis)))
    const listed = (await loadLaws()).flatMap(({ name, clauses }) => [...clauses.keys()].map((key) => `${name} ${key}`))
    expect(listed.filter((basis) => !cited.has(basis))).toEqual([])
  })

  it('finds a clause, a law without one, and neither', async () => {
    const laws = await cited('0'.repeat(64))
    expect(citedClause('云泽市资料管理条例 第二条第二款', laws)?.clause?.duty).toBe('下列资料不得公开')
    expect(citedClause('云泽市资料管理条例', laws)?.law.from).toBe('2026-02-01')
    expect(citedClause('云泽市资料管理条例 第二条', laws)).toBeUndefined()
    expect(citedClause('别的条例', laws)).toBeUndefined()
  })

  it('has a complaint for a basis that it lacks, with the rule and the place', async () => {
    const { lexicon } = parseLexicon('own.yaml', `schema: secrecy-screen/lexicon/v1
id: a.b
version: '1'
title: { zh-CN: 甲, en: A }
owner: 甲
source: 甲
rules:
  - id: a.rule
    title: { zh-CN: 甲, en: A }
    category: custom
    severity: review
    basis: [云泽市资料管理条例 第二条第二款, 云泽市资料管理条例 第九条]
    terms: [资料甲乙]
    examples: { must-hit: [资料甲乙], must-miss: [资料] }
`)
    expect(lintBasis([lexicon!], await cited('0'.repeat(64))).map(({ reason, args }) => ({ reason, args })))
      .toEqual([{ reason: 'basis-unknown', args: { rule: 'a.rule', index: 1 } }])
  })

  it('is refused with line and column when it is malformed', async () => {
    await expect(lawsOf('  - name: 甲\n    version: yesterday\n')).rejects.toMatchObject({ details: { complaints: [{}, {}] } })
  })
})

describe('the text of a law', () => {
  const law = parseLaw(LAW)

  it.each([
    ['第一条', '各单位应当管理资料。'],
    ['第二条第一款', '资料分为两类。'],
    ['第二条第二款', '下列资料不得公开：\n（一）草稿；\n（二）名单。'],
    ['第二条第二项', '（二）名单。'],
    ['第二条第二款第一项', '（一）草稿；'],
    ['第三条', '本条例自公布之日起施行。'],
    ['第二条第四款', undefined],
    ['第四条', undefined],
  ])('has %s', (clause, text) => {
    expect(clauseText(law, clause)).toBe(text)
  })

  it('has one hash in copies that differ in spaces and the form of punctuation', () => {
    expect(clauseHash('下列资料不得公开： （一）草稿')).toBe(clauseHash('下列资料不得公开:(一)草稿'))
    expect(clauseHash('下列资料不得公开')).not.toBe(clauseHash('下列资料可以公开'))
  })

  it('is compared with the law data', async () => {
    const text = { name: '云泽市资料管理条例', version: '2026-01-01', text: law }
    const basis = '云泽市资料管理条例 第二条第二款'
    const right = clauseHash(clauseText(law, '第二条第二款')!)
    expect(compareLaws(await cited(right), [text])).toEqual([])
    expect(compareLaws(await cited(right), [])).toEqual([{ basis, fault: 'no-text' }])
    expect(compareLaws(await cited(right), [{ ...text, version: '2020-01-01' }])).toEqual([{ basis, fault: 'no-text' }])
    expect(compareLaws(await cited('0'.repeat(64)), [text])).toEqual([{ basis, fault: 'other-text' }])
    expect(compareLaws(await cited(right, '资料可以公开'), [text])).toEqual([{ basis, fault: 'other-duty' }])
    expect(compareLaws(await cited(right), [{ ...text, text: parseLaw('第一条 无。') }])).toEqual([{ basis, fault: 'no-clause' }])
  })
})
