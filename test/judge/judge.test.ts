import { describe, expect, it } from 'vitest'
import { LIMITS, type Block, type Part } from '../../src/model/index.js'
import { MARKS, TERMS, judgeParts, judgeText, partOf, rule, rulesetOf } from './judging.js'

const MARK = rule(MARKS, { id: 'mark', category: 'state-secret' })
const TERM = rule({ ...TERMS, terms: ['内部', '内部资料', '秘密'] }, { id: 'term', severity: 'review' })

const codes = (reasons: readonly { readonly code: string }[]): string[] => reasons.map(({ code }) => code)

describe('a judged hit', () => {
  it('has its rule, level, location and legal basis', async () => {
    const grounds = { basis: ['保守国家秘密法 第二十二条'], disposition: '不予公开' as const }
    const { findings } = await judgeText('通知\n秘密★十年\n', [rule(MARKS, { id: 'mark', category: 'state-secret', ...grounds })])
    expect(findings).toEqual([{
      rule: 'mark', category: 'state-secret', severity: 'block', level: '秘密', title: { 'zh-CN': '规则', en: 'rule' },
      match: '秘密★十年', visibility: 'visible', location: { kind: 'body', line: 2, column: 1 }, ...grounds,
      reasons: [
        { code: 'mark-complete', args: { level: '秘密', term: 'period' } }, { code: 'mark-alone-on-line' }, { code: 'at-document-head' },
      ],
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    }])
  })

  it.each([
    ['秘密★20年', 'term-irregular'], ['秘密★120个月', undefined], ['秘密★121个月', 'term-irregular'], ['绝密★30年', undefined],
    ['机密★2020年1月1日', 'term-over'], ['机密★2026年1月1日', undefined], ['机密★长期', 'term-unlimited'],
    ['绝密★启用前', 'exam-paper'], ['机密★10年（已解密）', 'declassified-beside'], ['机密*20年', 'star-substitute'], ['机密★\n20年', 'mark-split'],
  ])('%j blocks, whatever the reason given for its period: %s', async (text, code) => {
    const { findings } = await judgeText(text, [MARK])
    expect(findings.map(({ severity }) => severity)).toEqual(['block'])
    const reasons = codes(findings[0]!.reasons).filter((known) => /^(term-|exam|declass|star-|mark-split)/.test(known))
    expect(reasons).toEqual(code === undefined ? [] : [code])
  })

  it('of a longer term suppresses a shorter one inside it', async () => {
    const { findings, suppressed } = await judgeText('内部资料', [TERM])
    expect(findings.map(({ match }) => match)).toEqual(['内部资料'])
    expect(suppressed.map(({ match, reasons }) => [match, codes(reasons).at(-1)])).toEqual([['内部', 'part-of-longer']])
  })

  it('inside a mark is suppressed', async () => {
    const { findings, suppressed } = await judgeText('秘密★十年', [TERM, MARK])
    expect(findings.map(({ rule: id }) => id)).toEqual(['mark'])
    expect(suppressed.map(({ rule: id, reasons }) => [id, codes(reasons).at(-1)])).toEqual([['term', 'part-of-mark']])
  })
})

describe('visibility', () => {
  const pieces = (...rows: readonly (readonly [string, Block['visibility'], boolean?])[]): Part => {
    let at = 0
    const blocks = rows.map(([text, visibility, echo]) => ({
      start: at, end: (at += text.length), visibility, place: {}, ...(echo && { echo }),
    }))
    return { kind: 'body', name: '', text: rows.map(([text]) => text).join(''), blocks }
  }

  it('is that of the least visible block that a finding touches', async () => {
    const { findings } = await judgeParts([pieces(['机密', 'visible'], ['★', 'hidden'], ['20年', 'deleted'])], rulesetOf(MARK))
    expect(findings.map(({ visibility, reasons }) => [visibility, codes(reasons).at(-1)])).toEqual([['deleted', 'deleted-text']])
  })

  it('ignores echoes, and a hit in echoes only is dropped', async () => {
    const half = pieces(['机', 'visible', true], ['密', 'deleted'], ['★20年', 'visible', true])
    const none = pieces(['机密', 'visible', true], ['删', 'deleted'])
    const judged = await judgeParts([half, none], rulesetOf(MARK))
    expect(judged.findings.map(({ visibility, location }) => [visibility, location.kind])).toEqual([['deleted', 'body']])
    expect(judged.suppressed).toEqual([])
  })
})

