import { judge, type JudgeOptions, type Judgement, type ScannedPart } from '../../src/judge/index.js'
import { patternsOf } from '../../src/judge/patterns.js'
import { surveyText } from '../../src/match/index.js'
import { LIMITS, type Block, type Detector, type MarkDetector, type Part, type PartKind, type Rule, type Ruleset, type TermDetector } from '../../src/model/index.js'
import { fold } from '../../src/normalise/index.js'

export const MARKS: MarkDetector = {
  kind: 'mark',
  labels: ['密级', '保密级别', 'SecurityLevel'],
  stars: ['★', '⭐', '*', '·'],
  terms: ['长期', '永久', '启用前', '考试结束前', '会议结束前'],
  except: ['非秘密', '秘密写票处'],
  mention: 'suppress',
}

export const TERMS: TermDetector = {
  kind: 'terms', terms: ['内部资料'], edges: 'none', spaces: 'inline',
  stances: ['alone', 'label', 'bracketed', 'leading', 'running', 'mentioned'], otherwise: 'suppress', except: [],
}

export function rule(detector: Detector, more: Partial<Rule> = {}): Rule {
  return {
    id: detector.kind, title: { 'zh-CN': '规则', en: 'rule' }, category: 'custom', severity: 'block', basis: [], sensitive: false,
    detector, ...more,
  }
}

export function rulesetOf(...rules: readonly Rule[]): Ruleset {
  const byText = new Map<string, number[]>()
  for (const [index, { detector }] of rules.entries()) {
    for (const text of patternsOf(detector)) byText.set(text, [...(byText.get(text) ?? []), index])
  }
  const patterns = [...byText].map(([text, indexes]) => ({ text, rules: indexes }))
  return { digest: 'sha256:0', lexicons: [], rules, patterns }
}

/** A part with one visible block over all of its text. */
export function partOf(text: string, kind: PartKind = 'body', blocks?: readonly Block[]): Part {
  return { kind, name: '', text, blocks: blocks ?? [{ start: 0, end: text.length, visibility: 'visible', place: { line: 1, column: 1 } }] }
}

/** Every occurrence of every pattern in the folded text without spaces: what the matcher finds, in a simple quadratic loop. */
function scanPart(part: Part, ruleset: Ruleset): ScannedPart {
  const folded = fold(part.text, { spaces: 'drop' })
  const triples: [number, number, number][] = []
  for (const [index, { text }] of ruleset.patterns.entries()) {
    const wanted = fold(text, { spaces: 'drop' }).text
    for (let at = folded.text.indexOf(wanted); at >= 0; at = folded.text.indexOf(wanted, at + 1)) {
      triples.push([index, folded.starts[at]!, folded.starts[at + wanted.length - 1]! + 1])
    }
  }
  triples.sort((a, b) => a[1] - b[1] || a[2] - b[2] || a[0] - b[0])
  return { part, hits: Uint32Array.from(triples.flat()), digitRuns: surveyText(part.text).digitRuns }
}

const DOCUMENT = { path: 'folder/文件.txt', sha256: 'ab'.repeat(32) }

export function judgeParts(parts: readonly Part[], ruleset: Ruleset, more: Partial<JudgeOptions> = {}): Promise<Judgement> {
  const options: JudgeOptions = { ruleset, limits: LIMITS, today: '2026-01-01', ...more }
  return judge(DOCUMENT, parts.map((part) => scanPart(part, ruleset)), options)
}

/** Judges one text by some rules. */
export function judgeText(text: string, rules: readonly Rule[], kind: PartKind = 'body', more: Partial<JudgeOptions> = {}): Promise<Judgement> {
  return judgeParts([partOf(text, kind)], rulesetOf(...rules), more)
}

/** Severity and match of each finding of the mark rule in a text. */
export async function marksIn(text: string, kind: PartKind = 'body'): Promise<string[]> {
  const { findings } = await judgeText(text, [rule(MARKS, { category: 'state-secret' })], kind)
  return findings.map((finding) => `${finding.severity} ${finding.match}`)
}
