import { formatPosition, type Complaint, type SourcePosition, type TermDetector } from '../model/index.js'
import { foldTerm } from '../normalise/index.js'
import type { Lexicon, LexiconRule } from './lexicon.js'

/** Mistakes that the schema cannot see, within a lexicon and between lexicons. */
export function lintLexicons(lexicons: readonly Lexicon[]): Complaint[] {
  const ruleIds = lexicons.flatMap(({ rules }) => rules.map(({ rule, position }) => ({ id: rule.id, position })))
  return [
    ...duplicates(lexicons, 'lexicon id'),
    ...duplicates(ruleIds, 'rule id'),
    ...lexicons.flatMap(({ rules }) => rules.flatMap(lintRule)),
  ]
}

function duplicates(
  list: readonly { readonly id: string; readonly position: SourcePosition }[], what: string,
): Complaint[] {
  const first = new Map<string, SourcePosition>()
  return list.flatMap(({ id, position }) => {
    const earlier = first.get(id)
    if (!earlier) first.set(id, position)
    return earlier ? [{ ...position, message: `${what} ${id} is used before: ${formatPosition(earlier)}` }] : []
  })
}

function lintRule(lexiconRule: LexiconRule): Complaint[] {
  const { rule, valid, position } = lexiconRule
  const complain: Complain = (message, at = position) => ({ ...at, message: `${rule.id}: ${message}` })
  const found = rule.basis.filter((basis) => !isValidBasis(basis)).map((basis) =>
    complain(`basis must name a law and its clause, such as 保守国家秘密法 第二十二条: ${basis}`))
  if (valid.from !== undefined && valid.to !== undefined && valid.from > valid.to) {
    found.push(complain('is never valid: from is after to'))
  }
  if (rule.detector.kind === 'terms') found.push(...lintTerms(rule.detector, lexiconRule, complain))
  return found
}

/** Makes a complaint about a rule, at the position of its id unless another one is given. */
type Complain = (message: string, position?: SourcePosition) => Complaint

function lintTerms(detector: TermDetector, { termPositions }: LexiconRule, complain: Complain): Complaint[] {
  const safe = new Set(detector.except.map(foldTerm))
  const first = new Map<string, string>()
  return detector.terms.flatMap((term, index) => {
    const key = foldTerm(term)
    const earlier = first.get(key)
    first.set(key, earlier ?? term)
    const duplicate = earlier === undefined ? undefined : `folds to the same as ${earlier}`
    const message = termFault(key, detector, safe) ?? duplicate
    return message === undefined ? [] : [complain(`${term}: ${message}`, termPositions[index])]
  })
}

function termFault(key: string, detector: TermDetector, safe: ReadonlySet<string>): string | undefined {
  if (key === '') return 'has only spaces and invisible characters'
  if (safe.has(key)) return 'is also in except, so it can never be found'
  const unbound = detector.stances.some((stance) => stance === 'running' || stance === 'leading')
  const bare = [...key].length === 1 && !detector.near && unbound
  return bare ? 'a single character needs near, or stances without running and leading' : undefined
}

/** True for a law with its clause (第…条第…款第…项), and for a standard or law named without articles. */
function isValidBasis(basis: string): boolean {
  return !basis.includes('条') || /条例$/.test(basis) || CLAUSE.test(basis)
}

const FIGURE = '[零〇一二三四五六七八九十百\\d]+'
const CLAUSE = new RegExp(`^\\S.{1,60} 第${FIGURE}条(?:第${FIGURE}款)?(?:第${FIGURE}项)?$`)
