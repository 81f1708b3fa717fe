import { describe, expect, it } from 'vitest'
import { coverageOf, verdict } from '../../../src/judge/index.js'
import { GAP_REASONS, type Finding, type Severity } from '../../../src/model/index.js'

const found = (...severities: Severity[]): Finding[] => severities.map((severity) => ({ severity }) as Finding)

describe('a verdict', () => {
  it.each([
    [[], 'clear', 'incomplete'],
    [['note'], 'clear', 'incomplete'],
    [['note', 'review'], 'review', 'review'],
    [['review', 'block', 'note'], 'block', 'block'],
  ] as const)('for findings %j is %s with complete coverage and %s with a gap', (severities, complete, incomplete) => {
    expect(verdict(found(...severities), coverageOf([]))).toBe(complete)
    expect(verdict(found(...severities), coverageOf([{ piece: '', reason: 'empty' }]))).toBe(incomplete)
  })

  it.each(GAP_REASONS)('is never clear with the gap %s', (reason) => {
    expect(verdict([], coverageOf([{ piece: 'x', reason }]))).toBe('incomplete')
  })
})
