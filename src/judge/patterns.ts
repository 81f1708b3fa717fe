import { LEVELS, type Detector } from '../model/index.js'
import { SEARCHES } from './identifiers/searches.js'

/**
 * What a detector wants the automaton to look for. A class word of one character (密) comes with what opens the
 * year or number after it, so that it does not hit in every sentence. Identifiers are looked for without the automaton; the
 * labels of those that are nothing without one tell whether to look at all.
 */
export function patternsOf(detector: Detector): readonly string[] {
  switch (detector.kind) {
    case 'terms': return detector.terms
    case 'mark': return LEVELS
    case 'document-number': return detector.classes.flatMap(opened)
    case 'identifier': return SEARCHES[detector.identifier].by === 'labelled' ? detector.keywords : []
  }
}

function opened(word: string): readonly string[] {
  return word.length > 1 ? [word] : OPENINGS.map((sign) => word + sign)
}

const OPENINGS = ['〔', '[', '(', '【', '{', '<', '〈', '字']
