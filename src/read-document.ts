import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { readInput, type ScreenInput } from './input.js'
import { columnHeads, Locator } from './judge/index.js'
import { mistake } from './lexicon/index.js'
import { applySpans, findInRow, maskPath, Masking, type MaskedSpan } from './mask/index.js'
import {
  LIMITS, type Block, type Document, type DocumentFormat, type Gap, type Limits, type Location, type Part,
  type Visibility,
} from './model/index.js'
import { createOcr, read, type Ocr, type OcrMode, type ReadOptions } from './read/index.js'
import { checkOptions, PLAIN_ENTRIES } from './screener-options.js'

/**
 * How `readDocument` reads.
 * @example
 * const options: ReadDocumentOptions = { name: 'report.docx', ocr: 'off', reveal: true }
 */
export interface ReadDocumentOptions {
  /** Path or file name. It is read too, and it is the document's name in the result. */
  readonly name: string
  /** OCR of pictures and scanned pages, as for `createScreener`. Default: `auto`. */
  readonly ocr?: OcrMode | undefined
  /** Bounds that replace those of `LIMITS`. */
  readonly limits?: Partial<Limits> | undefined
  /** Passwords to try on encrypted documents, as for `createScreener`. */
  readonly passwords?: readonly string[] | undefined
  /** Give the text as it stands in the document. Default: values masked. */
  readonly reveal?: boolean | undefined
  /** Stops the reading, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/**
 * A line of a document, or the part of a line with one visibility.
 * @example
 * const [document] = await readDocument(bytes, { name: 'report.docx' })
 * const hidden = document!.texts.filter(({ visibility }: DocumentLine) => visibility === 'hidden')
 */
export interface DocumentLine {
  readonly location: Location
  readonly visibility: Visibility
  readonly text: string
  /** Of OCR, 0 to 1. Absent for text that is in the file as characters. */
  readonly confidence?: number
}

/**
 * Everything that was read of one document.
 * @example
 * const count = ({ texts }: DocumentText) => texts.length
 */
export interface DocumentText {
  /** A document inside another has the path `outer.zip!inner/a.docx`. */
  readonly path: string
  readonly format: DocumentFormat
  readonly bytes: number
  /** 64 hexadecimal digits; absent if the bytes could not be read. */
  readonly sha256?: string
  /** In the order in which it was read, without repeated lines and without separators. */
  readonly texts: readonly DocumentLine[]
  /** What could not be read. */
  readonly gaps: readonly Gap[]
}

/**
 * Reads a document and everything inside it, without judging: what a screening looks at, with kind, visibility and
 * place. The document comes first, then its members, depth first. Without `reveal`, values are masked that are known by
 * their form, such as numbers of identity cards and passwords behind a label.
 * @throws ScreenError `usage` for wrong arguments, `configuration` where `ocr: 'on'` asks for packages that are not
 * installed; the signal's reason once it is aborted
 * @example
 * const [document] = await readDocument(bytes, { name: 'report.docx' })
 * for (const { visibility, location, text } of document!.texts) console.log(visibility, location.kind, text)
 */
export async function readDocument(input: ScreenInput, options: ReadDocumentOptions): Promise<DocumentText[]> {
  const checked = checkOptions(options, SCHEMA) as ReadDocumentOptions
  const { name, ocr: mode, reveal = false, signal, passwords } = checked
  const limits: Limits = { ...LIMITS, ...checked.limits }
  const ocr = await createOcr({ ...(mode && { mode }) })
  const bytes = await readInput(input, { limit: limits.inputBytes, signal })
  if ('gap' in bytes) return [{ path: name, format: 'unknown', bytes: bytes.size ?? 0, texts: [], gaps: [bytes.gap] }]
  const walk: Walk = {
    limits, ocr, reveal, inflation: { bytes: 0 }, membersLeft: limits.entries,
    ...(signal && { signal }), ...(passwords && { passwords }),
  }
  return readTree({ path: name, bytes: bytes.bytes }, walk, 0)
}

const SCHEMA = v.strictObject({
  name: v.string(),
  ocr: PLAIN_ENTRIES.ocr, limits: PLAIN_ENTRIES.limits,
  passwords: PLAIN_ENTRIES.passwords, reveal: PLAIN_ENTRIES.reveal,
  signal: v.optional(v.instance(AbortSignal, mistake('not-signal'))),
})

interface Walk extends ReadOptions {
  readonly ocr: Ocr
  readonly reveal: boolean
  /** How many members may still be opened. */
  membersLeft: number
}

/** Members past the bounds are gaps, as in a screening. */
async function readTree(document: Document, walk: Walk, depth: number): Promise<DocumentText[]> {
  const { path, bytes } = document
  const { format, parts, gaps, members } = await read(document, walk)
  const mask = walk.reveal ? undefined : new Masking()
  const show = mask?.text ?? ((text: string): string => text)
  const unopened: Gap[] = []
  const inside: DocumentText[] = []
  for (const member of members) {
    walk.signal?.throwIfAborted()
    const limit = depth >= walk.limits.depth ? 'depth' : walk.membersLeft-- <= 0 ? 'entries' : undefined
    if (!limit) inside.push(...await readTree(member, walk, depth + 1))
    else {
      const piece = member.path.slice(path.length + 1)
      unopened.push({ piece, reason: 'limit-exceeded', args: { limit, value: walk.limits[limit] } })
    }
  }
  return [{
    path: maskPath(path, show), format, bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    texts: parts.flatMap((part) => linesOf(part, mask)),
    gaps: [...gaps, ...unopened].map((gap) => ({ ...gap, piece: maskPath(gap.piece, show) })),
  }, ...inside]
}

/** The lines of a part, each cut where the visibility changes. Cost: linear in the text. */
function linesOf(part: Part, mask: Masking | undefined): DocumentLine[] {
  const { text } = part
  const locator = new Locator(part)
  const headsAt = mask && columnHeads(text)
  const lines: DocumentLine[] = []
  let block = 0
  for (let start = 0; start < text.length;) {
    const end = lineEnd(text, start)
    const pieces: Piece[] = []
    while (block < part.blocks.length && part.blocks[block]!.start < end) {
      addPiece(pieces, part.blocks[block]!, start, end)
      if (part.blocks[block]!.end > end) break
      block++
    }
    const spans = mask && headsAt ? spansIn(text.slice(start, end), start, mask, headsAt) : []
    for (const { visibility, confidence, ...range } of pieces) {
      const shown = applySpans(text, spans, range).replace(/\r$/, '')
      if (shown.trim() === '') continue
      const location = shownLocation(locator.at(range.start), mask)
      lines.push({ location, visibility, text: shown, ...(confidence !== undefined && { confidence }) })
    }
    start = end + 1
  }
  return lines
}

interface Piece {
  readonly start: number
  readonly end: number
  readonly visibility: Visibility
  readonly confidence: number | undefined
}

/** Adds what a block has on the line, joined to the piece before it if both look the same. */
function addPiece(pieces: Piece[], block: Block, lineStart: number, lineEnd: number): void {
  const piece = {
    start: Math.max(block.start, lineStart), end: Math.min(block.end, lineEnd),
    visibility: block.visibility, confidence: block.confidence,
  }
  if (block.echo || piece.start >= piece.end) return
  const last = pieces.at(-1)
  if (last?.end === piece.start && last.visibility === piece.visibility && last.confidence === piece.confidence) {
    pieces[pieces.length - 1] = { ...last, end: piece.end }
  } else pieces.push(piece)
}

function lineEnd(text: string, start: number): number {
  LINE_END.lastIndex = start
  return LINE_END.test(text) ? LINE_END.lastIndex - 1 : text.length
}

const LINE_END = /[\n\f]/g

/** What must not be shown of a line: values, and the names and addresses in a row with one. */
function spansIn(line: string, start: number, mask: Masking, headsAt: (at: number) => readonly string[]): MaskedSpan[] {
  const values = mask.spansIn(line)
  if (values.length === 0) return []
  const inRow = findInRow(line, (offset) => headsAt(start + offset))
  return [...values, ...inRow].map((span) => ({ ...span, start: span.start + start, end: span.end + start }))
}

/** Authors choose the names of parts and sheets. */
function shownLocation(location: Location, mask: Masking | undefined): Location {
  const { name, sheet } = location
  if (!mask) return location
  return {
    ...location,
    ...(name !== undefined && { name: mask.text(name) }), ...(sheet !== undefined && { sheet: mask.text(sheet) }),
  }
}
