import type { Span } from '../model/index.js'
import { fold } from '../normalise/index.js'
import { findEncoded } from './encoded.js'
import { KnownValues } from './known-values.js'
import { findShapes, type MaskedSpan } from './shapes.js'
import { findSplitNumbers } from './split-numbers.js'
import { maskValue } from './value.js'
import { viewsOf } from './views.js'

/** Masks the values in a text that a report shows. */
export type MaskText = (text: string) => string

/**
 * Masks every text that leaves the program about one document. It knows the values of all findings of the document,
 * also of suppressed ones and notes, and what looks like a value by its form (`findShapes`).
 */
export class Masking {
  readonly #known = new KnownValues()
  readonly #masked = new Map<string, string>()

  /** Makes a value known; from then on it is masked wherever it stands. */
  add(value: string, kind: MaskedSpan['kind']): void {
    this.#known.add(value, kind)
  }

  /** A name or a line as it may be shown. Names repeat, so results are kept. */
  readonly text: MaskText = (text) => {
    let masked = this.#masked.get(text)
    if (masked === undefined) {
      masked = applySpans(text, this.spansIn(text))
      if (this.#masked.size < MAX_KEPT) this.#masked.set(text, masked)
    }
    return masked
  }

  /**
   * What must not be shown of a text. Full-width and invisible characters count as what a reader sees, encoded ones as
   * what they stand for.
   */
  spansIn(text: string): MaskedSpan[] {
    const found = viewsOf(text).flatMap((view) => this.#foundIn(view.text).map((span) => {
      const [start, end] = [view.starts[span.start]!, view.ends[span.end - 1]!]
      return { start, end, kind: view.isDecoded ? 'credential' as const : span.kind }
    }))
    return [...found, ...findEncoded(text, (decoded) => this.#foundIn(fold(decoded).text).length > 0)]
  }

  #foundIn(folded: string): MaskedSpan[] {
    return [...this.#known.find(folded), ...findShapes(folded), ...findSplitNumbers(folded)]
  }
}

/** Names kept with their masked form. */
const MAX_KEPT = 10_000

const noDocument = new Masking()

/** Masks what looks like a value by its form, in a text that belongs to no document that was screened. */
export const maskText: MaskText = (text) => applySpans(text, noDocument.spansIn(text))

/**
 * Masks each name of a path on its own, so that the path of a member begins with the masked path of its container, and
 * numbers that the names of folders spell together.
 */
export function maskPath(path: string, mask: MaskText = maskText): string {
  const levels = path.split('!').map((level) => applySpans(level, splitNumbersIn(level)))
  return levels.join('!').split(/([/\\!])/).map((name, at) => (at % 2 === 0 ? mask(name) : name)).join('')
}

/** Numbers across separators of a path, and values in escapes, whose backslashes look like separators. */
function splitNumbersIn(path: string): MaskedSpan[] {
  // A line break in a name splits no lines.
  return viewsOf(path.replace(/[\n\r]/g, ' ')).flatMap(({ text, starts, ends, isDecoded }) =>
    [...findSplitNumbers(text), ...(isDecoded ? findShapes(text) : [])].map(({ start, end, kind }) =>
      ({ start: starts[start]!, end: ends[end - 1]!, kind: isDecoded ? 'credential' : kind })))
}

/**
 * The text of `range` with spans masked. A span that lies in the range in part is replaced by stars entirely: what is
 * left of it would be a part of a value.
 */
export function applySpans(
  text: string, spans: readonly MaskedSpan[], range: Span = { start: 0, end: text.length },
): string {
  let result = ''
  let at = range.start
  for (const span of mergeSpans(spans)) {
    const start = Math.max(at, span.start)
    const end = Math.min(range.end, span.end)
    if (start >= end) continue
    const value = text.slice(start, end)
    const isWhole = start === span.start && end === span.end
    result += text.slice(at, start) + maskValue(isWhole ? span.kind : 'credential', value)
    at = end
  }
  return result + text.slice(at, range.end)
}

/** Spans in order; of spans that overlap, one over all of them. It is a credential unless one of them covers it. */
function mergeSpans(spans: readonly MaskedSpan[]): MaskedSpan[] {
  const merged: MaskedSpan[] = []
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1)
    if (!last || span.start >= last.end) merged.push(span)
    else if (span.end > last.end || span.kind === 'credential') {
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end), kind: 'credential' }
    }
  }
  return merged
}
