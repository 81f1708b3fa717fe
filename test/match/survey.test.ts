import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { surveyText, type Survey } from '../../src/match/index.js'
import { surveyWithoutKernel } from '../../src/match/survey.js'

const SURVEYS: readonly [string, (text: string) => Survey][] = [
  ['with the kernel', surveyText], ['without the kernel', surveyWithoutKernel],
]

/** The same by regular expressions. */
function expected(text: string): { runs: number[]; surrogates: boolean } {
  const runs = [...text.matchAll(/[0-9０-９]+/g)].flatMap(({ index, 0: run }) => [index, index + run.length])
  return { runs, surrogates: /[\ud800-\udfff]/.test(text) }
}

function plain({ digitRuns, surrogates }: Survey): { runs: number[]; surrogates: boolean } {
  return { runs: Array.from(digitRuns), surrogates }
}

describe.each(SURVEYS)('surveyText %s', (_name, survey) => {
  const characters = fc.constantFrom(
    '0', '9', '/', ':', '０', '９', '\uff0f', '\uff1a', '中', ' ', '\0', '\u0660', '\ud7ff', '\ue000', '\uffff', '😀',
    '\ud800', '\udfff',
  )
  const anything = fc.nat(0xffff).map((unit) => String.fromCharCode(unit))

  test.each<[string, number[]]>([
    ['', []], ['7', [0, 1]], ['电话１３８-0013', [2, 5, 6, 10]], ['12\u200b34', [0, 2, 3, 5]], ['𝟏2', [2, 3]],
  ])('%j', (text, runs) => { expect(Array.from(survey(text).digitRuns)).toEqual(runs) })

  test('finds the same runs of digits and surrogates as a regular expression', () => {
    const text = fc.string({ unit: fc.oneof(characters, anything), maxLength: 80 })
    fc.assert(fc.property(text, (one) => { expect(plain(survey(one))).toEqual(expected(one)) }), { numRuns: 5000 })
  })

  test('continues runs across windows, and ends them at the end of the text', () => {
    for (const border of [16, 32_768, 65_536]) {
      for (let start = border - 20; start <= border + 4; start++) {
        const text = `${'文'.repeat(Math.max(0, start))}${'8'.repeat(18)}`
        for (const one of [text, `${text}中`, `${text}${'，'.repeat(40)}9`]) {
          expect(plain(survey(one))).toEqual(expected(one))
        }
      }
    }
  })

  test('finds one run in a text of digits, and a run for each single digit', () => {
    for (const length of [32_767, 32_768, 32_769, 100_000]) {
      expect(Array.from(survey('4'.repeat(length)).digitRuns)).toEqual([0, length])
      expect(plain(survey('4,'.repeat(length)))).toEqual(expected('4,'.repeat(length)))
    }
  })

  test('finds an unpaired surrogate deep in a text', () => {
    expect(survey(`${'文'.repeat(40_000)}\udc00${'文'.repeat(40_000)}`).surrogates).toBe(true)
    expect(survey(`${'文'.repeat(40_000)}\ue000`).surrogates).toBe(false)
  })
})
