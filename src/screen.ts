import { createHash } from 'node:crypto'
import {
  coverageOf, judge, maskText, verdict, type Judgement, type JudgeOptions, type ScannedPart,
} from './judge/index.js'
import { surveyText, type Matcher } from './match/index.js'
import type { Document, Gap, Heading, Limits, Part, Screening } from './model/index.js'
import { readBeyondPlane } from './normalise/index.js'
import { headingOf, previewOf } from './preview/index.js'
import { read, type Ocr, type ReadOptions } from './read/index.js'

/** What a screening needs beside the document: made once by `createScreener`, shared by all documents. */
export interface Engine {
  readonly matcher: Matcher
  readonly judging: JudgeOptions
  readonly limits: Limits
  /** How pictures are read; they are gaps where it is absent. */
  readonly ocr?: Ocr
  /** Tell title and number of each document, or its number alone. */
  readonly heading?: boolean | 'number'
  /** Give each document as a person would read it, its content in it. */
  readonly preview?: boolean
}

/** What came of one document: its screening, and the documents found inside it, not yet screened. */
export interface Screened {
  readonly screening: Screening
  readonly members: readonly Document[]
}

/**
 * The whole way of one document through the house: read, match, judge, verdict. No I/O but lazy loading of readers.
 *
 * Folding is fused into the matcher's tables, so the text is never folded as a whole; the judge folds the few windows
 * around hits. Only the rare characters of two units that are read as others are replaced beforehand
 * (`readBeyondPlane`).
 * @throws only when the signal aborts; whatever is wrong with the document is a gap of its screening.
 */
export async function screenDocument(
  document: Document,
  engine: Engine,
  options: Omit<ReadOptions, 'limits'> = {},
): Promise<Screened> {
  const sha256 = createHash('sha256').update(document.bytes).digest('hex')
  const { limits, ocr } = engine
  const reading = await read(document, { limits, ...(ocr && { ocr }), ...options })
  const judgement = await judgeParts(reading.parts, engine, { path: document.path, sha256 })
  const gaps: Gap[] = [...reading.gaps, ...judgement.gaps]
  const preview = engine.preview ? await previewOf(document, reading, judgement.findings) : undefined
  return {
    screening: {
      path: document.path,
      sha256,
      format: reading.format,
      bytes: document.bytes.length,
      verdict: verdict(judgement.findings, coverageOf(gaps)),
      findings: judgement.findings,
      gaps,
      suppressed: judgement.suppressed,
      remarks: judgement.remarks,
      ...(preview && { preview }),
      ...(engine.heading && { heading: shownHeading(reading.parts, judgement, engine) }),
    },
    members: reading.members,
  }
}

/** Title and number: masked where values are, and without a line on which a masked value stands. */
function shownHeading(parts: readonly Part[], { findings }: Judgement, { judging, heading }: Engine): Heading {
  const secret = judging.reveal ? [] : findings.filter(({ match }) => match.includes('*'))
  const { title, number } = headingOf(parts, secret, judging.reveal ? (line) => line : maskText)
  return { ...(title !== undefined && heading !== 'number' && { title }), ...(number !== undefined && { number }) }
}

/** The middle of the way, for parts that are read already: match and judge. */
export function judgeParts(
  parts: readonly Part[],
  engine: Engine,
  document: { readonly path: string; readonly sha256: string },
): Promise<Judgement> {
  return judge(document, parts.map((part) => scanPart(part, engine.matcher)), engine.judging)
}

/** A part as a reader reads its characters, with the places of terms and digits in it. */
function scanPart(one: Part, matcher: Matcher): ScannedPart {
  const survey = surveyText(one.text)
  const text = survey.surrogates ? readBeyondPlane(one.text) : one.text
  if (text === one.text) return { part: one, hits: matcher.scan(text), digitRuns: survey.digitRuns }
  return { part: { ...one, text }, hits: matcher.scan(text), digitRuns: surveyText(text).digitRuns }
}
