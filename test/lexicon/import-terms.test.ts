import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile, distinctTerms, renderLexicon, lintLexicons, parseLexicon, prove, termsOf, type ImportOptions } from '../../src/lexicon/index.js'
import { screenText } from './screen-text.js'

const OPTIONS: ImportOptions = {
  id: 'unit.words', title: '词表', owner: '某单位', source: '内部名录', basis: ['本单位规定'], category: 'custom', severity: 'review', sensitive: true,
}

describe('an imported list of terms', () => {
  it('has each term once, and names the lines of duplicates and of terms that are too short', () => {
    const listed = ['青松工程', '青 松 工 程', '銀杏工程', '银杏工程', '密', 'ＡＢＣ', 'abc'].map((term, at) => ({ term, line: at + 1 }))
    expect(distinctTerms(listed)).toEqual({
      terms: ['青松工程', '銀杏工程', 'ＡＢＣ'],
      skipped: [
        { term: '青 松 工 程', line: 2, first: '青松工程' }, { term: '银杏工程', line: 4, first: '銀杏工程' }, { term: '密', line: 5 },
        { term: 'abc', line: 7, first: 'ＡＢＣ' },
      ],
    })
  })

  it('becomes a valid lexicon with the same terms', async () => {
    const text = renderLexicon(['青松工程', '银杏工程'], OPTIONS)
    const { lexicon, complaints } = parseLexicon('words.yaml', text)
    expect([complaints, lintLexicons([lexicon!]), await prove([lexicon!], screenText)]).toEqual([[], [], []])
    expect(compile([lexicon!]).rules).toMatchObject([{ id: 'unit.words.terms', category: 'custom', severity: 'review', sensitive: true }])
  })

  it('survives being written to YAML and read back', () => {
    fc.assert(fc.property(fc.array(fc.string({ minLength: 1, unit: 'binary' }), { minLength: 1, maxLength: 8 }), (words) => {
      const { terms } = distinctTerms(words.map((term, line) => ({ term, line })))
      const wellFormed = terms.filter((term) => term.isWellFormed() && term.trim() !== '')
      if (wellFormed.length === 0) return
      const { lexicon } = parseLexicon('words.yaml', renderLexicon(wellFormed, OPTIONS))
      expect(termsOf(lexicon!.rules[0]!.rule)).toEqual(wellFormed)
    }))
  })
})
