import { Masking, type MaskedKind, type MaskedSpan } from '../../mask/index.js'
import type { Part, Rule } from '../../model/index.js'
import type { Candidate } from '../candidate.js'

/** What a rule's findings are masked as; undefined for marks and terms, which are the rule's words. */
export function maskedKind({ detector, sensitive }: Rule): MaskedKind | undefined {
  if (detector.kind === 'identifier') return detector.identifier
  if (detector.kind === 'terms' && detector.value) return 'credential'
  return sensitive ? 'term' : undefined
}

/** The values of all candidates of a document, also of suppressed ones and notes. */
export interface DocumentValues {
  readonly masking: Masking
  /** By index of the part, ordered by start. */
  readonly spans: ReadonlyMap<number, readonly MaskedSpan[]>
}

/** Collects the values of a document. Cost: linear in the candidates. */
export function collectValues(
  candidates: readonly Candidate[], rules: readonly Rule[], parts: readonly Part[],
): DocumentValues {
  const masking = new Masking()
  const spans = new Map<number, MaskedSpan[]>()
  for (const { rule, part, start, end } of candidates) {
    const kind = maskedKind(rules[rule]!)
    if (!kind) continue
    masking.add(parts[part]!.text.slice(start, end), kind)
    const own = spans.get(part)
    if (own) own.push({ start, end, kind })
    else spans.set(part, [{ start, end, kind }])
  }
  for (const own of spans.values()) own.sort((a, b) => a.start - b.start)
  return { masking, spans }
}
