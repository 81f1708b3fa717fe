import { Stop } from './stop.js'

/** What a text may not hold, or not everywhere, or what stands for something else (XML 1.0, 2.2, 2.4, 2.11). */
const ODD = /[&\]\r\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/
const ODD_VALUE = /[<&\0-\x1f\ufffe\uffff]/
const FORBIDDEN = /[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/**
 * What is written between two tags, as it reads: character references resolved, line ends made `\n`.
 * @throws Stop `malformed` for `]]>`, a forbidden character, and a reference to anything but a character or one of the
 * five names.
 */
export function textOf(written: string): string {
  if (!ODD.test(written)) return written
  if (written.includes(']]>')) throw new Stop('malformed')
  return resolved(literal(written))
}

/**
 * The value of an attribute likewise; its spaces and line ends are spaces (XML 1.0, 3.3.3).
 * @throws Stop `malformed` for a `<` and what a text may not hold.
 */
export function valueOf(written: string): string {
  if (!ODD_VALUE.test(written)) return written
  if (written.includes('<')) throw new Stop('malformed')
  return resolved(literal(written).replace(/[\t\n]/g, ' '))
}

/** What is no markup at all: CDATA, comments, instructions; line ends made `\n`. */
export function literal(written: string): string {
  if (FORBIDDEN.test(written)) throw new Stop('malformed')
  return written.includes('\r') ? written.replace(/\r\n?/g, '\n') : written
}

function resolved(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&([^&;]*;?)/g, (_whole, reference: string) => {
    const character = characterOf(reference)
    if (character === undefined) throw new Stop('malformed')
    return character
  })
}

/** `amp;`, `#26426;`, `#x673a;`; undefined for anything else. */
function characterOf(reference: string): string | undefined {
  const [, name = '', decimal, hex] = /^(?:([a-z]+)|#(\d+)|#x([\da-fA-F]+));$/.exec(reference) ?? []
  if (Object.hasOwn(NAMED, name)) return NAMED[name]
  const code = hex !== undefined ? Number.parseInt(hex, 16) : decimal !== undefined ? Number(decimal) : 0
  const allowed = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) && code !== 0
  const character = allowed ? String.fromCodePoint(code) : ''
  return character === '' || FORBIDDEN.test(character) ? undefined : character
}
