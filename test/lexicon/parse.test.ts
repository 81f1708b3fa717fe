import { describe, expect, it } from 'vitest'
import { parseLexicon } from '../../src/lexicon/index.js'
import type { Detector } from '../../src/model/index.js'
import { TERM_RULE, lexiconText, ruleText } from './lexicon-text.js'

function complaints(text: string): string[] {
  return parseLexicon('unit.yaml', text).complaints.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`)
}

function detector(...lines: readonly string[]): Detector {
  const { lexicon, complaints } = parseLexicon('unit.yaml', lexiconText(ruleText(...lines)))
  expect(complaints).toEqual([])
  return lexicon!.rules[0]!.rule.detector
}

describe('a lexicon file', () => {
  it('becomes rules, with defaults filled in', () => {
    const { lexicon } = parseLexicon('unit.yaml', lexiconText())
    expect(lexicon).toMatchObject({ file: 'unit.yaml', id: 'unit.code-names', version: '2026.1.0', owner: '某单位办公室' })
    expect(lexicon!.rules[0]!.rule).toEqual({
      id: 'code-name.operation',
      title: { 'zh-CN': '行动代号', 'en': 'Name of an operation' },
      category: 'custom',
      severity: 'review',
      basis: ['保守国家秘密法 第二十二条'],
      sensitive: false,
      detector: {
        kind: 'terms', terms: ['雷霆行动', '蓝鲸工程'], edges: 'word', spaces: 'inline',
        stances: ['alone', 'label', 'bracketed', 'leading', 'running'], otherwise: 'suppress', except: [],
      },
    })
  })

  it('keeps the position of each example and term', () => {
    const rule = parseLexicon('unit.yaml', lexiconText()).lexicon!.rules[0]!
    expect(rule.position).toEqual({ file: 'unit.yaml', line: 8, column: 9 })
    const position = { file: 'unit.yaml', line: 15, column: 18 }
    expect(rule.mustHit).toEqual([{ position, text: '雷霆行动正在进行', part: 'body' }])
    expect(rule.termPositions[1]).toEqual({ file: 'unit.yaml', line: 13, column: 19 })
  })

  it('may name the part of an example', () => {
    const text = lexiconText(TERM_RULE.replace('[雷霆万钧]', '[{ part: header, text: 雷霆万钧 }]'))
    expect(parseLexicon('unit.yaml', text).lexicon!.rules[0]!.mustMiss[0]).toMatchObject({ part: 'header', text: '雷霆万钧' })
  })

  it('maps each kind of detector', () => {
    expect(detector('terms: [甲乙]', 'edges: none', 'spaces: lines', 'stances: [alone]', 'otherwise: note', 'except: [甲乙丙]',
      'near: { any: [丁], within: 20 }', 'parts: [header]')).toEqual({
      kind: 'terms', terms: ['甲乙'], edges: 'none', spaces: 'lines', stances: ['alone'], otherwise: 'note', except: ['甲乙丙'],
      near: { any: ['丁'], within: 20 }, parts: ['header'],
    })
    expect(detector('mark: { terms: [长期], mention: suppress }')).toEqual({
      kind: 'mark', labels: ['密级'], stars: ['★'], terms: ['长期'], except: [], mention: 'suppress',
    })
    expect(detector('document-number: { classes: [密电] }')).toEqual({ kind: 'document-number', classes: ['密电'], except: [] })
    expect(detector('identifier: { kind: mobile, list-from: 7, list-severity: note }')).toEqual({
      kind: 'identifier', identifier: 'mobile', keywords: [], listFrom: 7, listSeverity: 'note',
    })
  })
})

describe('a mistake in a lexicon file', () => {
  it.each<[string, string, string[]]>([
    ['an unknown key at the top', lexiconText(undefined, { author: '某人' }), ['7:1 author: unknown key']],
    ['an unknown key of a rule', lexiconText(ruleText('terms: [甲乙]', 'severty: note')), ['14:5 rules[0].severty: unknown key']],
    ['an unknown key of a detector', lexiconText(ruleText('mark: { star: [★] }')), ['13:13 rules[0].mark.star: unknown key']],
    ['another schema', lexiconText(undefined, { schema: 'secrecy-screen/lexicon/v2' }),
      ['1:9 schema: must be "secrecy-screen/lexicon/v1"']],
    ['a version that YAML reads as a number', lexiconText(undefined, { version: '2026.1e3' }),
      ['3:10 version: must be a string: put it in quotation marks']],
    ['a missing key', lexiconText().replace('owner: 某单位办公室\n', ''), ['1:1 owner: missing']],
    ['an empty list of terms', lexiconText(ruleText('terms: []')), ['13:12 rules[0].terms: is empty']],
    ['an empty term', lexiconText(ruleText('terms: [甲乙, ""]')), ['13:17 rules[0].terms[1]: is empty']],
    ['no detector', lexiconText(ruleText()),
      ['8:9 code-name.operation: a rule needs exactly one of mark, terms, document-number, identifier; this one has none']],
    ['two detectors', lexiconText(ruleText('terms: [甲乙]', 'mark: {}')),
      ['13:12 code-name.operation: a rule needs exactly one of mark, terms, document-number, identifier; this one has mark, terms']],
    ['a key of terms in a rule of marks', lexiconText(ruleText('mark: {}', 'edges: none')),
      ['14:12 code-name.operation: edges is allowed only in rules with terms']],
    ['a date that does not exist', lexiconText(ruleText('terms: [甲乙]', 'valid: { from: 2026-02-30 }')),
      ['14:20 rules[0].valid.from: must be a date, YYYY-MM-DD']],
    ['a duplicate key', lexiconText(undefined, { id: 'a\nid: b' }), ['3:1 duplicate key']],
    ['a duplicate key in quotes', lexiconText(ruleText('terms: [甲乙]', 'near: { any: [乙], within: line, "any": [丙] }')), ['14:37 duplicate key']],
    ['a tag of a map', lexiconText(ruleText('terms: [甲乙]', 'near: !!set { any: [乙], within: line }')), ['14:17 tags (!name) are not allowed']],
    ['an alias', lexiconText(ruleText('terms: &a [甲乙]', 'except: *a')), ['14:13 aliases (*name) are not allowed']],
    ['a tag', lexiconText(ruleText('terms: !!js/function [甲乙]')),
      ['13:26 tags (!name) are not allowed']],
  ])('is reported with its line and column: %s', (_, text, expected) => {
    const found = complaints(text).map((complaint) => complaint.replace('unit.yaml:', ''))
    expect(found).toEqual(expect.arrayContaining(expected))
  })

  it('does not hide other mistakes', () => {
    const text = lexiconText(ruleText('terms: [甲乙]', 'edges: sometimes', 'spaces: wide'), { id: 'Großes', extra: '1' })
    expect(complaints(text)).toHaveLength(4)
  })

  it('never throws', () => {
    for (const text of ['', '\u0000', '[', '- a', '{}', 'a: &a [*a]', 'a: *b', '---\na: 1\n---\nb: 2', '?', ': :', '__proto__: { a: 1 }', '\ufeff']) {
      const { lexicon, complaints } = parseLexicon('unit.yaml', text)
      expect(lexicon).toBeUndefined()
      expect(complaints.length).toBeGreaterThan(0)
      for (const { line, column } of complaints) expect(Math.min(line!, column!)).toBeGreaterThan(0)
    }
  })

  it('is found before nested aliases expand', () => {
    const bomb = ['a0: &a0 [x, x]', ...Array.from({ length: 40 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`)].join('\n')
    expect(complaints(bomb)).toHaveLength(80)
  })
})
