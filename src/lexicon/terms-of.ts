import { maskValue } from '../mask/index.js'
import type { Rule } from '../model/index.js'

/** The terms of a rule; empty for rules that find marks, numbers or identifiers. */
export function termsOf({ detector }: Rule): readonly string[] {
  return detector.kind === 'terms' ? detector.terms : []
}

/** A term for output: masked when the rule is sensitive, unless revealed. */
export function displayTerm({ sensitive }: Pick<Rule, 'sensitive'>, term: string, reveal: boolean): string {
  return sensitive && !reveal ? maskValue('term', term) : term
}
