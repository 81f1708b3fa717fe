/**
 * Makes a text of a document or a file name harmless on a terminal and in a log line: control characters (C0, DEL,
 * C1: escape sequences, line ends), bidirectional controls (UAX #9), line separators, lone surrogates and
 * characters that do not show (Unicode Default_Ignorable_Code_Point but for what joins emoji) become visible escapes
 * like `\u202e`. Linear; two escaped texts that look alike are alike.
 */
export function harmless(text: string): string {
  return text.replace(HARMFUL, escaped)
}

/** The arguments of a sentence, each harmless. */
export function harmlessArgs(args: Readonly<Record<string, string | number>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, harmless(String(value))]))
}

// The soft hyphen, zero-width and word-joining characters are named one by one: they hide inside marks and file names.
const UNSEEN = '\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f'
  + '\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb'
const HARMFUL = new RegExp([
  `[${UNSEEN}]`,
  '[\\ud800-\\udbff](?![\\udc00-\\udfff])',
  '(?<![\\ud800-\\udbff])[\\udc00-\\udfff]',
  '\\udb40[\\udc00-\\udfff]',
].join('|'), 'g')

function escaped(character: string): string {
  return [...Array(character.length).keys()]
    .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
    .join('')
}
