import { dingbat } from './dingbats.js'
import { SYMBOL_FONT_TABLES } from './symbol-font-tables.js'

/** Characters by code from 0x20, by font; a space where the font has none. */
const FONTS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(SYMBOL_FONT_TABLES).map(([font, rows]) => [font, [...rows.join('')].map(asStar)]),
)
const DINGBATS = /^(itc ?)?zapf ?dingbats|^monotype ?sorts/

/** Maps the light and the heavy black star of Wingdings 2 to ★, as which readers see them in a mark. */
function asStar(character: string): string {
  return character === '\u{1f7c9}' || character === '\u{1f7ca}' ? '★' : character
}

/** True for a font that draws symbols for the codes of letters. */
export function isSymbolFont(font: string): boolean {
  const known = answers.get(font)
  if (known !== undefined) return known
  const name = nameOf(font)
  const answer = FONTS.has(name) || DINGBATS.test(name)
  if (answers.size < 1000) answers.set(font, answer)
  return answer
}

/** Cached answers by font: a document names few fonts, each thousands of times. */
const answers = new Map<string, boolean>()

/**
 * The character that a symbol element draws (ISO/IEC 29500-1, 17.3.3.30: `code` is hexadecimal). In an unknown symbol
 * font it stays in the private use area. Empty for an invalid code.
 */
export function symbol(font: string, code: string): string {
  const point = /^[\da-f]{1,6}$/i.test(code) ? Number.parseInt(code, 16) : 0
  if (point === 0 || point > 0x10ffff) return ''
  return characterOf(nameOf(font), point & 0xff) ?? String.fromCodePoint(point)
}

/**
 * Maps text in a symbol font to the characters that the font draws: from U+F020 to U+F0FF, where Windows puts the codes
 * of such fonts, and from U+0080 to U+00FF. ASCII stays as it is: programs show it in another font, and copied text has
 * the letters. Text in any other font is returned unchanged. Each character becomes one or two UTF-16 units.
 */
export function mapSymbols(font: string, text: string): string {
  if (font === '' || !MAPPED.test(text)) return text
  const name = nameOf(font)
  return text.replace(ALL_MAPPED, (character) => characterOf(name, character.charCodeAt(0) & 0xff) ?? character)
}

const MAPPED = /[\x80-\xff\uf020-\uf0ff]/
const ALL_MAPPED = new RegExp(MAPPED, 'g')

function characterOf(name: string, code: number): string | undefined {
  if (DINGBATS.test(name)) return dingbat(code)
  const character = FONTS.get(name)?.[code - 0x20]
  return character === undefined || (character === ' ' && code !== 0x20) ? undefined : character
}

/** The name of a font as in the tables; other spellings are `Wingdings2`, `"Wingdings 2"`, `SymbolMT`. */
function nameOf(font: string): string {
  return font.trim().replace(/^["'@]+|(?<!["'])["']+$/g, '').toLowerCase()
    .replace(/-regular$/, '').replace(/^symbolmt$/, 'symbol').replace(/^wingdings([23])$/, 'wingdings $1')
}
