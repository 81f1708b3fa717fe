import { Stop } from './stop.js'

/** Characters that are forbidden, restricted or replaced in XML text (XML 1.0, 2.2, 2.4, 2.11). */
const ODD = /[&\]\r\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/
const ODD_VALUE = /[<&\0-\x1f\ufffe\uffff]/
const FORBIDDEN = /[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/**
 * The text written between two tags, with character references resolved and line ends normalised to `\n`.
 * @throws Stop `malformed` for `]]>`, a forbidden character, and a reference to anything but a character or one of the
 * five names.
 */
export function textOf(written: string): string {
  if (!ODD.test(written)) return written
  if (written.includes(']]>')) throw new Stop('malformed')
  return resolved(literal(written))
}

/**
 * The value of an attribute with character references resolved; tabs and line ends become spaces (XML 1.0, 3.3.3).
 * @throws Stop `malformed` for a `<` and for what `textOf` rejects as a forbidden character or reference.
 */
export function valueOf(written: string): string {
  if (!ODD_VALUE.test(written)) return written
  if (written.includes('<')) throw new Stop('malformed')
  return resolved(literal(written).replace(/[\t\n]/g, ' '))
}

/** Text without references (CDATA, comments, processing instructions), line ends normalised to `\n`. */
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
