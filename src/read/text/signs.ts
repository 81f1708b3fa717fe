/** A byte order mark, or the like: what it says and how many bytes it takes. */
export interface Bom {
  readonly encoding: string
  readonly length: number
}

const BOMS: readonly (readonly [encoding: string, hex: string])[] = [
  ['utf-32le', 'fffe0000'],
  ['utf-32be', '0000feff'],
  ['gb18030', '84319533'],
  ['utf-8', 'efbbbf'],
  ['utf-16le', 'fffe'],
  ['utf-16be', 'feff'],
]

/** The byte order mark that bytes begin with. */
export function bomOf(bytes: Uint8Array): Bom | undefined {
  const head = Buffer.from(bytes.subarray(0, 4)).toString('hex')
  const found = BOMS.find(([, hex]) => head.startsWith(hex))
  return found && { encoding: found[0], length: found[1].length / 2 }
}

/** Bytes that signs are looked for in, from the head and from the middle: a long preamble alone must not decide. */
const SAMPLE = 32 * 1024

export function sampleOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= 2 * SAMPLE) return bytes
  const middle = (bytes.length >> 1) & ~3
  return Buffer.concat([bytes.subarray(0, SAMPLE), bytes.subarray(middle, middle + SAMPLE)])
}

/**
 * UTF-16 without a mark, told by its zeros: the high bytes of ASCII, blanks and digits, all on one side; a text of
 * pure Chinese has none and is left to `decode`'s comparison. What it decodes to must then be sane.
 */
export function looksUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const sample = sampleOf(bytes)
  const zeros = [0, 0]
  for (let at = 0; at < sample.length; at++) if (sample[at] === 0) zeros[at & 1]!++
  const [even, odd] = zeros as [number, number]
  if (even + odd === 0) return undefined
  const encoding = odd >= even ? 'utf-16le' : 'utf-16be'
  return saneUtf16(sample, encoding) ? encoding : undefined
}

/** Nine of ten units are of scripts and signs that documents here are written in, and none is a stray control. */
export function saneUtf16(sample: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): boolean {
  const text = new TextDecoder(encoding).decode(sample.subarray(0, sample.length & ~1))
  let sane = 0
  let wild = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (isSane(unit)) sane++
    else if (unit < 0x20 || unit >= 0xfff0 || (unit >= 0xe000 && unit < 0xf900)) wild++
  }
  return text.length > 0 && sane >= text.length * 0.9 && wild <= text.length * 0.01
}

function isSane(unit: number): boolean {
  return (unit >= 0x20 && unit < 0x250 && unit !== 0x7f) || (unit >= 9 && unit <= 13)
    || (unit >= 0x2000 && unit < 0x2700) || (unit >= 0x3000 && unit < 0x3400)
    || (unit >= 0x4e00 && unit < 0xa000) || (unit >= 0xff00 && unit < 0xfff0)
}

/**
 * Controls that no text has. ESC and SO/SI belong to ISO 2022, 0x1A ends DOS files, 0x0C is a page, 0x08 overstrikes.
 */
function isWild(byte: number): boolean {
  return byte < 8 || (byte >= 0x10 && byte < 0x1a) || (byte >= 0x1c && byte < 0x20) || byte === 0x7f
}

/** More than one byte in a hundred of the sample is a control that no text has. */
export function looksBinary(bytes: Uint8Array): boolean {
  const sample = sampleOf(bytes)
  let wild = 0
  for (let at = 0; at < sample.length; at++) if (isWild(sample[at]!)) wild++
  return wild * 100 > sample.length
}
