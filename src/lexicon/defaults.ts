import type { IdentifierDetector, MarkDetector, TermDetector } from '../model/index.js'

/** What a rule means where its file is silent: the one place. */
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
