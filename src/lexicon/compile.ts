import { createHash } from 'node:crypto'
import { patternsOf } from '../judge/patterns.js'
import type { Pattern, Rule, Ruleset } from '../model/index.js'
import { foldTerm } from '../normalise/index.js'
import type { Lexicon, LexiconRule } from './lexicon.js'

export interface CompileOptions {
  /** `YYYY-MM-DD`. Rules that are not valid on this day are left out. Default: all rules are taken. */
  readonly on?: string
}

/** Compiles lexicons into a ruleset. Rules keep the order of their lexicons; disabled rules are left out. */
export function compile(lexicons: readonly Lexicon[], options: CompileOptions = {}): Ruleset {
  const active = lexicons
    .flatMap((lexicon) => lexicon.rules)
    .filter((rule) => !rule.disabled && isValidOn(rule, options.on))
  const rules = active.map(({ rule }) => rule)
  const ids = lexicons.map(({ id, version }) => ({ id, version }))
  const weakenings = lexicons.flatMap((lexicon) => lexicon.rules.flatMap((rule) => rule.weakenings))
  return {
    digest: digestOf({ lexicons: ids, rules }), lexicons: ids, rules, patterns: collectPatterns(rules),
    ...(weakenings.length > 0 && { weakenings }),
  }
}

function isValidOn({ valid }: LexiconRule, day: string | undefined): boolean {
  return day === undefined || ((valid.from ?? day) <= day && day <= (valid.to ?? day))
}

/** Each string once, folded as the matcher folds text, with the rules that search for it. */
function collectPatterns(rules: readonly Rule[]): Pattern[] {
  const found = new Map<string, number[]>()
  for (const [index, rule] of rules.entries()) {
    for (const text of new Set(patternsOf(rule.detector).map(foldTerm))) {
      const users = found.get(text)
      if (users) users.push(index)
      else found.set(text, [index])
    }
  }
  return [...found].map(([text, users]) => ({ text, rules: users }))
}

/** `sha256:` and the hash of JSON with sorted keys: the order of keys in a file makes no difference. */
function digestOf(value: unknown): string {
  return `sha256:${createHash('sha256').update(canonicalJson(value)).digest('hex')}`
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
