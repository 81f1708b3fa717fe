import type { Finding, PartKind, PreviewElement, PreviewNode } from '../model/index.js'

/**
 * Marks findings in a readable text. A finding is looked for by its words, spaces and invisible characters left out
 * of account; of several places the one counts whose surroundings are most like those of the finding. What is not in
 * the text is not marked. Findings must carry their values and context (`reveal`). Cost: the text once for each of
 * the first `MOST` findings.
 */
export function highlight(nodes: readonly PreviewNode[], findings: readonly Finding[]): PreviewNode[] {
  const squeezed = squeeze(textOf(nodes))
  const spans = findings.slice(0, MOST).flatMap((finding, index) => {
    const places = SHOWN_PARTS.has(finding.location.kind) ? placesOf(finding, squeezed) : []
    return places.map((place) => ({ ...place, finding: index }))
  }).sort((a, b) => a.start - b.start || b.end - a.end)
  return new Marker(spans).mark(nodes)
}

const MOST = 500
/** Kinds of parts that a readable text shows. */
const SHOWN_PARTS: ReadonlySet<PartKind> = new Set([
  'body', 'cell', 'textbox', 'footnote', 'endnote', 'comment', 'field', 'link', 'notes', 'form-field', 'revision',
])
/** Places of one finding that are compared. */
const MOST_PLACES = 1000
const CONTEXT = 20

interface Place {
  readonly start: number
  readonly end: number
}

interface MarkedPlace extends Place {
  readonly finding: number
}

/** A text without what a reader reads over, and where each unit of it stood. */
interface Squeezed {
  readonly text: string
  readonly at: readonly number[]
}

function squeeze(text: string): Squeezed {
  const at: number[] = []
  let kept = ''
  for (let index = 0; index < text.length; index++) {
    const unit = text.charAt(index)
    if (/[\s\p{Cf}]/u.test(unit)) continue
    kept += unit
    at.push(index)
  }
  return { text: kept, at }
}

/** All text in its order; what parts two blocks is white space, which does not count. */
function textOf(nodes: readonly PreviewNode[]): string {
  return nodes.map((node) => {
    if (typeof node === 'string') return node
    return 'tag' in node ? textOf(node.children) : node.text
  }).join('')
}

function placesOf({ match, context }: Finding, { text, at }: Squeezed): Place[] {
  const words = squeeze(match).text
  if (words === '') return []
  const before = squeeze(context?.before ?? '').text.slice(-CONTEXT)
  const after = squeeze(context?.after ?? '').text.slice(0, CONTEXT)
  let best = 0
  let places: Place[] = []
  let seen = 0
  for (let from = text.indexOf(words); from >= 0 && seen < MOST_PLACES; from = text.indexOf(words, from + 1), seen++) {
    const end = from + words.length
    const ahead = commonEnd(text.slice(Math.max(0, from - CONTEXT), from), before)
    const likeness = 1 + ahead + commonStart(text.slice(end, end + CONTEXT), after)
    if (likeness > best) places = []
    if (likeness >= best) places.push({ start: at[from]!, end: at[end - 1]! + 1 })
    best = Math.max(best, likeness)
  }
  return places
}

function commonStart(a: string, b: string): number {
  let units = 0
  while (units < a.length && a[units] === b[units]) units++
  return units
}

function commonEnd(a: string, b: string): number {
  let units = 0
  while (units < a.length && units < b.length && a[a.length - 1 - units] === b[b.length - 1 - units]) units++
  return units
}

/** Walks the text once and cuts it at the edges of spans. Guarded state: how far the text and the spans are done. */
class Marker {
  #at = 0
  #next = 0

  constructor(readonly spans: readonly MarkedPlace[]) {}

  mark(nodes: readonly PreviewNode[]): PreviewNode[] {
    return nodes.flatMap((node): PreviewNode[] => {
      if (typeof node === 'string') return this.#cut(node)
      if ('tag' in node) return [{ ...node, children: this.mark(node.children) } satisfies PreviewElement]
      return [node]
    })
  }

  #cut(text: string): PreviewNode[] {
    const pieces: PreviewNode[] = []
    const start = this.#at
    const end = start + text.length
    while (this.#at < end) {
      const span = this.#span()
      if (!span || span.start >= end) {
        pieces.push(text.slice(this.#at - start))
        break
      }
      if (span.start > this.#at) pieces.push(text.slice(this.#at - start, span.start - start))
      const from = Math.max(span.start, this.#at)
      const to = Math.min(span.end, end)
      pieces.push({ finding: span.finding, text: text.slice(from - start, to - start) })
      this.#at = to
    }
    this.#at = end
    return pieces
  }

  /** The span that is open or comes next; one inside another is left out. */
  #span(): MarkedPlace | undefined {
    while (this.#next < this.spans.length && this.spans[this.#next]!.end <= this.#at) this.#next++
    return this.spans[this.#next]
  }
}
