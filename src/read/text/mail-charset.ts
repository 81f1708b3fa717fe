import { decode } from './decode.js'
import { decodeAs } from './decode-as.js'

const ACCEPTS_ALL_BYTES = /^(us-ascii|ansi|iso-8859|latin|windows-125|cp125|unknown|x-user)/i

/**
 * Decodes bytes of a mail header. A declared multi-byte encoding in which they are valid is trusted; otherwise the
 * result is the likeliest reading, then all others that remain possible.
 */
export function decodeHeaderBytes(bytes: Uint8Array, declared?: string): string[] {
  const proves = declared !== undefined && !ACCEPTS_ALL_BYTES.test(declared)
  const declaredText = proves ? strictly(declared, bytes) : undefined
  if (declaredText !== undefined) return [declaredText]
  const { text, alternatives } = decode(bytes, declared)
  return [text, ...alternatives.flatMap(({ pieces }) => pieces.map((piece) => piece.text))]
}

function strictly(label: string, bytes: Uint8Array): string | undefined {
  try {
    return decodeAs(/^(gb2312|gbk|x-gbk|cp936|ms936)$/i.test(label) ? 'gb18030' : label, bytes, true)
  } catch {
    return undefined
  }
}
