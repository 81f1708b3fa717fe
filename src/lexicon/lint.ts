import type { Complaint, TermDetector } from '../model/index.js'
import { fold } from '../normalise/index.js'
import type { Lexicon, LexiconRule, Spot } from './lexicon.js'

/** What the schema cannot see: things that are well-formed and still wrong, within a file and between files. */
export function lintLexicons(lexicons: readonly Lexicon[]): Complaint[] {
  return [
    ...repeated(lexicons.map(({ id, file }) => ({ name: id, spot: { file, line: 1, column: 1 } })), 'lexicon id'),
    ...repeated(lexicons.flatMap(({ rules }) => rules.map(({ rule, spot }) => ({ name: rule.id, spot }))), 'rule id'),
    ...lexicons.flatMap(({ rules }) => rules.flatMap(lintRule)),
  ]
}

interface Named {
  readonly name: string
  readonly spot: Spot
}

function repeated(names: readonly Named[], what: string): Complaint[] {
  const first = new Map<string, Spot>()
  return names.flatMap(({ name, spot }) => {
    const earlier = first.get(name)
    if (!earlier) first.set(name, spot)
    if (!earlier) return []
    return [{ ...spot, message: `${what} ${name} is taken: ${earlier.file}:${earlier.line}:${earlier.column}` }]
  })
}

function lintRule(written: LexiconRule): Complaint[] {
  const { rule, valid, spot } = written
  const complain = (message: string, at: Spot = spot): Complaint =>
    ({ ...placeOf(at), message: `${rule.id}: ${message}` })
  const found = rule.basis.filter((basis) => !soundBasis(basis)).map((basis) =>
    complain(`basis wants a law and its clause, like 保守国家秘密法 第二十二条: ${basis}`))
  if (valid.from !== undefined && valid.to !== undefined && valid.from > valid.to) {
    found.push(complain('is never valid: from lies after to'))
  }
  if (rule.detector.kind === 'terms') found.push(...lintTerms(rule.detector, written, complain))
  return found
}

type Complain = (message: string, at?: Spot) => Complaint

function lintTerms(detector: TermDetector, { termSpots }: LexiconRule, complain: Complain): Complaint[] {
  const safe = new Set(detector.except.map(folded))
  const first = new Map<string, string>()
  return detector.terms.flatMap((term, index) => {
    const key = folded(term)
    const earlier = first.get(key)
    first.set(key, earlier ?? term)
    const twice = earlier === undefined ? undefined : `${term} is the same as ${earlier} once folded`
    const message = termFault(key, detector, safe) ?? twice
    return message === undefined ? [] : [complain(`${term}: ${message}`, termSpots[index])]
  })
}

function termFault(key: string, detector: TermDetector, safe: ReadonlySet<string>): string | undefined {
  if (key === '') return 'nothing is left of it once invisible characters and spaces are out'
  if (safe.has(key)) return 'stands among its own exceptions and can never be found'
  const unbound = detector.stances.some((stance) => stance === 'running' || stance === 'leading')
  const bare = [...key].length === 1 && !detector.near && unbound
  return bare ? 'one character alone needs words near it or firmer stances' : undefined
}

/** Law and clause (《law》 第…条第…款第…项); a standard or a measure without articles may be named alone. */
function soundBasis(basis: string): boolean {
  return !basis.includes('条') || /条例$/.test(basis) || CLAUSE.test(basis)
}

const FIGURE = '[零〇一二三四五六七八九十百\\d]+'
const CLAUSE = new RegExp(`^\\S.{1,60} 第${FIGURE}条(?:第${FIGURE}款)?(?:第${FIGURE}项)?$`)

function folded(term: string): string {
  return fold(term, { spaces: 'drop' }).text
}

function placeOf({ file, line, column }: Spot): Spot {
  return { file, line, column }
}
