import { fold } from '../normalise/index.js'
import type { Disclosure, Part, Region } from '../model/index.js'
import { parseDateLine, parsePrinting } from './dates.js'
import { parseDisclosure } from './disclosure.js'
import { isSpace, lineAt, lineEnd, type Line } from './lines.js'

/** A region of the body: a range of UTF-16 offsets, whole lines. */
export interface RegionSpan {
  readonly region: Region
  readonly start: number
  readonly end: number
}

/** What follows the text of a document: 附件说明, 署名, 成文日期, 附注, 版记, and its annexes. */
interface Close {
  /** In ascending order; they do not overlap. */
  readonly regions: readonly RegionSpan[]
  readonly issued?: string
  readonly disclosure?: Disclosure
  readonly copiedTo?: string
  readonly printedBy?: string
  readonly printed?: string
}

/**
 * Reads what follows the text, line by line, from `from`. Only lines that begin or end as one of the elements does are
 * looked at, so a long text costs a few comparisons a line.
 */
export function readClose(part: Part, from: number): Close {
  const close = new CloseReader()
  const { text } = part
  const hasPages = text.includes('\f')
  for (let start = from; start < text.length;) {
    const newline = hasPages ? lineEnd(text, start) : text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    const [first, last] = inked(text, start, end)
    if (first <= last) {
      if (mayClose(text, first, last)) close.take(lineAt(part, start, end))
      else close.pass(start, end, last - first)
    }
    start = end + 1
  }
  return close.result()
}

/** The first and the last code unit of a line that is no space. */
function inked(text: string, start: number, end: number): [number, number] {
  let [first, last] = [start, end - 1]
  while (first <= last && isSpace(text.charCodeAt(first))) first++
  while (last >= first && isSpace(text.charCodeAt(last))) last--
  return [first, last]
}

const unitsOf = (characters: string): ReadonlySet<number> => new Set([...characters].map((each) => each.charCodeAt(0)))
/** 附件, 抄送, 分送, 主送, 印发, 发. */
const LABELS = unitsOf('附抄分主印发')
/** Annotations in brackets. */
const BRACKETS = unitsOf('（(【[')
const BRACKET_ENDS = unitsOf('）)】]。.')
/** Annotations without brackets, 此件…, and labels of the disclosure attribute. */
const ANNOTATIONS = unitsOf('此本该信政公是主不免依')
const ANNOTATION_WORDS = /公 ?开|上 ?网|^[此本] ?件/
/** Dates, and 印发. */
const ENDS = unitsOf('日发印制')
/** Of a line with a label; 抄送 may name many organs. */
const MOST_LABELLED = 400
/** Of an annotation or a date, spaces included. */
const MOST_UNITS = 100

/** Whether a line may be an element of the close, by its ends and its length; folding every line would cost more. */
function mayClose(text: string, first: number, last: number): boolean {
  const length = last - first
  if (length <= MOST_UNITS) {
    if (ENDS.has(text.charCodeAt(last))) return true
    if (BRACKETS.has(text.charCodeAt(first))) return BRACKET_ENDS.has(text.charCodeAt(last))
    if (ANNOTATIONS.has(text.charCodeAt(first)) && ANNOTATION_WORDS.test(text.slice(first, last + 1))) return true
  }
  return length <= MOST_LABELLED && LABELS.has(text.charCodeAt(first)) && LABEL.test(text.slice(first, first + 8))
}

const LABEL = /^附\s?[件表录]|^[抄分主]\s*[送报]|^印?\s?发\s?[:：]/
/** Of a line above the date that holds the issuer. */
const MOST_ISSUER = 60

type Mutable<Record> = { -readonly [Key in keyof Record]: Record[Key] }

class CloseReader {
  readonly #regions: RegionSpan[] = []
  readonly #facts: Mutable<Omit<Close, 'regions'>> = {}
  /** The line before, if it may be the issuer's. */
  #issuer: RegionSpan | undefined
  /** Start of the first annex. */
  #annex: number | undefined
  #issuedInAnnex: string | undefined

  /** A line that is none of the elements. */
  pass(start: number, end: number, length: number): void {
    this.#issuer = length <= MOST_ISSUER ? { region: 'signature', start, end } : undefined
  }

  take(line: Line): void {
    const { start, end } = line
    const folded = fold(line.text, { spaces: 'drop' }).text
    const region = this.#regionOf(line, folded)
    if (!region) return this.pass(start, end, line.text.length)
    if (region === 'signature' && this.#issuer) this.#regions.push(this.#issuer)
    this.#issuer = undefined
    if (region !== 'annex') this.#regions.push({ region, start, end })
  }

  #regionOf(line: Line, folded: string): Region | undefined {
    if (ANNEX.test(folded)) {
      this.#annex ??= line.start
      return 'annex'
    }
    if (ATTACHMENT_NOTE.test(folded) && this.#annex === undefined) return 'attachment-note'
    return this.#date(line, folded) ?? this.#imprint(line, folded) ?? this.#annotation(line, folded)
  }

  #date(line: Line, folded: string): Region | undefined {
    const day = parseDateLine(folded)
    if (day === undefined) return undefined
    if (!line.visible) return 'signature'
    if (this.#annex === undefined) this.#facts.issued = day
    else this.#issuedInAnnex = day
    return 'signature'
  }

  #imprint(line: Line, folded: string): Region | undefined {
    const copies = COPIES.exec(folded)
    if (copies) {
      if (line.visible) this.#facts.copiedTo ??= copies[1]!.replace(/。$/, '')
      return 'imprint'
    }
    const printing = parsePrinting(folded)
    if (!printing) return undefined
    if (line.visible) {
      if (printing.by !== '') this.#facts.printedBy ??= printing.by
      this.#facts.printed ??= printing.day
    }
    return 'imprint'
  }

  #annotation(line: Line, folded: string): Region | undefined {
    const disclosure = parseDisclosure(folded)
    if (disclosure && line.visible) this.#facts.disclosure ??= disclosure
    return disclosure !== undefined || ANNOTATION.test(folded) ? 'annotation' : undefined
  }

  result(): Close {
    const issued = this.#facts.issued ?? this.#issuedInAnnex
    return { ...this.#facts, ...(issued && { issued }), regions: this.#withAnnex() }
  }

  /** What lies between the elements after the start of the first annex belongs to the annexes. */
  #withAnnex(): RegionSpan[] {
    if (this.#annex === undefined) return this.#regions
    const all: RegionSpan[] = this.#regions.filter(({ end }) => end <= this.#annex!)
    let at = this.#annex
    for (const region of this.#regions.filter(({ start }) => start >= this.#annex!)) {
      if (region.start > at) all.push({ region: 'annex', start: at, end: region.start })
      all.push(region)
      at = region.end
    }
    all.push({ region: 'annex', start: at, end: Infinity })
    return all
  }
}

/** The first line of an annex: 附件, 附件1, 附表二. */
const ANNEX = /^附[件表录](?:\d{1,2}|[一二三四五六七八九十]{1,3})?(?:-\d{1,2})?:?$/
const ATTACHMENT_NOTE = /^附[件表]?:./
const COPIES = /^(?:抄送|抄报|分送|主送|印发|发):(.{2,})$/
/** 附注 (7.3.6): in brackets below the date. */
const ANNOTATION = /^(?:[([【][^()[\]【】]{2,80}[)\]】]|[此本]件.{1,40})[。.]?$/
