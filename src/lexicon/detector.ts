import type { Detector } from '../model/index.js'
import { IDENTIFIER_DEFAULTS, MARK_DEFAULTS, TERM_DEFAULTS } from './defaults.js'
import type { RuleData } from './lexicon-data.js'
import { DETECTOR_KEYS, TERM_OPTIONS } from './schema.js'

/** What is wrong with the shape of a rule as a whole, and at which key. */
export interface Misfit {
  readonly key: string
  readonly message: string
}

/** The rule's detector with its defaults filled in, or why it has none. */
export function detectorOf(written: RuleData): Detector | readonly Misfit[] {
  const present = DETECTOR_KEYS.filter((key) => written[key] !== undefined)
  if (present.length !== 1) {
    const [known, named] = [DETECTOR_KEYS.join(', '), present.join(' and ') || 'none']
    return [{ key: present[1] ?? 'id', message: `a rule has one of ${known}; this one has ${named}` }]
  }
  const misplaced = TERM_OPTIONS.filter((key) => written.terms === undefined && written[key] !== undefined)
  if (misplaced.length > 0) return misplaced.map((key) => ({ key, message: `${key} belongs to a rule of terms` }))
  return termDetector(written) ?? markDetector(written) ?? numberDetector(written) ?? identifierDetector(written)!
}

function termDetector(written: RuleData): Detector | undefined {
  const { terms, edges, spaces, stances, otherwise, except, near, parts } = written
  if (!terms) return undefined
  const chosen = present({ terms, edges, spaces, stances, otherwise, except, near, parts })
  return { kind: 'terms', ...TERM_DEFAULTS, ...chosen } as Detector
}

function markDetector({ mark }: RuleData): Detector | undefined {
  return mark && { kind: 'mark', ...MARK_DEFAULTS, ...present(mark) } as Detector
}

function numberDetector(written: RuleData): Detector | undefined {
  const number = written['document-number']
  return number && { kind: 'document-number', classes: number.classes, except: number.except ?? [] }
}

function identifierDetector({ identifier }: RuleData): Detector | undefined {
  if (!identifier) return undefined
  const { kind, keywords, 'list-from': listFrom, 'list-severity': listSeverity } = identifier
  const chosen = present({ keywords, listFrom, listSeverity })
  return { kind: 'identifier', identifier: kind, ...IDENTIFIER_DEFAULTS, ...chosen } as Detector
}

/** Without the keys that were not written, so that they do not hide a default. */
function present(options: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}
