/**
 * Builds RTF from control words and Chinese text, which is written as `\uN?` or, with `gbk`, as bytes of code page 936.
 *
 *   rtf('机密\\par ', group('\\header ', '页眉'))
 *   rtf(gbk('b9fab1a3'))                      // bytes in hexadecimal
 */

export function rtf(...content: readonly string[]): Uint8Array {
  const head = '{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fcharset134 SimSun;}{\\f1\\fcharset136 MingLiU;}{\\f2\\fcharset0 Arial;}}'
  const colours = '{\\colortbl;\\red0\\green0\\blue0;\\red255\\green255\\blue255;}'
  return Buffer.from(`${head}${colours}\\uc1 ${content.map(unicode).join('')}}`, 'latin1')
}

/** A group whose text is written like all text. */
export function group(words: string, ...content: readonly string[]): string {
  return `{${words}${content.join('')}}`
}

/** Bytes as `\'xx`. */
export function escaped(hex: string): string {
  return hex.replace(/../g, (byte) => `\\'${byte}`)
}

function unicode(text: string): string {
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0) > 0x7fff ? unit.charCodeAt(0) - 0x10000 : unit.charCodeAt(0)}?`)
}
