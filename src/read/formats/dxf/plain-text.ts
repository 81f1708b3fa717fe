/** Code pages of `\M+`: the digit before the bytes of a character. */
const CODE_PAGES: Readonly<Record<string, string>> = { 1: 'shift_jis', 2: 'big5', 3: 'euc-kr', 4: 'euc-kr', 5: 'gbk' }

/**
 * A text without the codes of `MTEXT` (fonts, heights, colours, paragraphs, stacked fractions) and of `TEXT` (`%%c`),
 * with the characters that it names by their code. Paragraphs are lines. Cost: linear.
 */
export function plainText(text: string): string {
  if (!/[\\{}]|%%/.test(text)) return text
  return text
    .replace(/\\U\+([\da-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\M\+([1-5])([\da-f]{4})/gi, (_, page: string, hex: string) =>
      new TextDecoder(CODE_PAGES[page]).decode(Buffer.from(hex, 'hex')))
    .replace(CODES, (_, code?: string) => (code === undefined ? '' : literalOf(code)))
    .replace(/%%([cdpou%])/gi, (_, sign: string) => SIGNS[sign.toLowerCase()]!)
}

/** What stands behind a backslash, and braces around what a code applies to. */
const CODES = /\\(\\|\{|\}|P|X|~|[ACFHQTWp][^;\\{}]{0,200};|f[^;{}]{0,200};|S[^;]{0,200};|[LlOoKk])|[{}]/g

const SIGNS: Readonly<Record<string, string>> = { c: '⌀', d: '°', p: '±', o: '', u: '', '%': '%' }

function literalOf(code: string): string {
  if (code === '\\' || code === '{' || code === '}') return code
  if (code === 'P' || code === 'X') return '\n'
  if (code === '~') return ' '
  return code.startsWith('S') ? code.slice(1, -1).replace(/[\^#]/, '/') : ''
}
