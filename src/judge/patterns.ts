import { LEVELS, type Detector, type IdentifierDetector } from '../model/index.js'
import { KEY_PREFIXES } from './identifiers/access-key.js'
import { SEARCHES } from './identifiers/searches.js'

/**
 * What a detector wants the automaton to look for. A class word of one character (密) comes with what opens the
 * year or number after it, so that it does not hit in every sentence. Identifiers are looked for from the digits of a
 * text and a few signs (that of mail addresses, how keys begin); the words of those that are nothing without one tell
 * whether to look at all.
 */
export function patternsOf(detector: Detector): readonly string[] {
  switch (detector.kind) {
    case 'terms': return detector.terms
    case 'mark': return LEVELS
    case 'document-number': return detector.classes.flatMap(opened)
    case 'identifier': return leadingTo(detector)
  }
}

/** The sign before the host of a mail address. */
export const MAIL_SIGN = '@'

function leadingTo({ identifier, keywords }: IdentifierDetector): readonly string[] {
  const { among, by } = SEARCHES[identifier]
  if (among === 'mails') return [MAIL_SIGN]
  if (among === 'keys') return KEY_PREFIXES
  return by === 'labelled' || by === 'worded' || by === 'told' ? keywords : []
}

function opened(word: string): readonly string[] {
  return word.length > 1 ? [word] : OPENINGS.map((sign) => word + sign)
}

const OPENINGS = ['〔', '[', '(', '【', '{', '<', '〈', '字']
