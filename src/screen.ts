import { createHash } from 'node:crypto'
import {
  coverageOf, findLeftBehind, judge, verdict, type Judgement, type JudgeOptions, type ScannedPart,
} from './judge/index.js'
import type { MaskText } from './mask/index.js'
import { surveyText, type Matcher } from './match/index.js'
import {
  nextTurn, turnIsOver, type Document, type Gap, type Heading, type Limits, type Part, type Screening,
} from './model/index.js'
import { foldDigitSigns, foldSupplementary } from './normalise/index.js'
import { findHeading, createPreview } from './preview/index.js'
import { read, type Ocr, type ReadOptions } from './read/index.js'

/** What every screening needs besides its document: made once by `createScreener`, shared by all documents. */
export interface ScreenContext {
  readonly matcher: Matcher
  readonly judging: JudgeOptions
  readonly limits: Limits
  /** What reads pictures; they are gaps where it is absent. */
  readonly ocr?: Ocr
  /** Passwords to try on encrypted documents. */
  readonly passwords?: readonly string[]
  /** Report the title and number of each document, or its number alone. */
  readonly heading?: boolean | 'number'
  /** Report each document as a person would read it, with its content. */
  readonly preview?: boolean
}

/** The screening of one document, and the documents inside it, not yet screened. */
export interface DocumentResult {
  readonly screening: Screening
  readonly members: readonly Document[]
  /** Masks names of its members. */
  readonly mask: MaskText
}

/**
 * Screens one document: read, match, judge, verdict. The only I/O is the lazy loading of readers.
 *
 * Folding is fused into the matcher's tables, so the text is never folded as a whole; the judge folds the few windows
 * around hits. Only the rare characters of two UTF-16 units that are read as others are replaced beforehand
 * (`foldSupplementary`).
 * @throws only the reason of an aborted signal. Anything wrong with the document is a gap of its screening.
 */
export async function screenDocument(
  document: Document,
  context: ScreenContext,
  options: Omit<ReadOptions, 'limits'> = {},
): Promise<DocumentResult> {
  const sha256 = createHash('sha256').update(document.bytes).digest('hex')
  const { limits, ocr, passwords } = context
  const reading = await read(document, {
    limits, ...(ocr && { ocr }), ...(passwords && { passwords }), ...options,
  })
  const judged = { path: document.path, sha256 }
  const judgement = await judgeParts(reading.parts, context, judged, options.signal)
  const gaps = [...reading.gaps, ...judgement.gaps].map((gap): Gap => ({ ...gap, piece: judgement.mask(gap.piece) }))
  const left = findLeftBehind({ path: document.path, sha256 }, reading, { ...context.judging, mask: judgement.mask })
  const findings = [...judgement.findings, ...left.active]
  const preview = context.preview ? await createPreview(document, reading, judgement.findings) : undefined
  return {
    screening: {
      path: document.path,
      sha256,
      format: reading.format,
      bytes: document.bytes.length,
      verdict: verdict(findings, coverageOf(gaps)),
      findings,
      gaps,
      suppressed: [...left.waived, ...judgement.suppressed],
      remarks: judgement.remarks,
      ...(preview && { preview }),
      ...(context.heading && { heading: shownHeading(reading.parts, judgement, context) }),
    },
    members: reading.members,
    mask: judgement.mask,
  }
}

/** Title and number: masked where values are, and without lines that hold a masked value. */
function shownHeading(
  parts: readonly Part[], { findings, mask }: Judgement, { judging, heading }: ScreenContext,
): Heading {
  const secret = judging.reveal ? [] : findings.filter(({ match }) => match.includes('*'))
  const { title, number } = findHeading(parts, secret, mask)
  return { ...(title !== undefined && heading !== 'number' && { title }), ...(number !== undefined && { number }) }
}

/** Matches and judges parts that have been read. */
export async function judgeParts(
  parts: readonly Part[],
  context: ScreenContext,
  document: { readonly path: string; readonly sha256: string },
  signal?: AbortSignal,
): Promise<Judgement> {
  const scanned: ScannedPart[] = []
  for (const part of parts) {
    if (turnIsOver()) await nextTurn(signal)
    scanned.push(scanPart(part, context.matcher))
  }
  return judge(document, scanned, context.judging, signal)
}

/** The parts with the places of terms and digits in them, within one turn of the event loop. */
export function scanParts(parts: readonly Part[], { matcher }: ScreenContext): ScannedPart[] {
  return parts.map((part) => scanPart(part, matcher))
}

/** A part with the places of terms and digits in it; its characters are those a reader would see. */
function scanPart(one: Part, matcher: Matcher): ScannedPart {
  const survey = surveyText(one.text)
  const text = foldDigitSigns(survey.surrogates ? foldSupplementary(one.text) : one.text)
  if (text === one.text) return { part: one, hits: matcher.scan(text), digitRuns: survey.digitRuns }
  return { part: { ...one, text }, hits: matcher.scan(text), digitRuns: surveyText(text).digitRuns }
}
