import { CATEGORIES, type Category, type Finding, type Screening } from '../../src/model/index.js'
import type { Expected, ExpectedFinding } from './case.js'

/** What came of one labelled document, beside what should have. */
export interface Outcome {
  readonly folder: string
  readonly expected: Expected
  /** Screened with `reveal`, so that matches can be compared as they stand. */
  readonly screening: Screening
}

/** One outcome's differences; empty arrays where all is right. */
export interface Differences {
  readonly folder: string
  readonly missed: readonly ExpectedFinding[]
  /** Findings of `review` and graver that nobody expected. */
  readonly unexpected: readonly Finding[]
  readonly verdict?: { readonly expected: string; readonly given: string }
  readonly gaps?: { readonly expected: readonly string[]; readonly given: readonly string[] }
}

export interface Score {
  readonly category: Category
  readonly expected: number
  readonly found: number
  readonly unexpected: number
  /** 1 where nothing was expected. */
  readonly recall: number
  /** 1 where nothing was found. */
  readonly precision: number
}

export function differences({ folder, expected, screening }: Outcome): Differences {
  const gaps = [...new Set(screening.gaps.map((gap) => gap.reason))].sort()
  return {
    folder,
    missed: expected.findings.filter((wanted) => !screening.findings.some((found) => answers(found, wanted))),
    unexpected: grave(screening).filter((found) => !expected.findings.some((wanted) => answers(found, wanted))),
    ...(screening.verdict !== expected.verdict && { verdict: { expected: expected.verdict, given: screening.verdict } }),
    ...(gaps.join() !== expected.gaps.join() && { gaps: { expected: expected.gaps, given: gaps } }),
  }
}

/** Recall and precision by category over all outcomes. A finding of the wrong severity is missed and unexpected. */
export function score(outcomes: readonly Outcome[]): Score[] {
  const told = outcomes.map((outcome) => ({ outcome, difference: differences(outcome) }))
  return CATEGORIES.map((category) => {
    const of = (found: { readonly category: Category }) => found.category === category
    const sum = (count: (row: (typeof told)[number]) => number) => told.reduce((total, row) => total + count(row), 0)
    const expected = sum(({ outcome }) => outcome.expected.findings.filter(of).length)
    const found = expected - sum(({ difference }) => difference.missed.filter(of).length)
    const given = sum(({ outcome }) => grave(outcome.screening).filter(of).length)
    const unexpected = sum(({ difference }) => difference.unexpected.filter(of).length)
    return { category, expected, found, unexpected, recall: ratio(found, expected), precision: ratio(given - unexpected, given) }
  })
}

function answers(found: Finding, wanted: ExpectedFinding): boolean {
  return found.category === wanted.category
    && found.severity === wanted.severity
    && squeeze(found.match) === squeeze(wanted.match)
    && (wanted.part === undefined || found.location.kind === wanted.part)
    && (wanted.visibility === undefined || found.visibility === wanted.visibility)
}

/** Spaces and invisible characters are not what a match is about. */
function squeeze(text: string): string {
  return text.replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
}

function grave(screening: Screening): Finding[] {
  return screening.findings.filter((finding) => finding.severity !== 'note')
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole
}
