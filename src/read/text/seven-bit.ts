/** Text decoded from ASCII bytes, and its encoding. */
export interface SevenBit {
  readonly encoding: string
  readonly text: string
}

/**
 * Chinese written in seven bits: HZ (RFC 1843), ISO-2022-CN (RFC 1922), ISO-2022-JP, UTF-7 (RFC 2152). For each
 * encoding that occurs, the whole text with its escapes decoded; none for plain ASCII. `source` has one unit per byte.
 */
export function sevenBit(source: string): SevenBit[] {
  const found: SevenBit[] = []
  for (const [encoding, pattern, decode] of ENCODINGS) {
    const text = source.replace(pattern, (whole, code: string) => decode(code, whole) ?? whole)
    if (text !== source) found.push({ encoding, text })
  }
  return found
}

/** Characters of Chinese text. What decodes to anything else is not UTF-7. */
const EXPECTED_TEXT = /^[\t -~\u2000-\u27ff\u3000-\u33ff\u4e00-\u9fff\uff00-\uffef]+$/

type SevenBitEncoding = readonly [
  encoding: string, pattern: RegExp, decode: (code: string, whole: string) => string | undefined,
]

const ENCODINGS: readonly SevenBitEncoding[] = [
  ['hz-gb-2312', /~\{((?:[\x21-\x7e]{2})+?)(?:~\}|(?=[\r\n]|$))/g, (code) => fromGb(code)],
  ['iso-2022-cn', /\x1b\$\)?A\x0e?((?:[\x21-\x7e]{2})+)(?:\x0f|\x1b\(B)?/g, (code) => fromGb(code)],
  ['iso-2022-cn', /\x0e((?:[\x21-\x7e]{2})+)\x0f/g, (code) => fromGb(code)],
  ['iso-2022-jp', /\x1b\$[@B](?:[\x21-\x7e]{2})+(?:\x1b\([BJ])?/g, (_, whole) => fromJis(whole)],
  ['utf-7', /\+([A-Za-z0-9+/]{3,})-?/g, (code) => fromUtf7(code)],
]

function fromGb(code: string): string | undefined {
  return strictly('gb18030', Buffer.from(code, 'latin1').map((byte) => byte | 0x80))
}

function fromJis(whole: string): string | undefined {
  return strictly('iso-2022-jp', Buffer.from(whole, 'latin1'))
}

/** Base64 of UTF-16. Only whole units of Chinese text count, so that identifiers in code are not taken for UTF-7. */
function fromUtf7(code: string): string | undefined {
  const bits = code.length * 6
  const units = bits >> 4
  if (units === 0 || bits - 16 * units >= 6) return undefined
  const bytes = Buffer.from(code, 'base64').subarray(0, 2 * units)
  const text = strictly('utf-16be', bytes)
  return text !== undefined && EXPECTED_TEXT.test(text) ? text : undefined
}

function strictly(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
