import { isLikelyText } from '../../text/undeclared-text.js'

/**
 * Decodes a PDF text string (ISO 32000-1, 7.9.2.2): UTF-16 or UTF-8 with a byte order mark. Without one it should be
 * PDFDocEncoding, but many Chinese writers use GBK or UTF-8.
 */
export function decodeTextString(bytes: Uint8Array): string {
  const [first, second, third] = bytes
  if (first === 0xfe && second === 0xff) return decode('utf-16be', bytes.subarray(2))!
  if (first === 0xff && second === 0xfe) return decode('utf-16le', bytes.subarray(2))!
  if (first === 0xef && second === 0xbb && third === 0xbf) return decode('utf-8', bytes.subarray(3))!
  const plain = Buffer.from(bytes).toString('latin1')
  if (!bytes.some((byte) => byte >= 0x80)) return plain
  return decode('utf-8', bytes, true) ?? decode('gb18030', bytes, true) ?? plain
}

/** Language escapes (ISO 32000-1, 7.9.2.2) are removed. */
function decode(encoding: string, bytes: Uint8Array, fatal = false): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes).replace(/\u001b[a-zA-Z]{2,4}\u001b/g, '')
  } catch {
    return undefined
  }
}

/** True for words in Chinese: bytes of identifiers decode to none by chance in these encodings. */
export function isWords(bytes: Uint8Array): boolean {
  const text = decodeTextString(bytes)
  return /[\u4e00-\u9fff]{2}/.test(text) && isLikelyText(text)
}

/** True for text that a person can read: with a Chinese character, or two letters or digits, and few control codes. */
export function isReadable(text: string): boolean {
  const controls = text.match(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffd]/g)?.length ?? 0
  if (controls * 10 > text.length) return false
  return /[\u2e80-\u9fff\uf900-\ufaff]|[\p{L}\p{N}].*[\p{L}\p{N}]/su.test(text)
}
