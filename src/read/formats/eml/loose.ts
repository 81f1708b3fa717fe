import type { UnplacedGap } from '../../../model/index.js'
import { decode } from '../../text/decode.js'
import { uuencodedRuns } from '../../containers/packed-text.js'
import { looseRuns, type LooseRun } from '../../containers/mime/loose.js'
import { fromQuoted } from '../../containers/mime/transfer.js'
import { sniff } from '../../sniff/sniff.js'
import { likely } from '../../text/sweep.js'

/** What stands in the text of a mail in an encoding that no header tells. */
export interface Loose {
  readonly files: readonly Buffer[]
  readonly texts: readonly string[]
  /** Reasons, each once. */
  readonly gaps: readonly UnplacedGap[]
}

/** Runs that are neither a known file nor text are a gap from this length on: keys and checksums are shorter. */
const OPAQUE = 120
/** Fewer different characters are a rule drawn in letters. */
const VARIED = 12
const FEWEST_BYTES = 32

/**
 * Decodes base64 and quoted-printable in text that is said to have neither, as a damaged header leaves it: files,
 * texts, and a gap for long base64 that says nothing or is torn. Signatures, keys and certificates are none. Cost:
 * linear.
 */
export function looseIn(text: Buffer): Loose {
  const files: Buffer[] = []
  const texts: string[] = []
  const gaps = new Map<string, UnplacedGap>()
  for (const run of looseRuns(text)) {
    // The rest of a `data:` address, which is read as such.
    if (/base64,[\w+/]*$/i.test(run.above)) continue
    const bytes = Buffer.from(run.text, 'base64')
    const said = isFile(bytes) ? [] : legible(bytes)
    if (isFile(bytes)) files.push(bytes)
    texts.push(...said)
    const gap = gapOf(run, isFile(bytes) || said.length > 0)
    if (gap) gaps.set(gap.reason, gap)
  }
  for (const { bytes } of uuencodedRuns(text.toString('latin1'))) {
    if (isFile(bytes)) files.push(bytes)
    else texts.push(...legible(bytes))
  }
  return { files, texts: [...texts, ...quotedIn(text)], gaps: [...gaps.values()] }
}

function isFile(bytes: Buffer): boolean {
  return bytes.length >= FEWEST_BYTES && !/^(text|unknown)$/.test(sniff(bytes, ''))
}

/** Words of any script come with one of these. */
const SAYING = /[\u4e00-\u9fff]|[ -~]{6}/

/** Controls that no text has, and what could not be decoded. */
const STRAY = /[\0-\x08\x0e-\x1f\x7f\ufffd]/

function legible(bytes: Buffer): string[] {
  const { text, alternatives, damagedLines } = decode(bytes)
  if (damagedLines > 0) return []
  const readings = [text, ...alternatives.map(({ pieces }) => pieces.map((each) => each.text).join('\n'))]
  return readings.filter((reading) => SAYING.test(reading) && !STRAY.test(reading) && likely(reading))
}

function gapOf({ text, armour, torn }: LooseRun, isRead: boolean): UnplacedGap | undefined {
  if (armour === 'PGP MESSAGE') return { reason: 'encrypted', args: { detail: 'pgp' } }
  if (torn || (isRead && text.length % 4 === 1)) return { reason: 'damaged', args: { detail: 'base64' } }
  const isOpaque = text.length >= OPAQUE && !/^[\da-f]+$/i.test(text) && new Set(text).size >= VARIED
  return isOpaque && !isRead && armour === '' ? { reason: 'partly-unreadable', args: { feature: 'base64' } } : undefined
}

/** Three bytes of a character beyond ASCII in quoted-printable, or two of GBK and more. */
const QUOTED = /(=[89A-F][\dA-F]){2}/i

/** Lines of quoted-printable that say more than ASCII, decoded. */
function quotedIn(text: Buffer): string[] {
  if (!QUOTED.test(text.toString('latin1'))) return []
  const { text: said, alternatives } = decode(fromQuoted(text))
  const readings = [said, ...alternatives.flatMap(({ pieces }) => pieces.map((each) => each.text))]
  return readings.flatMap((reading) => reading.split(/\r\n|\r|\n/).filter((line) => /[^\0-\x7f]/.test(line)))
}
