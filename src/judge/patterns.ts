import { LEVELS, type Detector, type IdentifierDetector } from '../model/index.js'
import { KEY_PREFIXES } from './identifiers/access-key.js'
import { SEARCHES, type Confirmation } from './identifiers/searches.js'
import { MARK_STARS } from './marks/interrupted.js'

/**
 * The patterns that the matcher searches for on behalf of a detector.
 * - A class word of one character (密) is extended by the sign that opens the year or number after it; alone it would
 *   hit in every sentence.
 * - Identifiers start from runs of digits, `@` and prefixes of keys. For kinds that need a keyword, the keywords are
 *   patterns too: a part without one is not searched.
 */
export function patternsOf(detector: Detector): readonly string[] {
  switch (detector.kind) {
    case 'terms': return detector.terms
    case 'mark': return [...LEVELS, ...MARK_STARS]
    case 'document-number': return detector.classes.flatMap(classPatterns)
    case 'identifier': return identifierPatterns(detector)
  }
}

/** The sign before the host of a mail address. */
export const MAIL_SIGN = '@'

function classPatterns(word: string): readonly string[] {
  return word.length > 1 ? [word] : OPENING_SIGNS.map((sign) => word + sign)
}

const OPENING_SIGNS = ['〔', '[', '(', '【', '{', '<', '〈', '字']

function identifierPatterns({ identifier, keywords }: IdentifierDetector): readonly string[] {
  const { list, confirmedBy } = SEARCHES[identifier]
  if (list === 'mails') return [MAIL_SIGN]
  if (list === 'keys') return KEY_PREFIXES
  return NEEDS_KEYWORDS.has(confirmedBy) ? keywords : []
}

const NEEDS_KEYWORDS: ReadonlySet<Confirmation> = new Set<Confirmation>(['form-or-keyword', 'keyword', 'label'])
