import { describe, expect, it } from 'vitest'
import { compile, parseLexicon, TallyBuilder } from '../../src/lexicon/index.js'
import type { Finding, Screening } from '../../src/model/index.js'
import { lexiconText } from './lexicon-text.js'

const { rules } = compile([parseLexicon('unit.yaml', lexiconText()).lexicon!])
const rule = rules[0]!.id

function finding(match: string, severity: Finding['severity'] = 'review'): Finding {
  return {
    rule, match, severity, category: 'custom', title: { 'zh-CN': '', en: '' }, visibility: 'visible', location: { kind: 'body' },
    basis: [], reasons: [], fingerprint: '',
  }
}

function screening(findings: readonly Finding[], suppressed: readonly Finding[] = [], others: Partial<Screening> = {}): Screening {
  return { path: 'a', format: 'text', bytes: 1, verdict: 'review', findings, suppressed, gaps: [], remarks: [], ...others }
}

function tallyOf(...screenings: readonly Screening[]): ReturnType<TallyBuilder['build']> {
  const tallying = new TallyBuilder(rules)
  for (const one of screenings) tallying.add(one)
  return tallying.build()
}

describe('a tally', () => {
  it('counts documents, findings by severity and suppressed hits, for each rule and term', () => {
    const tally = tallyOf(screening([finding('蓝 鲸 工程'), finding('藍鯨工程', 'note')], [finding('雷霆行动')]), screening([], [finding('雷霆行动')]))
    expect(tally.rules).toEqual([{ rule, documents: 2, findings: { block: 0, review: 1, note: 1 }, suppressed: 2 }])
    expect(tally.terms).toEqual([
      { rule, term: '蓝鲸工程', documents: 1, findings: { block: 0, review: 1, note: 1 }, suppressed: 0 },
      { rule, term: '雷霆行动', documents: 2, findings: { block: 0, review: 0, note: 0 }, suppressed: 2 },
    ])
    expect(tally).toMatchObject({ documents: 2, incomplete: 0, findings: 2, suppressed: 2, quiet: [], bounded: false })
  })

  it('has no text of a document, only terms of the lexicon', () => {
    expect(JSON.stringify(tallyOf(screening([finding('十三亿元标底')])))).not.toContain('标底')
  })

  it('names rules without hits, and what it could not count', () => {
    expect(tallyOf(screening([])).quiet).toEqual([rule])
    const gap = { piece: '', reason: 'limit-exceeded', args: { limit: 'findings', value: 100 } } as const
    expect(tallyOf(screening([], [], { gaps: [gap] }))).toMatchObject({ incomplete: 1, bounded: true })
    expect(tallyOf(screening([], [], { remarks: ['suppressed-not-all-listed'] }))).toMatchObject({ incomplete: 0, bounded: true })
  })
})
