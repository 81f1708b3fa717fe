import { maskValue } from '../judge/outcome/mask.js'
import type { Rule } from '../model/index.js'

/** The words a rule looks for as they stand; none for a rule that finds marks, numbers or identifiers. */
export function termsOf({ detector }: Rule): readonly string[] {
  return detector.kind === 'terms' ? detector.terms : []
}

/** A rule's own word, fit to be shown: a sensitive one masked. */
export function shownTerm({ sensitive }: Pick<Rule, 'sensitive'>, term: string, reveal: boolean): string {
  return sensitive && !reveal ? maskValue('term', term) : term
}
