import { evidence, type IdentifierMatch } from './evidence.js'
import type { IdentifierIndex } from './identifier-index.js'

/** Prefixes of keys of cloud services and code hosts, and of signed tokens: patterns for the matcher, folded. */
export const KEY_PREFIXES: readonly string[] = [
  'akia', 'ltai', 'akid', 'ghp_', 'gho_', 'ghs_', 'github_pat_', 'glpat-', 'xox', 'eyj', 'aiza',
]

/**
 * Finds keys of cloud services and code hosts, and JSON web tokens (RFC 7519). Keys that contain `example` are left
 * out. Cost: bounded for each prefix.
 */
export function* accessKeys({ text, keys }: IdentifierIndex): Generator<IdentifierMatch> {
  let last = 0
  for (const start of keys) {
    if (start < last || /[0-9A-Za-z_-]/.test(text.charAt(start - 1))) continue
    const key = KEY.exec(text.slice(start, start + MAX_LENGTH))?.[0]
    if (key === undefined || !/[0-9]/.test(key) || /example/i.test(key)) continue
    last = start + key.length
    yield { start, end: last, canonical: key, ...evidence('confirmed', 'form-known') }
  }
}

/** Length and characters of each kind of key, as documented by its issuer. */
const KEY = new RegExp(`^(?:${[
  'AKIA[0-9A-Z]{16}',
  'LTAI[0-9A-Za-z]{12,26}',
  'AKID[0-9A-Za-z]{28,36}',
  'gh[pos]_[0-9A-Za-z]{30,60}',
  'github_pat_[0-9A-Za-z_]{40,90}',
  'glpat-[0-9A-Za-z_-]{20,40}',
  'xox[abprs]-[0-9A-Za-z-]{20,80}',
  'eyJ[0-9A-Za-z_-]{10,400}\\.eyJ[0-9A-Za-z_-]{10,1000}\\.[0-9A-Za-z_-]{10,800}',
  'AIza[0-9A-Za-z_-]{35}',
].join('|')})(?![0-9A-Za-z_-])`)
const MAX_LENGTH = 2300
