/** A byte order mark: its encoding and its length in bytes. */
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

/** The byte order mark at the start of bytes. */
export function bomOf(bytes: Uint8Array): Bom | undefined {
  const head = Buffer.from(bytes.subarray(0, 4)).toString('hex')
  const found = BOMS.find(([, hex]) => head.startsWith(hex))
  return found && { encoding: found[0], length: found[1].length / 2 }
}

/** Bytes sampled from the head and again from the middle: a long preamble alone must not decide. */
const SAMPLE = 32 * 1024

export function sampleOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= 2 * SAMPLE) return bytes
  const middle = (bytes.length >> 1) & ~3
  return Buffer.concat([bytes.subarray(0, SAMPLE), bytes.subarray(middle, middle + SAMPLE)])
}

/**
 * Recognises UTF-16 without a byte order mark by its zeros: the high bytes of ASCII characters are zero, and all at
 * even or all at odd offsets. The decoded text must be plausible too. Pure Chinese has no zeros; `decode` compares
 * readings.
 */
export function looksUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const sample = sampleOf(bytes)
  const zeros = [0, 0]
  for (let at = 0; at < sample.length; at++) if (sample[at] === 0) zeros[at & 1]!++
  const [even, odd] = zeros as [number, number]
  if (even + odd === 0) return undefined
  const encoding = odd >= even ? 'utf-16le' : 'utf-16be'
  return isPlausibleUtf16(sample, encoding) ? encoding : undefined
}

/** True where nine of ten units are plausible in Chinese or Western documents and at most 1 % cannot be text. */
export function isPlausibleUtf16(sample: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): boolean {
  const text = new TextDecoder(encoding).decode(sample.subarray(0, sample.length & ~1))
  let plausible = 0
  let forbidden = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (isPlausibleUnit(unit)) plausible++
    else if (unit < 0x20 || unit >= 0xfff0 || (unit >= 0xe000 && unit < 0xf900)) forbidden++
  }
  return text.length > 0 && plausible >= text.length * 0.9 && forbidden <= text.length * 0.01
}

function isPlausibleUnit(unit: number): boolean {
  return (unit >= 0x20 && unit < 0x250 && unit !== 0x7f) || (unit >= 9 && unit <= 13)
    || (unit >= 0x2000 && unit < 0x2700) || (unit >= 0x3000 && unit < 0x3400)
    || (unit >= 0x4e00 && unit < 0xa000) || (unit >= 0xff00 && unit < 0xfff0)
}

/**
 * True for controls that do not occur in text. These do: ESC, SO and SI in ISO 2022, 0x1A at the end of DOS files, 0x0C
 * for a new page, 0x08 to overstrike.
 */
function isForbiddenControl(byte: number): boolean {
  return byte < 8 || (byte >= 0x10 && byte < 0x1a) || (byte >= 0x1c && byte < 0x20) || byte === 0x7f
}

/** True where more than 1 % of the sampled bytes are controls that do not occur in text. */
export function looksBinary(bytes: Uint8Array): boolean {
  const sample = sampleOf(bytes)
  let count = 0
  for (let at = 0; at < sample.length; at++) if (isForbiddenControl(sample[at]!)) count++
  return count * 100 > sample.length
}