describe('a finding as it is shown', () => {
  const identity = rule(
    { kind: 'identifier', identifier: 'resident-id', keywords: [], listFrom: 3, listSeverity: 'block' },
    { id: 'id', severity: 'review' },
  )
  const ID = '11010519491231002X'
  /** GB 11643: the check character of ISO 7064 MOD 11-2. */
  const withCheck = (digits: string): string => {
    const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (2 ** (17 - at) % 11), 0)
    return digits + '10X98765432'.charAt(sum % 11)
  }

  it('by default has masked identifiers and sensitive terms, and no context', async () => {
    const code = rule({ ...TERMS, terms: ['雷霆行动'] }, { id: 'code', sensitive: true })
    const { findings } = await judgeText(`身份证号：${ID}\n雷霆行动`, [identity, code])
    expect(findings.map(({ match }) => match)).toEqual(['110*************2X', '雷***'])
    expect(JSON.stringify(findings)).not.toContain(ID)
    expect(findings.some(({ context }) => context !== undefined)).toBe(false)
  })

  it('has masked context on request, and everything when revealed', async () => {
    const text = `联系人13800138000，内部资料，身份证${ID}\n下一行`
    const shown = (await judgeText(text, [TERM], 'body', { context: true })).findings[0]!
    expect(shown.context!.before.endsWith('，')).toBe(true)
    expect(shown.context!.before).not.toContain('13800138000')
    expect(shown.context!.after).not.toContain('下一行')
    expect(shown.context!.after).not.toContain('19491231')
    const revealed = (await judgeText(text, [TERM], 'body', { reveal: true })).findings[0]!
    expect(revealed.context!.before).toBe('联系人13800138000，')
  })

  it('is part of a list when there are many different numbers', async () => {
    const ids = ['11010519491231', '44010619900101', '31010119850615'].map((start) => withCheck(`${start}002`))
    const two = await judgeText(`${ids[0]}\n${ids[1]}\n${ids[0]}`, [identity])
    expect(two.findings.map(({ severity }) => severity)).toEqual(['review', 'review', 'review'])
    const three = await judgeText(ids.join('\n'), [identity])
    expect(three.findings.map(({ severity, reasons }) => [severity, reasons.at(-1)])).toEqual(
      Array.from({ length: 3 }, () => ['block', { code: 'list-of', args: { count: 3 } }]))
  })
})

describe('judging a document', () => {
  it('lists the most severe findings when there are too many, and how many more there were', async () => {
    const text = `${'内部资料 甲\n'.repeat(30)}秘密★十年\n`
    const judged = await judgeText(text, [TERM, MARK], 'body', { limits: { ...LIMITS, findings: 5 } })
    expect(judged.findings.map(({ rule: id }) => id)).toEqual(['term', 'term', 'term', 'term', 'mark'])
    expect(judged.gaps).toEqual([{ piece: '', reason: 'limit-exceeded', args: { limit: 'findings', value: 5, more: 26 } }])
    expect(judged.remarks).toEqual(['suppressed-not-all-listed'])
  })

  it('orders findings by part, place and rule', async () => {
    const other = rule({ ...TERMS, terms: ['内部资料'] }, { id: 'other' })
    const judged = await judgeParts([partOf('甲 内部资料'), partOf('内部资料', 'header')], rulesetOf(other, TERM))
    expect(judged.findings.map(({ rule: id, location }) => `${location.kind} ${id}`)).toEqual(['body other', 'body term', 'header other', 'header term'])
  })

  it('judges every hit of a hostile text', async () => {
    const { findings, gaps } = await judgeText('秘密★十年'.repeat(12_000), [MARK], 'body', { limits: { ...LIMITS, findings: 20_000 } })
    expect(findings).toHaveLength(12_000)
    expect(gaps).toEqual([])
  })
})
