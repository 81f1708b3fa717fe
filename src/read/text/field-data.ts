import { likely, readableRuns } from './sweep.js'

/** What programs keep in a field beside its code and its result (`w:fldData`, `\datafield`). */
export interface FieldData {
  /** Readable text in it, each a line. */
  readonly texts: readonly string[]
  /** True where all of it is text or a structure of a known kind. */
  readonly isKnown: boolean
}

/** Class of a hyperlink object ([MS-OSHARED] 2.3.7.2), with the length byte that Word writes before it. */
const HYPERLINK = /^08d0c9ea79f9bace118c8200aa004ba90b/
/** Data of a form field ([MS-DOC] 2.9.78 FFData): a version of all ones. */
const FORM_FIELD = /^ffffffff/

/**
 * Reads the data of a field: plain text (citations of reference managers), UTF-16, a hyperlink or a form field; of
 * anything else the readable runs. Cost: linear.
 */
export function readFieldData(bytes: Buffer): FieldData {
  const whole = wholeText(bytes)
  if (whole !== undefined) return { texts: [whole], isKnown: true }
  const start = bytes.toString('hex', 0, 20)
  const isKnown = HYPERLINK.test(start) || FORM_FIELD.test(start) || bytes.every((byte) => byte === 0)
  return { texts: readableRuns(bytes), isKnown }
}

/** The bytes as one text in UTF-8 or UTF-16, where every character of them is printable. */
function wholeText(bytes: Buffer): string | undefined {
  for (const encoding of ['utf-8', 'utf-16le']) {
    const text = decodeStrictly(bytes, encoding)
    if (text !== undefined && /\S/.test(text) && !UNPRINTABLE.test(text) && (encoding === 'utf-8' || likely(text))) {
      return text.replace(/\0+$/, '')
    }
  }
  return undefined
}

const UNPRINTABLE = /[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\uf8ff\ufffd-\uffff]|\0(?!\0*$)/

function decodeStrictly(bytes: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
