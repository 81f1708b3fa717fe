import { complain, type Complaint, type PartKind, type Ruleset, type Severity } from '../model/index.js'
import { compile } from './compile.js'
import type { Example, Lexicon, LexiconRule } from './lexicon.js'

/** Screens a text as a document with one part of the given kind. */
export type ScreenText = (ruleset: Ruleset, text: string, part: PartKind) => Promise<readonly ExampleFinding[]>

/** What `prove` needs of a finding. */
export interface ExampleFinding {
  readonly rule: string
  readonly severity: Severity
}

/**
 * Tries each rule on its own examples, with all lexicons compiled together. Each must-hit text must give a finding of
 * the rule; no must-miss text may give one of severity `review` or `block`.
 * @returns a complaint for each example that fails, at the position of the example
 */
export async function prove(lexicons: readonly Lexicon[], screenText: ScreenText): Promise<Complaint[]> {
  const ruleset = compile(lexicons)
  const complaints: Complaint[] = []
  for (const lexiconRule of lexicons.flatMap((lexicon) => lexicon.rules)) {
    complaints.push(...await proveRule(lexiconRule, ({ text, part }) => screenText(ruleset, text, part)))
  }
  return complaints
}

type Screen = (example: Example) => ReturnType<ScreenText>

async function proveRule({ rule, mustHit, mustMiss }: LexiconRule, screen: Screen): Promise<Complaint[]> {
  const complaints: Complaint[] = []
  for (const example of mustHit) {
    const hit = (await screen(example)).some((finding) => finding.rule === rule.id)
    if (!hit) complaints.push(complain(example.position, 'must-hit', { rule: rule.id }))
  }
  for (const example of mustMiss) {
    const hit = (await screen(example)).find((finding) => finding.rule === rule.id && finding.severity !== 'note')
    if (!hit) continue
    complaints.push(complain(example.position, 'must-miss', { rule: rule.id, severity: hit.severity }))
  }
  return complaints
}
