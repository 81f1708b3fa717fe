import type { UnplacedGap } from '../../../model/index.js'
import { decode } from '../../text/decode.js'
import { uuencodedRuns } from '../../containers/packed/packed-runs.js'
import { findBase64Runs, type Base64Run } from '../../containers/mime/base64-runs.js'
import { fromQuoted } from '../../containers/mime/transfer.js'
import { isKnownFile } from '../../sniff/sniff.js'
import { isLikelyText, undamagedReadings } from '../../text/undeclared-text.js'

/** Content in the text of a message whose encoding no header field declares. */
export interface UndeclaredContent {
  readonly files: readonly Buffer[]
  readonly texts: readonly string[]
  /** One gap per reason. */
  readonly gaps: readonly UnplacedGap[]
}

/** A run of this length that is neither a known file nor text is a gap: keys and checksums are shorter. */
const OPAQUE_LENGTH = 120
/** A run with fewer distinct characters is a line drawn in letters, not base64. */
const MIN_DISTINCT = 12
const MIN_FILE_BYTES = 32

/**
 * Decodes base64, uuencoded and quoted-printable content that a message does not declare, as after a damaged header:
 * files and texts. Long base64 that decodes to neither or is incomplete is a gap; signatures, keys and certificates are
 * not. Cost: linear.
 */
export function findUndeclaredContent(text: Buffer): UndeclaredContent {
  const files: Buffer[] = []
  const texts: string[] = []
  const gaps = new Map<string, UnplacedGap>()
  for (const run of findBase64Runs(text)) {
    // The continuation of a `data:` address, which the HTML reader decodes.
    if (/base64,[\w+/]*$/i.test(run.above)) continue
    const bytes = Buffer.from(run.text, 'base64')
    const decoded = isFile(bytes) ? [] : readableTexts(bytes)
    if (isFile(bytes)) files.push(bytes)
    texts.push(...decoded)
    const gap = gapOf(run, isFile(bytes) || decoded.length > 0)
    if (gap) gaps.set(gap.reason, gap)
  }
  for (const { bytes } of uuencodedRuns(text.toString('latin1'))) {
    if (isFile(bytes)) files.push(bytes)
    else texts.push(...readableTexts(bytes))
  }
  return { files, texts: [...texts, ...quotedPrintableLines(text)], gaps: [...gaps.values()] }
}

function isFile(bytes: Buffer): boolean {
  return bytes.length >= MIN_FILE_BYTES && isKnownFile(bytes)
}

/** Text in words matches this: a Chinese character or six characters of ASCII in a row. */
const WORDS = /[\u4e00-\u9fff]|[ -~]{6}/

function readableTexts(bytes: Buffer): string[] {
  return undamagedReadings(bytes).filter((reading) => WORDS.test(reading) && isLikelyText(reading))
}

function gapOf({ text, armour, hasDamagedNeighbour }: Base64Run, isRead: boolean): UnplacedGap | undefined {
  if (armour === 'PGP MESSAGE') return { reason: 'encrypted', args: { detail: 'pgp' } }
  if (hasDamagedNeighbour || (isRead && text.length % 4 === 1)) return { reason: 'damaged', args: { detail: 'base64' } }
  const isOpaque = text.length >= OPAQUE_LENGTH && !/^[\da-f]+$/i.test(text) && new Set(text).size >= MIN_DISTINCT
  return isOpaque && !isRead && armour === '' ? { reason: 'partly-unreadable', args: { feature: 'base64' } } : undefined
}

/** Two encoded bytes outside ASCII in a row: part of a character of UTF-8, or one of GBK. */
const QUOTED_BYTES = /(=[89A-F][\dA-F]){2}/i

/** The lines with characters outside ASCII after decoding as quoted-printable. */
function quotedPrintableLines(text: Buffer): string[] {
  if (!QUOTED_BYTES.test(text.toString('latin1'))) return []
  const { text: decoded, alternatives } = decode(fromQuoted(text))
  const readings = [decoded, ...alternatives.flatMap(({ pieces }) => pieces.map((each) => each.text))]
  return readings.flatMap((reading) => reading.split(/\r\n|\r|\n/).filter((line) => /[^\0-\x7f]/.test(line)))
}
