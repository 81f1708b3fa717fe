import { describe, expect, it } from 'vitest'
import { lintLexicons, parseLexicon, type Lexicon } from '../../src/lexicon/index.js'
import { lexiconText, ruleText } from './lexicon-text.js'

function lexicon(text: string, file = 'unit.yaml'): Lexicon {
  const parsed = parseLexicon(file, text)
  expect(parsed.complaints).toEqual([])
  return parsed.lexicon!
}

function complaints(...lines: readonly string[]): string[] {
  return lintLexicons([lexicon(lexiconText(ruleText(...lines)))]).map(({ line, column, message }) => `${line}:${column} ${message}`)
}

describe('lint', () => {
  it('accepts a valid lexicon', () => {
    expect(complaints('terms: [甲乙, 丙丁]', 'except: [甲乙丙]', 'valid: { from: 2024-05-01, to: 2030-01-01 }')).toEqual([])
  })

  it.each<[string, string[], string]>([
    ['terms that fold to the same', ['terms: [機密, 机密]'], '13:17 code-name.operation: this term folds to the same as term 1'],
    ['a term that folds to nothing', ['terms: ["\\u200b"]'], '13:13 code-name.operation: this term has only spaces and invisible characters'],
    ['a term among its exceptions', ['terms: [甲乙]', 'except: [甲 乙]'], '13:13 code-name.operation: this term is also in except, so it can never be found'],
    ['a single character in any stance', ['terms: [密]'], '13:13 code-name.operation: a term of a single character needs near, or stances without running and leading'],
    ['a rule that is never valid', ['terms: [甲乙]', 'valid: { from: 2026-02-01, to: 2026-01-01 }'], '8:9 code-name.operation: is never valid: from is after to'],
  ])('rejects %s', (_, lines, expected) => {
    expect(complaints(...lines)).toEqual([expected])
  })

  it('accepts a single character that must stand alone or have words near it', () => {
    expect(complaints('terms: [密]', 'stances: [alone, bracketed]')).toEqual([])
    expect(complaints('terms: [密]', 'near: { any: [级], within: line }')).toEqual([])
  })

  it.each([
    ['保守国家秘密法 第二十二条', true], ['政府信息公开条例 第十六条第二款', true], ['实施条例 第58条第12项', true], ['政府信息公开条例', true],
    ['GB/T 9704-2012 7.2.2', true], ['第二十二条', false], ['保密法第22条', false], ['保守国家秘密法 第条', false],
  ])('finds the basis %s valid: %s', (basis, valid) => {
    const text = lexiconText().replace('保守国家秘密法 第二十二条', basis)
    expect(lintLexicons([lexicon(text)])).toHaveLength(valid ? 0 : 1)
  })

  it('rejects ids that another file uses, and names the place', () => {
    const found = lintLexicons([lexicon(lexiconText(), 'a.yaml'), lexicon(lexiconText(), 'b.yaml')])
    expect(found.map(({ file, message }) => `${file} ${message}`)).toEqual([
      'b.yaml lexicon id unit.code-names is used before: a.yaml:2:5',
      'b.yaml rule id code-name.operation is used before: a.yaml:8:9',
    ])
  })
})
