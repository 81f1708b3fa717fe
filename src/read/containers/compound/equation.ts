/** Bytes of the header of an `Equation Native` stream (EQNOLEFILEHDR); its own length stands in the first two. */
const HEADER = 28

/** A character record of MTEF ("MathType MTEF v.3" and "v.5", Design Science), found by its first bytes. */
const CHARACTER = 2
const LEAST_TYPEFACE = 0x81
const MOST_TYPEFACE = 0xa0

/**
 * The characters of an equation of Equation Editor or MathType, in file order. Templates and sizes between them are
 * skipped, so a fraction reads as its numerator, then its denominator. Undefined for anything but MTEF 2 to 5.
 */
export function readEquation(stream: Buffer): string | undefined {
  if (stream.length < HEADER + 5 || stream.readUInt16LE(0) !== HEADER) return undefined
  const version = stream[HEADER]!
  if (version < 2 || version > 5) return undefined
  let text = ''
  for (let at = HEADER + 5; at + 4 <= stream.length;) {
    const found = version === 5 ? characterOf5(stream, at) : characterOf3(stream, at)
    if (found) text += found.character
    at = found?.end ?? at + 1
  }
  return text
}

interface Found {
  readonly character: string
  readonly end: number
}

/** Version 5: the type, options, the typeface, a character of Unicode. */
function characterOf5(stream: Buffer, at: number): Found | undefined {
  if (stream[at] !== CHARACTER || at + 5 > stream.length || stream[at + 1]! > 0x3f) return undefined
  return characterAt(stream, at + 2)
}

/** Versions 2 and 3: the type and options in one byte, the typeface, a character. */
function characterOf3(stream: Buffer, at: number): Found | undefined {
  return (stream[at]! & 0xf) === CHARACTER ? characterAt(stream, at + 1) : undefined
}

function characterAt(stream: Buffer, at: number): Found | undefined {
  const typeface = stream[at]!
  if (typeface < LEAST_TYPEFACE || typeface > MOST_TYPEFACE) return undefined
  const code = stream.readUInt16LE(at + 1)
  return code < 0x20 ? undefined : { character: String.fromCharCode(code), end: at + 3 }
}
