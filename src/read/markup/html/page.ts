import type { Document, Part, Visibility } from '../../../model/index.js'
import { resolveEscapes, resolvePercents, withoutEscapes } from '../../text/escapes.js'
import { mapSymbols } from '../../text/symbol-font.js'
import { looksMeaningful } from '../xml/harvest.js'
import { writeParagraph, type Run } from '../../parts/paragraph.js'
import { PartBuilder } from '../../parts/part-builder.js'
import { dataUris } from '../../text/data-uri.js'
import { LINK_ATTRIBUTES, SHOWN_ATTRIBUTES } from './elements.js'
import { visibilityOf, type Look } from './look.js'

/** The surroundings of a page. */
export interface PageOptions {
  /** Name of the parts: empty for the document itself, the encoding for an alternative reading. */
  readonly name: string
  /** Path of the document; the paths of members begin with it. */
  readonly path: string
  /** Walks the markup within a comment: conditional comments, elements commented out. */
  readonly inside: (source: string, look: Look) => void
}

/**
 * Collects what a walk through HTML finds: parts by kind, with lines of the source as places, and members. Guarded
 * state.
 */
export class Page {
  readonly #body: PartBuilder
  readonly #hidden: PartBuilder
  readonly #others = new Map<string, PartBuilder>()
  readonly #seenLines = new Set<string>()
  readonly members: Document[] = []
  #runs: Run[] = []
  #runLine = 0
  #ruby = ''
  #line = 1
  #offset = 0
  /** Above 0 while the markup within a comment is walked: its text has the line of the comment. */
  #frozen = 0

  constructor(
    readonly source: string,
    readonly options: PageOptions,
  ) {
    this.#body = new PartBuilder('body', options.name)
    this.#hidden = new PartBuilder('body', `${options.name}${options.name === '' ? '' : ' '}hidden`)
  }

