import { createHash } from 'node:crypto'
import { patternsOf } from '../judge/patterns.js'
import type { Pattern, Rule, Ruleset } from '../model/index.js'
import { fold } from '../normalise/index.js'
import type { Lexicon, LexiconRule } from './lexicon.js'

export interface CompileOptions {
  /** `YYYY-MM-DD`: rules that do not hold on this day are left out. Without it all rules are taken, valid or not. */
  readonly on?: string
}

/**
 * Compiles lexicons into what the screener works with. Rules keep the order of their files;
 * one that is disabled is left out.
 */
export function compile(lexicons: readonly Lexicon[], options: CompileOptions = {}): Ruleset {
  const written = lexicons
    .flatMap((lexicon) => lexicon.rules)
    .filter((rule) => !rule.disabled && holdsOn(rule, options.on))
  const rules = written.map((one) => one.rule)
  const ids = lexicons.map(({ id, version }) => ({ id, version }))
  return { digest: digestOf({ lexicons: ids, rules }), lexicons: ids, rules, patterns: patternsIn(rules) }
}

function holdsOn({ valid }: LexiconRule, day: string | undefined): boolean {
  return day === undefined || ((valid.from ?? day) <= day && day <= (valid.to ?? day))
}

/** Each string once, folded as the matcher folds it, with all rules that want it. */
function patternsIn(rules: readonly Rule[]): Pattern[] {
  const wanted = new Map<string, number[]>()
  for (const [index, rule] of rules.entries()) {
    for (const text of new Set(patternsOf(rule.detector).map((pattern) => fold(pattern, { spaces: 'drop' }).text))) {
      const askers = wanted.get(text)
      if (askers) askers.push(index)
      else wanted.set(text, [index])
    }
  }
  return [...wanted].map(([text, askers]) => ({ text, rules: askers }))
}

/** `sha256:` over JSON with sorted keys, so that the order of keys in a file is no difference. */
function digestOf(value: unknown): string {
  return `sha256:${createHash('sha256').update(canonical(value)).digest('hex')}`
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
