import { createHash } from 'node:crypto'
import {
  coverageOf, findLeftBehind, judge, verdict, type JudgedDocument, type Judgement, type JudgeOptions,
  type ScannedPart,
} from './judge/index.js'
import type { MaskText } from './mask/index.js'
import { surveyText, type Matcher } from './match/index.js'
import { parseLayout, shownFacts, type Layout } from './layout/index.js'
import {
  nextTurn, turnIsOver, type Document, type DocumentFacts, type Gap, type Limits, type Part, type Screening,
} from './model/index.js'
import { foldDigitSigns, foldSupplementary } from './normalise/index.js'
import { createPreview } from './preview/index.js'
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
  /** Report also the facts of each document that are text of it: title, signers, organs. */
  readonly heading?: boolean
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
  const layout = parseLayout(reading.parts)
  const judged = { path: document.path, sha256, layout }
  const judgement = await judgeParts(reading.parts, context, judged, options.signal)
  const gaps = [...reading.gaps, ...judgement.gaps].map((gap): Gap => ({ ...gap, piece: judgement.mask(gap.piece) }))
  const left = findLeftBehind({ path: document.path, sha256 }, reading, { ...context.judging, mask: judgement.mask })
  const findings = [...judgement.findings, ...left.active]
  const facts = factsOf(layout, judgement, context)
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
      ...(facts && { facts }),
    },
    members: reading.members,
    mask: judgement.mask,
  }
}

/** The facts: values masked, and without those on lines that hold a masked value. */
function factsOf(
  layout: Layout, { findings, mask }: Judgement, { judging: { reveal = false }, heading = false }: ScreenContext,
): DocumentFacts | undefined {
  const secret = reveal ? [] : findings.filter(({ match }) => match.includes('*'))
  return shownFacts(layout, { texts: heading || reveal, secret, mask })
}

/** Matches and judges parts that have been read. */
export async function judgeParts(
  parts: readonly Part[],
  context: ScreenContext,
  document: JudgedDocument,
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
