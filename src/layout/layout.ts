import type { DocumentFacts, Part, Span } from '../model/index.js'
import { readClose, type RegionSpan } from './close.js'
import { readHead, type Head } from './head.js'
import { firstLines, type Line } from './lines.js'
import { findTitle, type TitleLines } from './title.js'

/** The layout of an official document: its facts, and the regions of the part that holds its text. */
export interface Layout {
  /** As they stand in the document. */
  readonly facts: DocumentFacts
  /** The lines of facts that are text of the document, by the name of the fact. */
  readonly lines: Readonly<Partial<Record<keyof DocumentFacts, readonly Span[]>>>
  /** The part with the text; `undefined` in a document without any. */
  readonly part: Part | undefined
  /** Index of that part; -1 without one. */
  readonly index: number
  /** In ascending order; what lies between them is the text itself. */
  readonly regions: readonly RegionSpan[]
  /** UTF-16 offset where the text begins, below head, title and addressee; absent where no layout was recognised. */
  readonly bodyStart: number | undefined
}

/** The head, title and addressee stand in the first lines. */
const MOST_LINES = 48
const MOST_UNITS = 8000

/**
 * Parses the layout of an official document (GB/T 9704-2012) from its first part with text. Cost: linear in its lines,
 * of which only the first 48 and those that look like an element of the close are read.
 */
export function parseLayout(parts: readonly Part[]): Layout {
  const index = parts.findIndex(({ kind, text }) => kind === 'body' && /\S/.test(text))
  const part = parts[index]
  if (!part) return { facts: {}, lines: {}, part, index, regions: [], bodyStart: undefined }
  const lines = firstLines(part, MOST_LINES, MOST_UNITS)
  const head = readHead(lines)
  const title = findTitle(lines, (at) => head.taken.has(at))
  const addressee = title && findAddressee(lines, title.to)
  const recognised = head.facts.form !== undefined || title?.full === true || addressee !== undefined
  const top = topRegions(lines, head, title, addressee)
  const close = readClose(part, top.at(-1)?.end ?? 0)
  const { regions, ...closing } = close
  return {
    facts: { ...factsOf(lines, head, title, addressee), ...closing, ...disclosureOf(head.facts, closing) },
    lines: linesOf(lines, head, title, addressee),
    part,
    index,
    regions: recognised ? [...top, ...regions] : regions,
    bodyStart: recognised ? (top.at(-1)?.end ?? 0) : undefined,
  }
}

/** The head's attribute counts before that of the annotation. */
function disclosureOf(
  { disclosure }: Head['facts'], closing: Pick<DocumentFacts, 'disclosure'>,
): Pick<DocumentFacts, 'disclosure'> {
  const stated = disclosure ?? closing.disclosure
  return stated ? { disclosure: stated } : {}
}

/** A range of lines, by index; the last is not included. */
interface LineRange {
  readonly from: number
  readonly to: number
}

/** 主送机关 (7.3.2): below the title, ends in a colon, over several lines where there are many organs. */
function findAddressee(lines: readonly Line[], from: number): LineRange | undefined {
  for (let at = from; at < Math.min(from + MOST_ADDRESSEE_LINES, lines.length); at++) {
    const { text, visible } = lines[at]!
    if (!visible || /[。；！？]/.test(text)) return undefined
    if (/[：:]$/.test(text)) return { from: at > from && isApart(lines[from]!.text) ? from + 1 : from, to: at + 1 }
  }
  return undefined
}

const MOST_ADDRESSEE_LINES = 6

/** A line between title and addressee that belongs to neither: a number, a date, a remark in brackets. */
function isApart(text: string): boolean {
  return /[\d号日）)]$/.test(text)
}

/** Number, date and signer of minutes and decisions stand below their title. */
const MOST_LINES_BELOW_TITLE = 4

function topRegions(
  lines: readonly Line[], head: Head, title: TitleLines | undefined, addressee: LineRange | undefined,
): RegionSpan[] {
  const regions: RegionSpan[] = []
  const add = (region: RegionSpan['region'], range: LineRange | undefined): void => {
    if (range && range.to > range.from) {
      regions.push({ region, start: lines[range.from]!.start, end: lines[range.to - 1]!.end })
    }
  }
  const last = Math.max(-1, ...head.taken)
  if (!title) add('head', { from: 0, to: last + 1 })
  else {
    add('head', { from: 0, to: title.from })
    add('title', title)
    const below = Math.min(addressee?.from ?? last + 1, last + 1)
    if (below - title.to <= MOST_LINES_BELOW_TITLE) add('head', { from: title.to, to: below })
    add('addressee', addressee)
  }
  return regions
}

function factsOf(
  lines: readonly Line[], head: Head, title: TitleLines | undefined, addressee: LineRange | undefined,
): DocumentFacts {
  const { facts } = head
  const titleText = title && joined(lines, title)
  const form = facts.form === 'document' && titleText !== undefined ? formByTitle(titleText) : facts.form
  return {
    ...facts,
    ...(form && { form }),
    ...(titleText && { title: titleText }),
    ...(addressee && { addressee: joined(lines, addressee).replace(/[：:]$/, '') }),
  }
}

function formByTitle(title: string): 'minutes' | 'document' {
  return /纪 ?要$/.test(title) ? 'minutes' : 'document'
}

function joined(lines: readonly Line[], { from, to }: LineRange): string {
  return lines.slice(from, to).map(({ text }) => text).join('')
}

function linesOf(
  lines: readonly Line[], head: Head, title: TitleLines | undefined, addressee: LineRange | undefined,
): Layout['lines'] {
  const ownLines = [...head.taken].map((at) => lines[at]!)
  return {
    ...(head.facts.organ !== undefined && { organ: ownLines }),
    ...(head.facts.number !== undefined && { number: ownLines }),
    ...(head.facts.signers && { signers: ownLines }),
    ...(title && { title: lines.slice(title.from, title.to) }),
    ...(addressee && { addressee: lines.slice(addressee.from, addressee.to) }),
  }
}
