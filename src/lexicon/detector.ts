import { complain, type Complaint, type Detector, type SourcePosition } from '../model/index.js'
import { IDENTIFIER_DEFAULTS, MARK_DEFAULTS, TERM_DEFAULTS } from './defaults.js'
import type { RuleData } from './lexicon-data.js'
import { DETECTOR_KEYS, TERM_OPTIONS } from './schema.js'

/** The detector of a rule, with defaults filled in; or what is wrong with its keys. */
export function detectorFrom(
  data: RuleData, positionOf: (key: string) => SourcePosition,
): Detector | readonly Complaint[] {
  const { id: rule } = data
  const present = DETECTOR_KEYS.filter((key) => data[key] !== undefined)
  if (present.length !== 1) {
    const known = DETECTOR_KEYS.join(', ')
    const [, second] = present
    return [second === undefined
      ? complain(positionOf('id'), 'no-detector', { rule, known })
      : complain(positionOf(second), 'two-detectors', { rule, known, given: present.join(', ') })]
  }
  const misplaced = TERM_OPTIONS.filter((key) => data.terms === undefined && data[key] !== undefined)
  if (misplaced.length > 0) return misplaced.map((key) => complain(positionOf(key), 'term-option', { rule, key }))
  return termDetector(data) ?? markDetector(data) ?? numberDetector(data) ?? identifierDetector(data)!
}

function termDetector(data: RuleData): Detector | undefined {
  const { terms, edges, spaces, stances, otherwise, except, near, value, parts } = data
  if (!terms) return undefined
  const given = withoutUndefined({ terms, edges, spaces, stances, otherwise, except, near, value, parts })
  return { kind: 'terms', ...TERM_DEFAULTS, ...given } as Detector
}

function markDetector({ mark }: RuleData): Detector | undefined {
  return mark && { kind: 'mark', ...MARK_DEFAULTS, ...withoutUndefined(mark) }
}

function numberDetector(data: RuleData): Detector | undefined {
  const number = data['document-number']
  return number && { kind: 'document-number', classes: number.classes, except: number.except ?? [] }
}

function identifierDetector({ identifier }: RuleData): Detector | undefined {
  if (!identifier) return undefined
  const { kind, keywords, 'list-from': listFrom, 'list-severity': listSeverity } = identifier
  const given = withoutUndefined({ keywords, listFrom, listSeverity })
  return { kind: 'identifier', identifier: kind, ...IDENTIFIER_DEFAULTS, ...given }
}

/** Removes keys without a value, so that they do not override defaults. */
function withoutUndefined(options: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}
