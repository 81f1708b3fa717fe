import { Parser } from 'htmlparser2'
import type { Budget } from '../../budget.js'
import { KEPT_ELEMENTS, LINE_ELEMENTS, RUBY_ELEMENTS, VOID_ELEMENTS } from './elements.js'
import { lookInside, visibilityOf, type Look } from './look.js'
import type { Page } from './page.js'
import { stylesOf, type Declarations, type StyleSheet } from './styles.js'

/** Thrown through the parser where elements nest too deep: each end tag costs time in proportion to the depth. */
export class TooDeep extends Error {}

/** How a source is walked. */
export interface WalkOptions {
  /** Most open elements. */
  readonly depth: number
  /** The look outside all elements. */
  readonly base: Look
  /** Line ends are kept everywhere. */
  readonly kept: boolean
}

/** An open element, and how its content is shown. */
interface Frame {
  readonly tag: string
  readonly attributes: Declarations
  readonly look: Look
  /** It opens a directional override. */
  readonly overrides: boolean
  readonly kept: boolean
}

/**
 * Walks HTML and reports everything in it to the page: text with its look, line ends, attributes, comments, scripts,
 * and source that the parser skips. Only tags, names of known attributes and white space are left out.
 * Cost: linear, with turns of the event loop in between.
 * @throws TooDeep beyond `depth` open elements; the signal's reason
 */
export async function walkHtml(
  source: string, page: Page, sheet: StyleSheet, setting: WalkOptions, budget: Budget,
): Promise<void> {
  const steps = new HtmlWalk(source, page, sheet, setting).run()
  while (!steps.next().done) if (budget.turnIsOver) await budget.nextTurn()
}

/** Walks HTML within one turn of the event loop: what is found during another walk. */
export function walkHtmlNow(source: string, page: Page, sheet: StyleSheet, setting: WalkOptions): void {
  const steps = new HtmlWalk(source, page, sheet, setting).run()
  while (!steps.next().done) { /* without a pause */ }
}

/** Units parsed between two looks at the clock; also stops the parser early at `TooDeep`. */
const SLICE = 1 << 12

class HtmlWalk {
  readonly #frames: Frame[] = []
  #attributes: [string, string][] = []
  #reached = 0
  #tail = -1

  constructor(
    readonly source: string,
    readonly page: Page,
    readonly sheet: StyleSheet,
    readonly setting: WalkOptions,
  ) {}

  * run(): Generator<'turn', void> {
    const parser = new Parser({
      onopentagname: () => { this.#attributes = [] },
      onattribute: (name, value) => { this.#attributes.push([name.toLowerCase(), value]) },
      onopentag: (tag) => { this.#at(parser, true); this.#open(tag) },
      onclosetag: (tag, implied) => {
        const from = this.#tail + 1
        this.#at(parser, implied)
        this.#close(tag)
        if (!implied) this.#closingTag(from, parser.endIndex)
      },
      ontext: (text) => { this.#at(parser); this.#text(text) },
      oncomment: (text) => { this.#at(parser); this.page.comment(text, this.#look()) },
      onprocessinginstruction: (_name, text) => { this.#at(parser); this.#instruction(text) },
    }, { decodeEntities: true, lowerCaseTags: true })
    for (let at = 0; at < this.source.length; at += SLICE) {
      yield 'turn'
      parser.write(this.source.slice(at, at + SLICE))
    }
    parser.end()
    this.page.endLine()
    this.#remainder()
  }

  /** For a tag that opens after an unmatched end tag, the parser's start offset lies within that end tag. */
  #at(parser: Parser, opens = false): void {
    const stale = opens && this.source[parser.startIndex] !== '<'
    const start = stale ? Math.max(parser.startIndex, this.source.lastIndexOf('<', parser.endIndex)) : parser.startIndex
    if (start > this.#tail + 1) this.#skipped(start)
    this.#reached = Math.max(this.#reached, parser.startIndex)
    this.#tail = Math.max(this.#tail, parser.endIndex)
    this.page.at(this.#reached)
  }

  /** Reports source that the parser skipped, apart from unmatched end tags. */
  #skipped(end: number): void {
    const passed = this.source.slice(this.#tail + 1, end)
    if (/[^\s<>/]/.test(passed.replace(/<\/?[a-z][\w:-]*/gi, ''))) this.page.markup(passed)
  }

  /** Reports the attributes of an end tag, which the parser drops; they may include the start of another tag. */
  #closingTag(from: number, within: number): void {
    const start = this.source.indexOf('</', from)
    const end = this.source.indexOf('>', within)
    const tag = start < 0 ? '' : this.source.slice(start, end < 0 ? undefined : end)
    if (/^<\/[^\s>]*[\s/]+\S/.test(tag)) this.page.markup(tag)
  }

  #look(): Look {
    return this.#frames.at(-1)?.look ?? this.setting.base
  }

  #open(tag: string): void {
    const first = Object.fromEntries([...this.#attributes].reverse())
    const attributes = Object.assign(Object.create(null), first) as Declarations
    const outer = this.#frames.at(-1)
    const look = lookInside(this.#look(), tag, attributes, stylesOf(this.sheet, tag, attributes, this.#frames))
    if (!/^[\w:.-]+$/.test(tag)) this.page.markup(tag) // `img<alt="…"`: a tag name extends to the next space
    if (tag === 'br' || tag === 'hr') this.page.endLine()
    else if (tag !== 'td' && tag !== 'th' && LINE_ELEMENTS.has(tag)) this.page.endLine()
    this.page.attributes(tag, this.#attributes, visibilityOf(look) === 'visible')
    if (VOID_ELEMENTS.has(tag)) return
    if (this.#frames.length >= this.setting.depth) throw new TooDeep()
    const overrides = look.reversed && outer?.look.reversed !== true
    const kept = (outer?.kept ?? this.setting.kept) || KEPT_ELEMENTS.has(tag)
    this.#frames.push({ tag, attributes, look, overrides, kept })
    if (overrides) this.#text('\u202e')
  }

  #close(tag: string): void {
    if (VOID_ELEMENTS.has(tag)) return
    const frame = this.#frames.at(-1)
    if (frame?.tag === tag && frame.overrides) this.#text('\u202c')
    if (tag === 'td' || tag === 'th') this.page.endCell()
    else if (LINE_ELEMENTS.has(tag)) this.page.endLine()
    else if (RUBY_ELEMENTS.has(tag)) this.page.endRuby()
    if (this.#frames.at(-1)?.tag === tag) this.#frames.pop()
  }

  #text(text: string): void {
    const tag = this.#frames.at(-1)?.tag ?? ''
    if (tag === 'script' || tag === 'style') this.page.code(tag, text)
    else if (tag === 'title' && this.#frames.every((frame) => frame.tag !== 'svg')) this.page.title(text)
    else if (RUBY_ELEMENTS.has(tag)) this.page.rubyText(text, visibilityOf(this.#look()))
    else this.page.text(text, this.#look(), this.#frames.at(-1)?.kept ?? this.setting.kept)
  }

  #instruction(text: string): void {
    if (!/^!doctype\s+html[^\u0080-\uffff]*$/i.test(text) && !/^\?xml\s/.test(text)) this.page.markup(text)
  }

  /** Reports source after the parser's last event: a tag or a quoted attribute that does not end. */
  #remainder(): void {
    this.#skipped(this.source.length)
  }
}
