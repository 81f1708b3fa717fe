import { harmless } from '../../text/harmless.js'
import { escapeMarkup } from '../../text/escape-markup.js'

/**
 * Text that is markup already. Made by `html` and `raw` alone, so that nothing of a document becomes markup by mistake.
 */
export interface Markup {
  readonly markup: string
}

/**
 * Markup with values in it; each value that is not markup itself is made harmless and escaped,
 * in text and in quoted attributes.
 */
export function html(pieces: TemplateStringsArray, ...values: readonly (Markup | string | number)[]): Markup {
  return { markup: pieces.map((piece, at) => piece + (at < values.length ? markupOf(values[at]!) : '')).join('') }
}

/** Our own style and script, as they stand. */
export function raw(markup: string): Markup {
  return { markup }
}

/** Several pieces, one a line. */
export function join(pieces: readonly Markup[]): Markup {
  return { markup: pieces.map(({ markup }) => markup).join('\n') }
}

function markupOf(value: Markup | string | number): string {
  return typeof value === 'object' ? value.markup : escapeMarkup(harmless(String(value)))
}
