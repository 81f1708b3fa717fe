import type { Complaint, PartKind, Ruleset, Severity } from '../model/index.js'
import { compile } from './compile.js'
import type { Example, Lexicon, LexiconRule } from './lexicon.js'

/** Screens a text as a document with one part of the kind, and tells the findings: what the rules are proven with. */
export type ScreenText = (ruleset: Ruleset, text: string, part: PartKind) => Promise<readonly Answer[]>

export interface Answer {
  readonly rule: string
  readonly severity: Severity
}

/**
 * Tries each rule on its own examples, all lexicons compiled together: each must-hit sentence gives a finding of
 * its rule, no must-miss sentence one of `review` or `block`.
 * @returns a complaint for each example that fails, at its line
 */
export async function prove(lexicons: readonly Lexicon[], screenText: ScreenText): Promise<Complaint[]> {
  const ruleset = compile(lexicons)
  const complaints: Complaint[] = []
  for (const written of lexicons.flatMap((lexicon) => lexicon.rules)) {
    complaints.push(...await proveRule(written, ({ text, part }) => screenText(ruleset, text, part)))
  }
  return complaints
}

type Screen = (example: Example) => ReturnType<ScreenText>

async function proveRule({ rule, mustHit, mustMiss }: LexiconRule, screen: Screen): Promise<Complaint[]> {
  const complaints: Complaint[] = []
  for (const example of mustHit) {
    const hit = (await screen(example)).some((finding) => finding.rule === rule.id)
    if (!hit) complaints.push(failure(example, `${rule.id} must hit this and does not`))
  }
  for (const example of mustMiss) {
    const hit = (await screen(example)).find((finding) => finding.rule === rule.id && finding.severity !== 'note')
    if (hit) complaints.push(failure(example, `${rule.id} must miss this and gives ${hit.severity}`))
  }
  return complaints
}

function failure({ position }: Example, message: string): Complaint {
  return { ...position, message }
}
