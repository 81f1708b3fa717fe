import { escapeControls } from '../../text/escape-controls.js'
import { escapeMarkup } from '../../text/escape-markup.js'

/** Markup. Only `html` and `raw` create it, so that no text of a document becomes markup by mistake. */
export interface Markup {
  readonly markup: string
}

/** A template of markup. Values that are not markup are escaped, for text and for quoted attributes. */
export function html(pieces: TemplateStringsArray, ...values: readonly (Markup | string | number)[]): Markup {
  return { markup: pieces.map((piece, at) => piece + (at < values.length ? markupOf(values[at]!) : '')).join('') }
}

/** Markup that needs no escaping: the style, the script, closed lists of tags. */
export function raw(markup: string): Markup {
  return { markup }
}

/** Joins pieces of markup, one on each line. */
export function join(pieces: readonly Markup[]): Markup {
  return { markup: pieces.map(({ markup }) => markup).join('\n') }
}

function markupOf(value: Markup | string | number): string {
  return typeof value === 'object' ? value.markup : escapeMarkup(escapeControls(String(value)))
}
