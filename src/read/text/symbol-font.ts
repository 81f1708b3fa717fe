/**
 * Signs of the Wingdings font that marks are written with; its letters stand at U+F000 and up (ISO/IEC 29500-1,
 * 17.3.3.30).
 */
const WINGDINGS: ReadonlyMap<number, string> = new Map([
  [0xab, '★'], [0xac, '✦'], [0xad, '✪'], [0xae, '✮'], [0xaf, '✶'],
  [0xb0, '✴'], [0xb1, '✹'], [0xb2, '✵'], [0xb5, '✪'], [0xb6, '✰'],
])

/**
 * The character a symbol element draws; one of an unknown symbol font stays in the private use area. Empty for a bad
 * code.
 */
export function symbol(font: string, code: string): string {
  const point = /^[\da-f]{1,6}$/i.test(code) ? Number.parseInt(code, 16) : 0
  if (point === 0 || point > 0x10ffff) return ''
  const sign = /^wingdings$/i.test(font.trim()) ? WINGDINGS.get(point & 0xff) : undefined
  return sign ?? String.fromCodePoint(point)
}
