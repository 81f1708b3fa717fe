import { isUtf8 } from 'node:buffer'

/** XML as text, and whether its bytes held to the charset they declare. */
export interface DecodedXml {
  readonly text: string
  readonly clean: boolean
}

/**
 * Decodes XML by its byte order mark, else its declaration, else as UTF-8 (XML 1.0, appendix F). Where the bytes do not
 * hold to that, the first of UTF-8 and GB18030 that explains them all is taken, else what cannot be decoded becomes
 * U+FFFD; `clean` is then false.
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

/** True for XML that says it is UTF-8, or says nothing, and is. */
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
  // A declaration that reads as single bytes is not written in double ones, whatever it says.
  return /^(utf-?16|ucs-?2|iso-10646-ucs-2|utf-?8$)/.test(label) ? 'utf-8' : label
}

/** GB18030 holds all of GB 2312 and GBK, and files that name these often mean it. */
function decodeStrictly(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(/^(gb2312|gbk)$/.test(label) ? 'gb18030' : label, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
