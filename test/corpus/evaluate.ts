import { CATEGORIES, type Category, type Finding, type Screening } from '../../src/model/index.js'
import type { Expected, ExpectedFinding } from './case.js'

/** The screening of a labelled document, and what was expected. */
export interface Outcome {
  readonly folder: string
  readonly expected: Expected
  /** With `reveal`, so that matches are not masked. */
  readonly screening: Screening
}

/** The differences between a screening and what was expected; empty arrays when there are none. */
export interface Differences {
  readonly folder: string
  readonly missed: readonly ExpectedFinding[]
  /** Findings of `block` and `review` that were not expected. */
  readonly unexpected: readonly Finding[]
  readonly verdict?: { readonly expected: string; readonly given: string }
  readonly gaps?: { readonly expected: readonly string[]; readonly given: readonly string[] }
}

/** The score of one category. */
export interface Score {
  readonly category: Category
  readonly expected: number
  readonly found: number
  readonly unexpected: number
  /** 1 if nothing was expected. */
  readonly recall: number
  /** 1 if nothing was found. */
  readonly precision: number
}

/** Compares a screening with what was expected. */
export function differences({ folder, expected, screening }: Outcome): Differences {
  const gaps = [...new Set(screening.gaps.map((gap) => gap.reason))].sort()
  return {
    folder,
    missed: expected.findings.filter((wanted) => !screening.findings.some((found) => matches(found, wanted))),
    unexpected: unexpectedIn(screening).filter((found) => !expected.findings.some((wanted) => matches(found, wanted))),
    ...(screening.verdict !== expected.verdict && { verdict: { expected: expected.verdict, given: screening.verdict } }),
    ...(gaps.join() !== expected.gaps.join() && { gaps: { expected: expected.gaps, given: gaps } }),
  }
}

/** Recall and precision by category. A finding of the wrong severity counts as missed and as unexpected. */
export function score(outcomes: readonly Outcome[]): Score[] {
  const compared = outcomes.map((outcome) => ({ outcome, difference: differences(outcome) }))
  return CATEGORIES.map((category) => {
    const isOf = (found: { readonly category: Category }) => found.category === category
    const sum = (count: (row: (typeof compared)[number]) => number) => compared.reduce((total, row) => total + count(row), 0)
    const expected = sum(({ outcome }) => outcome.expected.findings.filter(isOf).length)
    const found = expected - sum(({ difference }) => difference.missed.filter(isOf).length)
    const given = sum(({ outcome }) => unexpectedIn(outcome.screening).filter(isOf).length)
    const unexpected = sum(({ difference }) => difference.unexpected.filter(isOf).length)
    return { category, expected, found, unexpected, recall: ratio(found, expected), precision: ratio(given - unexpected, given) }
  })
}

function matches(found: Finding, wanted: ExpectedFinding): boolean {
  return found.category === wanted.category
    && found.severity === wanted.severity
    && squeeze(found.match) === squeeze(wanted.match)
    && (wanted.part === undefined || found.location.kind === wanted.part)
    && (wanted.visibility === undefined || found.visibility === wanted.visibility)
}

/** Matches are compared without white space and invisible characters. */
function squeeze(text: string): string {
  return text.replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
}

/**
 * The findings that must be expected: no notes, and not the fact that content is left in a document, which the cases do
 * not label. In a clear case it would show in the verdict.
 */
function unexpectedIn(screening: Screening): Finding[] {
  return screening.findings.filter(({ severity, category }) => severity !== 'note' && category !== 'left-behind')
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole
}
