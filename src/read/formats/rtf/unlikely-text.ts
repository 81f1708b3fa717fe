import { looksMeaningful } from '../../markup/xml/harvest.js'
import { looksLikeText } from '../../text/sweep.js'

/** Fewer bytes hold no two hanzi in UTF-8. */
const FEWEST_BYTES = 6

/** True for control characters, bytes without a meaning in the page, and hanzi that no text is made of. */
export function isUnlikelyText(bytes: Uint8Array, text: string): boolean {
  if (bytes.length < FEWEST_BYTES) return false
  if (bytes.some((byte) => byte < 0x20 && byte !== 0x09)) return true
  return /\ufffd/.test(text) || (/[\u4e00-\u9fff]{2}/.test(text) && !looksLikeText(text))
}

/** True for words, and for digits in which something may be packed. */
export function saysSomething(text: string): boolean {
  return looksMeaningful(text) || /[\w+/-]{20}/.test(text)
}
