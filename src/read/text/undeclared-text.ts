import { decode } from './decode.js'
import { looksLikeText } from './sweep.js'

/** All possible readings of bytes without a declared encoding; none where some bytes are invalid in every encoding. */
export function undamagedReadings(bytes: Uint8Array): string[] {
  const { text, alternatives, damagedLines } = decode(bytes)
  if (damagedLines > 0) return []
  return [text, ...alternatives.map(({ pieces }) => pieces.map((each) => each.text).join('\n'))]
}

/** Control characters that text does not contain, and the replacement character. */
const NON_TEXT = /[\0-\x08\x0e-\x1f\x7f\ufffd]/

/** Every reading of bytes that are text as a whole: no byte without a meaning, no control characters. */
export function printableReadings(bytes: Uint8Array): string[] {
  return undamagedReadings(bytes).filter((reading) => reading !== '' && !NON_TEXT.test(reading))
}

/** Whether a reading has no control characters and, where it is Chinese, enough common characters. */
export function isLikelyText(reading: string): boolean {
  return !NON_TEXT.test(reading) && looksLikeText(reading)
}
