import { Parser } from 'htmlparser2'
import { SaxesParser } from 'saxes'
import type { Gap } from '../../model/index.js'
import type { Budget } from '../budget.js'
import { decodeXml } from './charset.js'
import { XmlScope, type XmlElement } from './scope.js'

export type { XmlAttribute, XmlElement } from './scope.js'

/** What a reader wants to hear of a piece of XML, in document order. */
export interface XmlHandler {
  open?(element: XmlElement): void
  close?(element: XmlElement): void
  /** Text between two tags, character references resolved; CDATA too. */
  text?(text: string): void
  /** Comments, processing instructions and the inside of a DOCTYPE: on no page, but in the file. */
  aside?(text: string): void
}

/** One piece of XML: where it is, and its bytes (or its text, when somebody has decoded it). */
export interface XmlSource {
  readonly piece: string
  readonly bytes: Uint8Array | string
}

/**
 * Walks one piece of XML. `make` gives a fresh handler for each attempt and the one that heard everything is returned:
 * first strictly; malformed XML is walked again tolerantly, from its beginning; XML deeper than `limits.xmlDepth` a third time without
 * its tags. Each such case is a gap (`damaged`, `limit-exceeded`, `undecodable`) and no text is lost by it. Entities that a
 * DTD declares are never expanded; the DTD itself is told as an aside. Cost: linear.
 */
export function walkXml<H extends XmlHandler>(
  source: XmlSource,
  budget: Budget,
  make: () => H,
): { readonly handler: H; readonly gaps: readonly Gap[] } {
  const { text, clean } = typeof source.bytes === 'string' ? { text: source.bytes, clean: true } : decodeXml(source.bytes)
  const gaps: Gap[] = clean ? [] : [{ part: source.piece, reason: 'undecodable' }]
  for (const walk of [walkStrictly, walkTolerantly, walkFlatly]) {
    const handler = make()
    const outcome = walk(text, handler, budget.limits.xmlDepth)
    if (outcome === 'deep') budget.refuseDepth(source.piece)
    if (outcome === 'malformed') gaps.push({ part: source.piece, reason: 'damaged', args: { detail: 'xml' } })
    if (outcome === 'done') return { handler, gaps }
  }
  throw new Error('unreachable: the flat walk ends')
}

type Outcome = 'done' | 'malformed' | 'deep'

/** Thrown through a parser to stop it. */
class Stop {
  constructor(readonly outcome: Outcome) {}
}

/** Parsers are fed in slices so that a refusal stops them before they have gone through everything. */
const SLICE = 1 << 16

function walkStrictly(text: string, handler: XmlHandler, depth: number): Outcome {
  const parser = new SaxesParser({ position: false })
  const elements = new ElementStack(handler, depth)
  parser.on('opentag', (tag) => { elements.open(tag.name, Object.entries(tag.attributes)) })
  parser.on('closetag', () => { elements.close() })
  parser.on('text', (run) => { elements.text(run) })
  parser.on('cdata', (run) => { elements.text(run) })
  parser.on('comment', (run) => handler.aside?.(run))
  parser.on('doctype', (run) => handler.aside?.(run))
  parser.on('processinginstruction', ({ body }) => handler.aside?.(body))
  parser.on('error', () => { throw new Stop('malformed') })
  return stoppable(() => {
    feed(text, (slice) => parser.write(slice))
    parser.close()
    elements.end()
  })
}

/** htmlparser2 takes anything for XML: unclosed and misnested tags, unknown entities, control characters. */
function walkTolerantly(text: string, handler: XmlHandler, depth: number): Outcome {
  const elements = new ElementStack(handler, depth)
  let raw: [string, string][] = []
  const parser = new Parser({
    onopentagname: () => { raw = [] },
    onattribute: (name, value) => { raw.push([name, value]) },
    onopentag: (name) => { elements.open(name, raw) },
    onclosetag: () => { elements.close() },
    ontext: (run) => { elements.text(run) },
    oncomment: (run) => handler.aside?.(run),
    onprocessinginstruction: (_name, run) => { if (!run.startsWith('?xml ')) handler.aside?.(run) },
  }, { xmlMode: true, decodeEntities: true })
  return stoppable(() => {
    feed(text, (slice) => { parser.write(slice) })
    parser.end()
    elements.end()
    // The parser drops a tag that the text's end cuts off; what stands in it may be text whose quote is missing.
    const cut = text.lastIndexOf('<')
    if (cut >= 0 && !text.includes('>', cut)) handler.aside?.(text.slice(cut + 1))
  })
}

/** What stands between tags, and the tags as asides where they may say something. */
function walkFlatly(text: string, handler: XmlHandler): Outcome {
  for (let at = 0; at < text.length;) {
    const open = text.indexOf('<', at)
    const end = open < 0 ? text.length : open
    if (end > at) handler.text?.(unescape(text.slice(at, end)))
    const close = open < 0 ? text.length : text.indexOf('>', open)
    const after = close < 0 ? text.length : close + 1
    if (open >= 0 && /[^\0-\x7f]|&#|\d{7}/.test(text.slice(open, after))) handler.aside?.(unescape(text.slice(open + 1, after)))
    at = after
  }
  return 'done'
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function unescape(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

function stoppable(run: () => void): Outcome {
  try {
    run()
    return 'done'
  } catch (stop) {
    if (stop instanceof Stop) return stop.outcome
    throw stop
  }
}

function feed(text: string, write: (slice: string) => void): void {
  for (let at = 0; at < text.length; at += SLICE) write(text.slice(at, at + SLICE))
}

/** The open elements of one walk, and the text since the last tag: parsers tell it in pieces. */
class ElementStack {
  readonly #scope = new XmlScope()
  readonly #elements: XmlElement[] = []
  #text = ''

  constructor(
    readonly handler: XmlHandler,
    readonly depth: number,
  ) {}

  open(name: string, raw: readonly (readonly [string, string])[]): void {
    this.end()
    if (this.#elements.length >= this.depth) throw new Stop('deep')
    const element = this.#scope.open(name, raw)
    this.#elements.push(element)
    this.handler.open?.(element)
  }

  text(run: string): void {
    this.#text += run
  }

  /** Tells the text that has come together. */
  end(): void {
    if (this.#text !== '') this.handler.text?.(this.#text)
    this.#text = ''
  }

  close(): void {
    this.end()
    const element = this.#elements.pop()
    if (!element) return
    this.handler.close?.(element)
    this.#scope.close()
  }
}
