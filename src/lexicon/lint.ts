import { complain, formatPosition, type Complaint, type SourcePosition, type TermDetector } from '../model/index.js'
import { foldTerm } from '../normalise/index.js'
import type { Lexicon, LexiconRule } from './lexicon.js'

/**
 * Mistakes that the schema cannot see, within a lexicon and between lexicons. No complaint quotes a term: it may be
 * secret itself.
 */
export function lintLexicons(lexicons: readonly Lexicon[]): Complaint[] {
  const ruleIds = lexicons.flatMap(({ rules }) => rules.map(({ rule, position }) => ({ id: rule.id, position })))
  return [
    ...duplicates(lexicons, 'duplicate-lexicon-id'),
    ...duplicates(ruleIds, 'duplicate-rule-id'),
    ...lexicons.flatMap(({ rules }) => rules.flatMap(lintRule)),
  ]
}

function duplicates(
  list: readonly { readonly id: string; readonly position: SourcePosition }[],
  reason: 'duplicate-lexicon-id' | 'duplicate-rule-id',
): Complaint[] {
  const first = new Map<string, SourcePosition>()
  return list.flatMap(({ id, position }) => {
    const earlier = first.get(id)
    if (!earlier) first.set(id, position)
    return earlier ? [complain(position, reason, { id, earlier: formatPosition(earlier) })] : []
  })
}

function lintRule(lexiconRule: LexiconRule): Complaint[] {
  const { rule, valid, position } = lexiconRule
  const wrong = rule.basis.filter((basis) => !isValidBasis(basis))
  const found = wrong.map((): Complaint => complain(position, 'basis', { rule: rule.id }))
  if (valid.from !== undefined && valid.to !== undefined && valid.from > valid.to) {
    found.push(complain(position, 'never-valid', { rule: rule.id }))
  }
  return rule.detector.kind === 'terms' ? [...found, ...lintTerms(rule.detector, lexiconRule)] : found
}

function lintTerms(detector: TermDetector, { rule, position, termPositions }: LexiconRule): Complaint[] {
  const safe = new Set(detector.except.map(foldTerm))
  const first = new Map<string, number>()
  return detector.terms.flatMap((term, index) => {
    const at = termPositions[index] ?? position
    const key = foldTerm(term)
    const earlier = first.get(key)
    first.set(key, earlier ?? index)
    const fault = termFault(key, detector, safe)
    if (fault) return [complain(at, fault, { rule: rule.id })]
    return earlier === undefined ? [] : [complain(at, 'term-duplicate', { rule: rule.id, earlier: earlier + 1 })]
  })
}

function termFault(
  key: string, detector: TermDetector, safe: ReadonlySet<string>,
): 'term-vanishes' | 'term-excepted' | 'term-too-short' | undefined {
  if (key === '') return 'term-vanishes'
  if (safe.has(key)) return 'term-excepted'
  const unbound = detector.stances.some((stance) => stance === 'running' || stance === 'leading')
  return [...key].length === 1 && !detector.near && unbound ? 'term-too-short' : undefined
}

/** True for a law with its clause (第…条第…款第…项), and for a standard or law named without articles. */
function isValidBasis(basis: string): boolean {
  return !basis.includes('条') || /条例$/.test(basis) || CLAUSE.test(basis)
}

const FIGURE = '[零〇一二三四五六七八九十百\\d]+'
const CLAUSE = new RegExp(`^\\S.{1,60} 第${FIGURE}条(?:第${FIGURE}款)?(?:第${FIGURE}项)?$`)
