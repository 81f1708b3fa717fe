/**
 * The character that a glyph name stands for (Adobe Glyph List for New Fonts): `uni673A`, a Latin letter, a digit.
 * Undefined for other names, such as `g12`, which say nothing.
 */
export function statedCharacter(name: string): string | undefined {
  if (/^[A-Za-z]$/.test(name)) return name
  const hex = /^uni([0-9A-F]{4})$/.exec(name)?.[1]
  if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
  const digit = DIGITS.indexOf(name)
  return digit < 0 ? undefined : String(digit)
}

const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
