/**
 * What a file of a policy holds.
 * @example
 * const isLexicon = ({ kind }: PolicyFile) => kind === ('lexicon' satisfies PolicyFileKind)
 */
export type PolicyFileKind = 'configuration' | 'lexicon' | 'waivers' | 'signing-key'

/**
 * How a policy is weaker than the shipped rules with their defaults. The names in braces are its arguments.
 * @example
 * WEAKENING_CODES.includes('allow-incomplete') // true
 */
export const WEAKENING_CODES = [
  'no-default-lexicons', // the shipped rules are not used
  'fail-on',             // only findings of a graver severity count {severity}
  'allow-incomplete',    // a gap does not change the exit status
  'rule-disabled',       // a lexicon turns a rule off {rule, lexicon}
  'severity-lowered',    // a lexicon gives a rule a lower severity {rule, lexicon, severity}
  'terms-removed',       // a lexicon removes terms of a rule or adds exceptions to it {rule, lexicon, count}
  'left-lowered',        // kinds of content left in documents have a lower severity {count}
  'unkeyed-waivers',     // waivers apply although no key protects their fingerprints {count}
] as const

/**
 * One of the ways in which a policy can be weaker than the default.
 * @example
 * const allowsGaps = ({ code }: Weakening) => code === ('allow-incomplete' satisfies WeakeningCode)
 */
export type WeakeningCode = (typeof WEAKENING_CODES)[number]

/**
 * One way in which a policy is weaker than the default.
 * @example
 * const isByFile = ({ by }: Weakening) => by !== 'command-line'
 */
export interface Weakening {
  readonly code: WeakeningCode
  /** What weakens. */
  readonly by: 'command-line' | PolicyFileKind
  readonly args?: Readonly<Record<string, string | number>>
}
