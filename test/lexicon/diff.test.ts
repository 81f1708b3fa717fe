import { describe, expect, it } from 'vitest'
import { diffLexicons, isEmptyDiff, parseLexicon, type Lexicon } from '../../src/lexicon/index.js'
import { lexiconText, ruleText } from './lexicon-text.js'

const text = lexiconText(ruleText('terms: [雷霆行动, 蓝鲸工程]'))
const lexicon = (written: string): Lexicon[] => [parseLexicon('unit.yaml', written).lexicon!]
const before = lexicon(text)

describe('the difference between two lexicons', () => {
  it.each([
    ['a term added', '蓝鲸工程]', '蓝鲸工程, 白鲸工程]', { keys: [], addedTerms: ['白鲸工程'], removedTerms: [] }],
    ['a term removed', ', 蓝鲸工程]', ']', { keys: [], addedTerms: [], removedTerms: ['蓝鲸工程'] }],
    ['a term replaced', '蓝鲸', '白鲸', { keys: [], addedTerms: ['白鲸工程'], removedTerms: ['蓝鲸工程'] }],
    ['another severity', 'severity: review', 'severity: block', { keys: ['severity'], addedTerms: [], removedTerms: [] }],
    ['another example', '雷霆万钧]', '雷霆]', { keys: ['examples'], addedTerms: [], removedTerms: [] }],
    ['an option written out', '蓝鲸工程]\n', '蓝鲸工程]\n    edges: none\n', { keys: ['edges'], addedTerms: [], removedTerms: [] }],
  ])('reports %s', (_, from, to, change) => {
    const diff = diffLexicons(before, lexicon(text.replace(from, to)))
    expect(diff).toEqual({ versions: [], added: [], removed: [], changed: [{ rule: 'code-name.operation', sensitive: false, ...change }] })
    expect(isEmptyDiff(diff)).toBe(false)
  })

  it.each([
    ['the order of terms', '雷霆行动, 蓝鲸工程', '蓝鲸工程, 雷霆行动'],
    ['the spelling of a term', '蓝鲸工程', '藍鯨 工程'],
    ['a default written out', '蓝鲸工程]\n', '蓝鲸工程]\n    edges: word\n'],
  ])('%s makes no difference', (_, from, to) => {
    expect(isEmptyDiff(diffLexicons(before, lexicon(text.replace(from, to))))).toBe(true)
  })

  it('reports rules and versions that are new or gone', () => {
    const after = lexicon(text.replace('code-name.operation', 'code-name.other').replace('2026.1.0', '2026.2.0'))
    const { versions, added, removed } = diffLexicons(before, after)
    expect(versions).toEqual([{ id: 'unit.code-names', from: '2026.1.0', to: '2026.2.0' }])
    expect([added.map(({ id }) => id), removed.map(({ id }) => id)]).toEqual([['code-name.other'], ['code-name.operation']])
    expect(diffLexicons([], before)).toMatchObject({ versions: [{ id: 'unit.code-names', to: '2026.1.0' }], removed: [] })
  })
})
