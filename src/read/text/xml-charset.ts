import { isUtf8 } from 'node:buffer'

/** XML as text, and whether its bytes are valid in the charset that it declares. */
export interface DecodedXml {
  readonly text: string
  readonly clean: boolean
}

/**
 * Decodes XML by its byte order mark, else its declaration, else as UTF-8 (XML 1.0, appendix F). Where the bytes are
 * invalid in that charset, `clean` is false: they are decoded as UTF-8 or GB18030, whichever is valid, else as UTF-8
 * with U+FFFD for invalid bytes.
 */
export function decodeXml(bytes: Uint8Array): DecodedXml {
  const declared = charsetOf(bytes)
  const strict = decodeStrictly(bytes, declared)
  if (strict !== undefined) return { text: strict, clean: true }
  for (const label of ['utf-8', 'gb18030']) {
    const text = decodeStrictly(bytes, label)
    if (text !== undefined) return { text, clean: false }
  }
  return { text: new TextDecoder('utf-8').decode(bytes), clean: false }
}

/** True for valid UTF-8 that declares UTF-8 or no charset. */
export function isPlainUtf8(bytes: Uint8Array): boolean {
  return charsetOf(bytes) === 'utf-8' && isUtf8(bytes)
}

function charsetOf(bytes: Uint8Array): string {
  const head = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('')
  if (head.startsWith('efbbbf')) return 'utf-8'
  if (head.startsWith('fffe') || /^..00..00$/.test(head)) return 'utf-16le'
  if (head.startsWith('feff') || /^00..00..$/.test(head)) return 'utf-16be'
  const declaration = new TextDecoder('latin1').decode(bytes.subarray(0, 256))
  const label = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(declaration)?.[1]?.toLowerCase() ?? 'utf-8'
  // The declaration was read as single bytes, so the file is not UTF-16, even if it says so.
  return /^(utf-?16|ucs-?2|iso-10646-ucs-2|utf-?8$)/.test(label) ? 'utf-8' : label
}

/** GB18030 includes GB 2312 and GBK, and files that declare these often use it. */
function decodeStrictly(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(/^(gb2312|gbk)$/.test(label) ? 'gb18030' : label, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
