/**
 * Escapes what could act on a terminal or forge a log line: control characters (C0, DEL, C1: escape sequences, line
 * ends), bidirectional controls (UAX #9), line separators, lone surrogates and invisible characters (Unicode
 * Default_Ignorable_Code_Point except those that join emoji) become escapes like `\u202e`. Cost: linear.
 */
export function escapeControls(text: string): string {
  return text.replace(ESCAPED, escaped)
}

/** The arguments of a sentence, each escaped. */
export function escapeArgs(args: Readonly<Record<string, string | number>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, escapeControls(String(value))]))
}

// Soft hyphens, zero-width and word-joining characters are in the list because they hide inside marks and file names.
const INVISIBLE = '\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f'
  + '\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb'
const ESCAPED = new RegExp([
  `[${INVISIBLE}]`,
  '[\\ud800-\\udbff](?![\\udc00-\\udfff])',
  '(?<![\\ud800-\\udbff])[\\udc00-\\udfff]',
  '\\udb40[\\udc00-\\udfff]',
].join('|'), 'g')

function escaped(character: string): string {
  return [...Array(character.length).keys()]
    .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
    .join('')
}
