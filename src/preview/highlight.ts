import type { Finding, PartKind, PreviewElement, PreviewNode, Span } from '../model/index.js'

/**
 * Marks findings in a readable text. A finding is searched by its text; spaces and invisible characters are ignored.
 * When it occurs several times, the occurrences whose surroundings are most similar to its context are marked. Findings
 * must have their values and context (`reveal`). Cost: one search of the text for each of the first `MOST_FINDINGS`.
 */
export function highlight(nodes: readonly PreviewNode[], findings: readonly Finding[]): PreviewNode[] {
  const compacted = compact(textOf(nodes))
  const spans = findings.slice(0, MOST_FINDINGS).flatMap((finding, index) => {
    const found = SHOWN_PARTS.has(finding.location.kind) ? findSpans(finding, compacted) : []
    return found.map((span) => ({ ...span, finding: index }))
  }).sort((a, b) => a.start - b.start || b.end - a.end)
  return new Marker(spans).mark(nodes)
}

const MOST_FINDINGS = 500
/** Kinds of parts that a readable text shows. */
const SHOWN_PARTS: ReadonlySet<PartKind> = new Set([
  'body', 'cell', 'textbox', 'footnote', 'endnote', 'comment', 'field', 'link', 'notes', 'form-field', 'revision',
])
/** Occurrences of one finding that are compared. */
const MOST_OCCURRENCES = 1000
/** Code units of context that are compared on each side. */
const CONTEXT = 20

interface MarkedSpan extends Span {
  readonly finding: number
}

/** A text without spaces and invisible characters, and the offset of each unit in the original. */
interface CompactText {
  readonly text: string
  readonly at: readonly number[]
}

function compact(text: string): CompactText {
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

/** All text of the nodes, without separators: white space is ignored anyway. */
function textOf(nodes: readonly PreviewNode[]): string {
  return nodes.map((node) => {
    if (typeof node === 'string') return node
    return 'tag' in node ? textOf(node.children) : node.text
  }).join('')
}

function findSpans({ match, context }: Finding, { text, at }: CompactText): Span[] {
  const wanted = compact(match).text
  if (wanted === '') return []
  const before = compact(context?.before ?? '').text.slice(-CONTEXT)
  const after = compact(context?.after ?? '').text.slice(0, CONTEXT)
  let best = 0
  let spans: Span[] = []
  let from = text.indexOf(wanted)
  for (let seen = 0; from >= 0 && seen < MOST_OCCURRENCES; seen++, from = text.indexOf(wanted, from + 1)) {
    const end = from + wanted.length
    const ahead = commonEnd(text.slice(Math.max(0, from - CONTEXT), from), before)
    const similarity = 1 + ahead + commonStart(text.slice(end, end + CONTEXT), after)
    if (similarity > best) spans = []
    if (similarity >= best) spans.push({ start: at[from]!, end: at[end - 1]! + 1 })
    best = Math.max(best, similarity)
  }
  return spans
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

/** Splits text nodes at the borders of spans. Keeps the position in the text and in the sorted spans between nodes. */
class Marker {
  #at = 0
  #next = 0

  constructor(readonly spans: readonly MarkedSpan[]) {}

  mark(nodes: readonly PreviewNode[]): PreviewNode[] {
    return nodes.flatMap((node): PreviewNode[] => {
      if (typeof node === 'string') return this.#split(node)
      if ('tag' in node) return [{ ...node, children: this.mark(node.children) } satisfies PreviewElement]
      return [node]
    })
  }

  #split(text: string): PreviewNode[] {
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

  /** The current or next span. A span inside another one is skipped. */
  #span(): MarkedSpan | undefined {
    while (this.#next < this.spans.length && this.spans[this.#next]!.end <= this.#at) this.#next++
    return this.spans[this.#next]
  }
}
