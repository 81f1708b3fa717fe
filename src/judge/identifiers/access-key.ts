import { evidence } from './evidence.js'
import type { Found } from './found.js'
import type { Leads } from './leads.js'

/** What the automaton looks for: how keys of cloud services, code hosts and signed tokens begin, folded. */
export const KEY_PREFIXES: readonly string[] = [
  'akia', 'ltai', 'akid', 'ghp_', 'gho_', 'ghs_', 'github_pat_', 'glpat-', 'xox', 'eyj', 'aiza',
]

/** The same with what must follow: how long a key is and of what, by those who issue it. */
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
const LONGEST = 2300

/**
 * Keys of cloud services and code hosts, and JSON web tokens (RFC 7519). Examples say that they are.
 * Cost: bounded for each place.
 */
export function* accessKeys({ text, keys }: Leads): Generator<Found> {
  let last = 0
  for (const start of keys) {
    if (start < last || /[0-9A-Za-z_-]/.test(text.charAt(start - 1))) continue
    const key = KEY.exec(text.slice(start, start + LONGEST))?.[0]
    if (key === undefined || !/[0-9]/.test(key) || /example/i.test(key)) continue
    last = start + key.length
    yield { start, end: last, canonical: key, ...evidence('confirmed', 'prefix-known') }
  }
}
