import type { IdentifierDetector, MarkDetector, TermDetector } from '../model/index.js'

/** Defaults of the keys that a rule may omit. */
export const TERM_DEFAULTS: Omit<TermDetector, 'kind' | 'terms'> = {
  edges: 'word',
  spaces: 'inline',
  stances: ['alone', 'label', 'bracketed', 'leading', 'running'],
  otherwise: 'suppress',
  except: [],
}

export const MARK_DEFAULTS: Omit<MarkDetector, 'kind'> = {
  labels: ['密级'],
  stars: ['★'],
  terms: [],
  except: [],
  mention: 'note',
}

export const IDENTIFIER_DEFAULTS: Omit<IdentifierDetector, 'kind' | 'identifier'> = {
  keywords: [],
  listFrom: 10,
  listSeverity: 'block',
}
