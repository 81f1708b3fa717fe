import { locate, type DocumentFacts, type Finding, type Part, type Place } from '../model/index.js'
import type { Layout } from './layout.js'

/** What may be shown of the facts. */
interface FactsDisplay {
  /** Whether to show what is text of the document: title, organ, signers, organs it goes to. */
  readonly texts: boolean
  /** Findings whose lines must not be shown. */
  readonly secret: readonly Finding[]
  /** Masks the values in a text. */
  readonly mask: (text: string) => string
}

/** The facts as they may be shown; `undefined` when there are none. */
export function shownFacts(layout: Layout, { texts, secret, mask }: FactsDisplay): DocumentFacts | undefined {
  const { facts, lines, part } = layout
  const shown: Partial<Record<keyof DocumentFacts, unknown>> = {}
  for (const key of Object.keys(facts) as (keyof DocumentFacts)[]) {
    if (!texts && TEXTS.has(key)) continue
    if (part && holdsSecret(part, lines[key] ?? [], secret)) continue
    const value = facts[key]
    shown[key] = typeof value === 'string' ? mask(value) : Array.isArray(value) ? value.map(mask) : value
  }
  return Object.keys(shown).length === 0 ? undefined : shown as DocumentFacts
}

const TEXTS: ReadonlySet<keyof DocumentFacts> = new Set<keyof DocumentFacts>([
  'organ', 'signers', 'title', 'addressee', 'copiedTo', 'printedBy',
])

function holdsSecret(part: Part, lines: readonly { readonly start: number }[], secret: readonly Finding[]): boolean {
  if (secret.length === 0) return false
  return lines.some(({ start }) => {
    const place = locate(part, start)
    return secret.some(({ location }) => location.kind === part.kind && isSameLine(location, place))
  })
}

function isSameLine(one: Place, other: Place): boolean {
  return one.page === other.page && one.paragraph === other.paragraph && one.line === other.line
    && one.cell === other.cell
}
