import { describe, expect, it } from 'vitest'
import { compile, parseLexicon, type Lexicon } from '../../src/lexicon/index.js'
import { lexiconText, ruleText } from './lexicon-text.js'

function lexicon(...rules: readonly string[]): Lexicon {
  return parseLexicon('unit.yaml', lexiconText(rules.join(''))).lexicon!
}

const terms = ruleText('terms: [机密, 蓝鲸工程]')

describe('compile', () => {
  it('has each string once, with all rules that search for it', () => {
    const other = ruleText('terms: [機 密, 雷霆行动]').replace('code-name.operation', 'code-name.other')
    expect(compile([lexicon(terms, other)]).patterns).toEqual([
      { text: '机密', rules: [0, 1] }, { text: '蓝鲸工程', rules: [0] }, { text: '雷霆行动', rules: [1] },
    ])
  })

  it('searches for levels for a rule of marks, and for nothing for a rule of identifiers', () => {
    expect(compile([lexicon(ruleText('mark: {}'))]).patterns.map((pattern) => pattern.text)).toEqual(['绝密', '机密', '秘密', '★', '⭐', '☆'])
    expect(compile([lexicon(ruleText('identifier: { kind: mobile }'))]).patterns).toEqual([])
  })

  it('lists the lexicons with their versions', () => {
    expect(compile([lexicon(terms)]).lexicons).toEqual([{ id: 'unit.code-names', version: '2026.1.0' }])
  })

  it('leaves out rules that are not valid on the given day', () => {
    const bounded = lexicon(ruleText('terms: [甲乙]', 'valid: { from: 2024-05-01, to: 2024-06-01 }'))
    const counts = ['2024-04-30', '2024-05-01', '2024-06-01', '2024-06-02'].map((on) => compile([bounded], { on }).rules.length)
    expect(counts).toEqual([0, 1, 1, 0])
    expect(compile([bounded]).rules).toHaveLength(1)
  })

  it('gives a digest that changes with everything that changes a result, and with nothing else', () => {
    const { digest } = compile([lexicon(terms)])
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    const reordered = lexiconText(terms).replace('{ zh-CN: 代号, en: Code names }', '{ en: Names of code, zh-CN: 代号 }')
      .replace('{ zh-CN: 行动代号, en: Name of an operation }', '{ en: Name of an operation, zh-CN: 行动代号 }')
    expect(compile([parseLexicon('elsewhere.yaml', reordered).lexicon!]).digest).toBe(digest)
    const changes = [['蓝鲸', '白鲸'], ['severity: review', 'severity: note'], ['2026.1.0', '2026.2.0'], ['第二十二条', '第二十三条'],
      ['Name of an', 'An'], ['category: custom', 'category: process']] as const
    const digests = changes.map(([from, to]) => compile([parseLexicon('unit.yaml', lexiconText(terms).replace(from, to)).lexicon!]).digest)
    expect(new Set([digest, ...digests]).size).toBe(changes.length + 1)
  })
})