  /** Sets the current offset in the source. Offsets ascend. */
  at(offset: number): void {
    if (this.#frozen > 0) return
    for (; this.#offset < offset; this.#offset++) {
      const unit = this.source.charCodeAt(this.#offset)
      if (unit === 10 || (unit === 13 && this.source.charCodeAt(this.#offset + 1) !== 10)) this.#line++
    }
  }

  text(text: string, look: Look, kept: boolean): void {
    const pieces = kept ? text.split(/\r\n|\r|\n/) : [text.replace(/[ \t\r\n\f]+/g, ' ')]
    pieces.forEach((piece, index) => {
      if (index > 0) this.endLine()
      this.#run(kept ? piece : this.#withoutLeadingSpace(piece), look, kept ? index : leadingLines(text))
    })
  }

  endLine(): void {
    this.#write('\n')
    this.endRuby()
  }

  endCell(): void {
    this.#write('\t')
  }

  /** Ruby text is collected and written after its ruby element. */
  rubyText(text: string, visibility: Visibility): void {
    if (visibility === 'visible') this.#ruby += text
    else this.#addLine('alt-text', text, 'hidden')
  }

  endRuby(): void {
    if (this.#ruby !== '') this.#addLine('alt-text', this.#ruby, 'visible')
    this.#ruby = ''
  }

  title(text: string): void {
    this.#addLine('metadata', text, 'metadata', 'title: ')
  }

  comment(text: string, look: Look): void {
    if (/<[a-z!/]/i.test(text) && this.#frozen === 0) {
      this.#frozen++
      this.endLine()
      this.options.inside(text.replace(/^\[(?:if|endif)[^\]]*\]>|<!\[endif\]$/gi, ''), { ...look, hidden: true })
      this.endLine()
      this.#frozen--
    } else this.#addLine('comment', text, 'metadata')
  }

  /** Scripts and style sheets as written and, where they contain escapes, once more with these resolved. */
  code(name: string, text: string): void {
    this.#dataUris(text)
    this.#add('markup', name, text, 'hidden')
    const resolved = withoutEscapes(text)
    if (resolved !== text) this.#add('markup', `${name} escapes`, resolved, 'hidden')
  }

  /** Source outside the content of elements. */
  markup(text: string): void {
    this.#addLine('markup', text, 'hidden')
  }

  attributes(tag: string, attributes: readonly (readonly [string, string])[], shows: boolean): void {
    for (const [name, value] of attributes) {
      if (value.trim() !== '') this.#attribute(tag, name, value, shows, attributes)
      if (/[^\0-\x7f]/.test(name)) this.#addLine('markup', name, 'hidden')
    }
  }

  get parts(): Part[] {
    return [this.#body, this.#hidden, ...this.#others.values()]
      .filter((builder) => !builder.empty)
      .map((one) => one.build())
  }

  #attribute(
    tag: string, name: string, value: string, shows: boolean, all: readonly (readonly [string, string])[],
  ): void {
    if (/data:/i.test(value)) this.#dataUris(/^\s*data:[^,]*;base64/i.test(value) ? value.replace(/\s+/g, '') : value)
    if (name === 'srcdoc') this.#member('html', Buffer.from(value, 'utf8'))
    else if (SHOWN_ATTRIBUTES.has(name)) this.#addLine('alt-text', value, shows ? 'visible' : 'hidden')
    else if (name === 'value') {
      const unseen = !shows || all.some(([other, kind]) => other === 'type' && kind.toLowerCase() === 'hidden')
      this.#addLine('form-field', value, unseen ? 'hidden' : 'visible')
    } else if (tag === 'meta' && name === 'content') {
      const label = all.find(([other]) => other === 'name' || other === 'property' || other === 'http-equiv')?.[1]
      this.#addLine('metadata', value, 'metadata', label === undefined ? '' : `${label}: `)
    } else if (LINK_ATTRIBUTES.has(name)) {
      this.#addLine('link', withoutDataContent(resolveEscapes(resolvePercents(value))), 'metadata')
    } else if (isMeaningful(name, value)) {
      this.#addLine('metadata', withoutDataContent(resolveEscapes(value)), 'metadata', `${name}: `)
    } else if (name.startsWith('on')) this.#addLine('markup', withoutEscapes(value), 'hidden')
    else if (PACKED.test(value)) this.#addLine('markup', value, 'hidden')
    // Encoded twice: a script that inserts the value decodes it again.
    if (/&#/.test(value)) this.#addLine('markup', resolveEscapes(value), 'hidden')
  }

  /** White space at the start of a line and after white space is not shown. */
  #withoutLeadingSpace(piece: string): string {
    const before = this.#runs.at(-1)?.text
    return before === undefined || before.endsWith(' ') ? piece.replace(/^ /, '') : piece
  }

  #run(text: string, look: Look, linesOn: number): void {
    if (text === '') return
    if (this.#runs.length === 0) this.#runLine = this.#line + linesOn
    const shown = mapSymbols(look.symbolFont, text)
    this.#runs.push({ text: shown, visibility: visibilityOf(look), ...(look.inserted ? { inserted: true } : {}) })
  }

  #write(separator: '\n' | '\t'): void {
    const runs = this.#runs
    this.#runs = []
    const last = runs.at(-1)
    if (last?.text.endsWith(' ')) runs[runs.length - 1] = { ...last, text: last.text.slice(0, -1) }
    if (runs.some((run) => run.text.trim() !== '')) {
      writeParagraph(runs, { line: this.#runLine }, this.#body, this.#hidden, separator)
    } else this.#body.separate(separator)
  }

  /** Adds one line to the part of a kind, unless that line is already there. */
  #addLine(kind: Part['kind'], text: string, visibility: Visibility, label = ''): void {
    const line = label + text.trim()
    const key = `${kind} ${visibility} ${line}`
    if (text.trim() === '' || (line.length < 4096 && this.#seenLines.has(key))) return
    if (line.length < 4096) this.#seenLines.add(key)
    this.#add(kind, '', line, visibility)
  }

  #add(kind: Part['kind'], name: string, text: string, visibility: Visibility): void {
    const full = [this.options.name, name].filter((word) => word !== '').join(' ')
    const key = `${kind} ${full}`
    if (!this.#others.has(key)) this.#others.set(key, new PartBuilder(kind, full))
    this.#others.get(key)!.block(text, { line: this.#line }, visibility).separate('\n')
  }

  /** Pictures, texts and files in `data:` addresses become members. */
  #dataUris(text: string): void {
    for (const { type, bytes } of dataUris(text)) if (bytes.length > 0) this.#member(endingFor(type), bytes)
  }

  #member(ending: string, bytes: Uint8Array): void {
    this.members.push({ path: `${this.options.path}!embedded-${this.members.length + 1}.${ending}`, bytes })
  }
}

/** Packed bytes: base64 (names of styles do not mix cases and digits), hexadecimal digits, quoted-printable. */
const PACKED = new RegExp([
  String.raw`(?=[\w+/-]{0,64}\d)(?=[\w+/-]{0,64}[A-Z])(?=[\w+/-]{0,64}[a-z])[\w+/-]{16}`,
  String.raw`(?:(?:0x)?[\da-fA-F]{2}[ ,:]{0,2}){6}`,
  String.raw`(?:=[\dA-Fa-f]{2}){6}`,
].join('|'))

/** True for the value of any other attribute that may be meaningful. */
function isMeaningful(name: string, value: string): boolean {
  if (name.startsWith('data-') || /[^\0-\x7f]|\d{7}/.test(value)) return true
  return !/^(class|style|on)/.test(name) && looksMeaningful(value)
}

/** Number of line ends before the first visible character. */
function leadingLines(text: string): number {
  return /^\s*/.exec(text)![0].split(/\r\n|\r|\n/).length - 1
}

function endingFor(type: string): string {
  if (/html/.test(type)) return 'html'
  if (/xml|svg/.test(type)) return 'xml'
  if (/^image\/[a-z]{2,4}$/.test(type)) return type.slice(6)
  return type.startsWith('text/') ? 'txt' : 'bin'
}

/** Leaves out the content of `data:` addresses, which is read separately. */
function withoutDataContent(value: string): string {
  return value.replace(/(data:[^,]{0,200},)[\w+/=%.~\s-]{64,}/gi, '$1')
}
