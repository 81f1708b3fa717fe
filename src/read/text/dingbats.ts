/** Codes of ZapfDingbats whose characters are out of order (Adobe's zapfdingbats.txt); ★, used in marks, is one. */
const OUT_OF_ORDER: Readonly<Record<number, number>> = {
  0x25: 0x260e, 0x2a: 0x261b, 0x2b: 0x261e, 0x48: 0x2605, 0x6c: 0x25cf, 0x6e: 0x25a0, 0x73: 0x25b2, 0x74: 0x25bc,
  0x75: 0x25c6, 0x77: 0x25d7, 0xa8: 0x2663, 0xa9: 0x2666, 0xaa: 0x2665, 0xab: 0x2660, 0xd5: 0x2192, 0xd6: 0x2194,
  0xd7: 0x2195,
}

/** The character for a code of ZapfDingbats. pdf.js returns the Latin letter with that code instead (H for ★). */
export function dingbat(code: number): string | undefined {
  const character = OUT_OF_ORDER[code]
  if (character !== undefined) return String.fromCharCode(character)
  if (code > 0x20 && code < 0x7f) return String.fromCharCode(0x2701 + code - 0x21)
  if (code >= 0xac && code <= 0xb5) return String.fromCharCode(0x2460 + code - 0xac)
  return code > 0xa0 && code < 0xff ? String.fromCharCode(0x2761 + code - 0xa1) : undefined
}
