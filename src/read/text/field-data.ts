import { looksLikeText, readableRuns } from './sweep.js'

/** The data that programs store in a field besides its code and its result (`w:fldData`, `\datafield`). */
export interface FieldData {
  /** Readable texts in it, one line each. */
  readonly texts: readonly string[]
  /** True where it is all text or a known structure. */
  readonly isKnown: boolean
}

/** Class of a hyperlink object ([MS-OSHARED] 2.3.7.2), with the length byte that Word writes before it. */
const HYPERLINK = /^08d0c9ea79f9bace118c8200aa004ba90b/
/** Data of a form field ([MS-DOC] 2.9.78 FFData): a version of all ones. */
const FORM_FIELD = /^ffffffff/

/**
 * Reads the data of a field: plain text (citations of reference managers), UTF-16, a hyperlink or a form field. From
 * anything else, the readable runs are taken. Cost: linear.
 */
export function readFieldData(bytes: Buffer): FieldData {
  const whole = wholeText(bytes)
  if (whole !== undefined) return { texts: [whole], isKnown: true }
  const start = bytes.toString('hex', 0, 20)
  const isKnown = HYPERLINK.test(start) || FORM_FIELD.test(start) || bytes.every((byte) => byte === 0)
  return { texts: readableRuns(bytes), isKnown }
}

/** The bytes as one text in UTF-8 or UTF-16, if every character is printable. */
function wholeText(bytes: Buffer): string | undefined {
  for (const encoding of ['utf-8', 'utf-16le']) {
    const text = decodeStrictly(bytes, encoding)
    if (text === undefined || !/\S/.test(text) || UNPRINTABLE.test(text)) continue
    if (encoding === 'utf-8' || looksLikeText(text)) return text.replace(/(?<!\0)\0+$/, '')
  }
  return undefined
}

const UNPRINTABLE = /[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\uf8ff\ufffd-\uffff]|\0(?=[^\0])/

function decodeStrictly(bytes: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
