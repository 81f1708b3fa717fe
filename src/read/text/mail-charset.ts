import { decode } from './decode.js'
import { decodeAs } from './decode-as.js'

const REFUTES_NOTHING = /^(us-ascii|ansi|iso-8859|latin|windows-125|cp125|unknown|x-user)/i

/**
 * What bytes of a header say: by the declared encoding where it can refute itself and does not, else the likeliest
 * reading, then every other that is not refuted.
 */
export function readingsOf(bytes: Uint8Array, declared?: string): string[] {
  const said = declared === undefined || REFUTES_NOTHING.test(declared) ? undefined : strictly(declared, bytes)
  if (said !== undefined) return [said]
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
