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
const MIN_TOKEN = 12
const TOKEN = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{12,}={0,2}/g
/** A longer run is a file, not a name; its form masks it. */
const MAX_TOKEN = 4096
/** No replacement character, which stands for bytes that are no text. */
const PRINTABLE = /^(?!.*\ufffd)[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\t\r\n]+$/u

/** Of the whole, and of its pieces: in a path, slashes, hyphens and low lines are none of its digits. */
function decodingsOf(token: string): string[] {
  return [token, ...token.split(/[/_-]/)].filter((one) => one.length >= MIN_TOKEN).flatMap((one) => {
    const base64 = Buffer.from(one, 'base64').toString()
    const isHexadecimal = one.length % 2 === 0 && /^[0-9a-f]+$/i.test(one)
    return isHexadecimal ? [base64, Buffer.from(one, 'hex').toString()] : [base64]
  })
}
