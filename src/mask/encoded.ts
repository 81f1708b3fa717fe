import type { MaskedSpan } from './shapes.js'

/**
 * Finds runs of base64 and hexadecimal digits whose decoded text holds a value. Cost: linear.
 * @param hasValue whether a text holds a value
 */
export function* findEncoded(text: string, hasValue: (text: string) => boolean): Generator<MaskedSpan> {
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token.length > MAX_TOKEN) continue
    if (decodingsOf(token).some((decoded) => PRINTABLE.test(decoded) && hasValue(decoded))) {
      yield { start: index, end: index + token.length, kind: 'credential' }
    }
  }
}

/** Twelve digits of base64 hold nine characters. */
const TOKEN = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{12,}={0,2}/g
/** A longer run is a file, not a name; its form masks it. */
const MAX_TOKEN = 4096
/** No replacement character, which stands for bytes that are no text. */
const PRINTABLE = /^(?!.*\ufffd)[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\t\r\n]+$/u

function decodingsOf(token: string): string[] {
  const isHexadecimal = token.length % 2 === 0 && /^[0-9a-f]+$/i.test(token)
  return (isHexadecimal ? ['base64', 'hex'] as const : ['base64'] as const)
    .map((encoding) => Buffer.from(token, encoding).toString())
}
