import type { Document, DocumentFormat, Gap, Limits, Reading } from '../model/index.js'
import { Budget, type Inflation } from './budget.js'
import { looksBinary } from './text/signs.js'
import { readExtensionMismatch, readFilename } from './filename.js'
import { readPackedText } from './containers/packed/packed-text.js'
import { codeParts } from './pictures/code-part.js'
import { OcrPictureReader, type Ocr } from './pictures/ocr-picture-reader.js'
import { readPicture } from './formats/picture/index.js'
import type { Intake, Readout } from './reader.js'
import { otherReadings } from './other-readings.js'
import { PACKED, PICTURES, TEXTUAL } from './formats.js'
import { READERS } from './registry.js'
import { sniff } from './sniff/sniff.js'
import { sweep } from './text/sweep.js'
import { readText } from './formats/text/index.js'

export { createOcr, type Ocr } from './pictures/ocr-picture-reader.js'
export { partObserver, type PartObserver, type UnfinishedPart } from './part-observer.js'
export { OCR_MODES, type OcrMode } from './picture-reader.js'

/** Limits of a reading, and the signal that aborts it. */
export interface ReadOptions {
  readonly limits: Limits
  readonly signal?: AbortSignal
  /** Shared by all readings of one tree of members. Absent: a new record. */
  readonly inflation?: Inflation
  /** Reads the text in pictures. Absent: pictures become gaps. */
  readonly ocr?: Ocr
  /** Passwords to try on encrypted content. */
  readonly passwords?: readonly string[]
}

/**
 * Reads one document: its filename, its parts, its members, and a gap for everything that was not examined.
 * The format is detected from the bytes. Never rejects on bad bytes: when a reader throws, the gap `reader-crashed` is
 * recorded.
 * @throws the signal's reason, once it is aborted.
 */
export async function read(document: Document, options: ReadOptions): Promise<Reading> {
  const { limits, signal, inflation, ocr, passwords = [] } = options
  signal?.throwIfAborted()
  const name = readFilename(document.path)
  const budget = new Budget(limits, inflation, signal)
  const format = sniff(document.bytes, document.path)
  if (document.bytes.length > limits.inputBytes) {
    const gap: Gap = { piece: '', reason: 'limit-exceeded', args: { limit: 'inputBytes', value: limits.inputBytes } }
    return { format, parts: [name], gaps: [gap], members: [] }
  }
  const pictures = ocr && new OcrPictureReader(ocr, budget, signal)
  const readAs: Intake['readAs'] = (nested, member) => attempt({ ...intake, document: member }, nested)
  const intake: Intake = {
    document, budget, readAs, passwords, ...(signal && { signal }), ...(pictures && { pictures }),
  }
  const readout = await attempt(intake, format)
  signal?.throwIfAborted()
  const packed = await readPackedText(intake, readout.parts, readout.members)
  return {
    format,
    parts: [
      name, ...readout.parts, ...packed.parts, ...codeParts(pictures?.codes ?? [], budget),
      ...otherReadings(readout.parts, budget),
      ...readExtensionMismatch(document.path, format),
    ],
    gaps: [...(passwords.length > 0 ? readout.gaps.map(withWrongPassword) : readout.gaps), ...budget.gaps],
    members: [...readout.members ?? [], ...packed.members ?? []],
  }
}

/** What is still encrypted although passwords were given. No password opens PGP, which needs a key. */
function withWrongPassword(gap: Gap): Gap {
  if (gap.reason !== 'encrypted' || gap.args?.detail === 'pgp') return gap
  return { piece: gap.piece, reason: 'encrypted', args: { feature: 'wrong-password' } }
}

async function attempt(intake: Intake, format: DocumentFormat): Promise<Readout> {
  try {
    const load = READERS[format]
    if (PICTURES.has(format)) return await readPicture(intake, format)
    if (!load) return await withoutReader(intake, format)
    const readout = await (await load())(intake)
    return TEXTUAL.has(format) && isBlank(readout) && intake.budget.gaps.length === 0 ? await readText(intake) : readout
  } catch {
    intake.signal?.throwIfAborted()
    // The cause may quote the document, so it is not kept.
    return { parts: [], gaps: [{ piece: '', reason: 'reader-crashed', args: { format } }] }
  }
}

function isBlank({ parts, gaps, members = [] }: Readout): boolean {
  return parts.length + gaps.length + members.length === 0
}

/** A format without a reader is a gap. Text that can be read directly from its bytes is still reported. */
async function withoutReader(intake: Intake, format: DocumentFormat): Promise<Readout> {
  if (format === 'empty') return { parts: [], gaps: [] }
  if (PACKED.has(format)) return { parts: [], gaps: [gapOf(format)] }
  if (looksBinary(intake.document.bytes)) return { parts: sweep(intake), gaps: [gapOf(format)] }
  const asText = await readText(intake)
  return { ...asText, gaps: [gapOf(format), ...asText.gaps] }
}

function gapOf(format: DocumentFormat): Gap {
  if (format === 'unknown') return { piece: '', reason: 'undecodable' }
  return { piece: '', reason: 'format-not-supported', args: { format } }
}
