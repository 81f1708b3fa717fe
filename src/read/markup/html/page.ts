import type { Document, Part, Visibility } from '../../../model/index.js'
import { resolveEscapes, resolvePercents, withoutEscapes } from '../../text/escapes.js'
import { mapSymbols } from '../../text/symbol-font.js'
import { looksMeaningful } from '../xml/harvest.js'
import { writeParagraph, type Run } from '../../parts/paragraph.js'
import { PartBuilder } from '../../parts/part-builder.js'
import { dataUris } from '../../text/data-uri.js'
import { LINK_ATTRIBUTES, SHOWN_ATTRIBUTES } from './elements.js'
import { visibilityOf, type Look } from './look.js'

/** What a page is told of its surroundings. */
export interface PageOptions {
  /** Of the parts: empty for the document itself, the encoding for another reading of it. */
  readonly name: string
  /** Path of the document, which the members' paths begin with. */
  readonly path: string
  /** Readout of a comment that holds markup of its own: conditional comments, parts commented out. */
  readonly inside: (source: string, look: Look) => void
}

/**
 * Gathers what a walk through HTML tells: parts by kind, places by line of the source, members. Guarded state.
 */
export class Page {
  readonly #body: PartBuilder
  readonly #unseen: PartBuilder
  readonly #others = new Map<string, PartBuilder>()
  readonly #told = new Set<string>()
  readonly members: Document[] = []
  #runs: Run[] = []
  #runLine = 0
  #beside = ''
  #line = 1
  #offset = 0
  /** Set while the inside of a comment is walked: all lines are those of the comment. */
  #frozen = 0

  constructor(
    readonly source: string,
    readonly options: PageOptions,
  ) {
    this.#body = new PartBuilder('body', options.name)
    this.#unseen = new PartBuilder('body', `${options.name}${options.name === '' ? '' : ' '}hidden`)
  }

  /** The walk has come to this offset of the source. Ascending. */
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
      this.#run(kept ? piece : this.#open(piece), look, kept ? index : leadingLines(text))
    })
  }

  endLine(): void {
    this.#write('\n')
    this.endAside()
  }

  endCell(): void {
    this.#write('\t')
  }

  /** Ruby text: kept apart until its base's line is written. */
  besides(text: string, visibility: Visibility): void {
    if (visibility === 'visible') this.#beside += text
    else this.#tell('alt-text', text, 'hidden')
  }

  endAside(): void {
    if (this.#beside !== '') this.#tell('alt-text', this.#beside, 'visible')
    this.#beside = ''
  }

  title(text: string): void {
    this.#tell('metadata', text, 'metadata', 'title: ')
  }

  comment(text: string, look: Look): void {
    if (/<[a-z!/]/i.test(text) && this.#frozen === 0) {
      this.#frozen++
      this.endLine()
      this.options.inside(text.replace(/^\[(?:if|endif)[^\]]*\]>|<!\[endif\]$/gi, ''), { ...look, hidden: true })
      this.endLine()
      this.#frozen--
    } else this.#tell('comment', text, 'metadata')
  }

  /** Scripts and style sheets as they stand, and once more where escapes hide their words. */
  code(name: string, text: string): void {
    this.#data(text)
    this.#keep('markup', name, text, 'hidden')
    const resolved = withoutEscapes(text)
    if (resolved !== text) this.#keep('markup', `${name} escapes`, resolved, 'hidden')
  }

  /** Source that is no content of any element. */
  markup(text: string): void {
    this.#tell('markup', text, 'hidden')
  }

  attributes(tag: string, attributes: readonly (readonly [string, string])[], shows: boolean): void {
    for (const [name, value] of attributes) {
      if (value.trim() !== '') this.#attribute(tag, name, value, shows, attributes)
      if (/[^\0-\x7f]/.test(name)) this.#tell('markup', name, 'hidden')
    }
  }

  get parts(): Part[] {
    return [this.#body, this.#unseen, ...this.#others.values()]
      .filter((builder) => !builder.empty)
      .map((one) => one.build())
  }

  #attribute(
    tag: string, name: string, value: string, shows: boolean, all: readonly (readonly [string, string])[],
  ): void {
    if (/data:/i.test(value)) this.#data(/^\s*data:[^,]*;base64/i.test(value) ? value.replace(/\s+/g, '') : value)
    if (name === 'srcdoc') this.#member('html', Buffer.from(value, 'utf8'))
    else if (SHOWN_ATTRIBUTES.has(name)) this.#tell('alt-text', value, shows ? 'visible' : 'hidden')
    else if (name === 'value') {
      const unseen = !shows || all.some(([other, kind]) => other === 'type' && kind.toLowerCase() === 'hidden')
      this.#tell('form-field', value, unseen ? 'hidden' : 'visible')
    } else if (tag === 'meta' && name === 'content') {
      const label = all.find(([other]) => other === 'name' || other === 'property' || other === 'http-equiv')?.[1]
      this.#tell('metadata', value, 'metadata', label === undefined ? '' : `${label}: `)
    } else if (LINK_ATTRIBUTES.has(name)) {
      this.#tell('link', shortened(resolveEscapes(resolvePercents(value))), 'metadata')
    } else if (speaks(name, value)) {
      this.#tell('metadata', shortened(resolveEscapes(value)), 'metadata', `${name}: `)
    } else if (name.startsWith('on')) this.#tell('markup', withoutEscapes(value), 'hidden')
    // Encoded twice: a script that inserts the value decodes it again.
    if (/&#/.test(value)) this.#tell('markup', resolveEscapes(value), 'hidden')
  }

  /** Leading white space of a line and doubled blanks show nothing. */
  #open(piece: string): string {
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
      writeParagraph(runs, { line: this.#runLine }, this.#body, this.#unseen, separator)
    } else this.#body.separate(separator)
  }

  /** One line of a kind; the same line is told once. */
  #tell(kind: Part['kind'], text: string, visibility: Visibility, label = ''): void {
    const line = label + text.trim()
    const key = `${kind} ${visibility} ${line}`
    if (text.trim() === '' || (line.length < 4096 && this.#told.has(key))) return
    if (line.length < 4096) this.#told.add(key)
    this.#keep(kind, '', line, visibility)
  }

  #keep(kind: Part['kind'], name: string, text: string, visibility: Visibility): void {
    const full = [this.options.name, name].filter((word) => word !== '').join(' ')
    const key = `${kind} ${full}`
    if (!this.#others.has(key)) this.#others.set(key, new PartBuilder(kind, full))
    this.#others.get(key)!.block(text, { line: this.#line }, visibility).separate('\n')
  }

  /** Pictures, texts and files in `data:` addresses are documents inside this one. */
  #data(text: string): void {
    for (const { type, bytes } of dataUris(text)) if (bytes.length > 0) this.#member(endingFor(type), bytes)
  }

  #member(ending: string, bytes: Uint8Array): void {
    this.members.push({ path: `${this.options.path}!embedded-${this.members.length + 1}.${ending}`, bytes })
  }
}

/** True for a value that may say something though its name promises none. */
function speaks(name: string, value: string): boolean {
  if (name.startsWith('data-') || /[^\0-\x7f]|\d{7}/.test(value)) return true
  return !/^(class|style|on)/.test(name) && looksMeaningful(value)
}

/** Line ends before the first character that shows. */
function leadingLines(text: string): number {
  return /^\s*/.exec(text)![0].split(/\r\n|\r|\n/).length - 1
}

function endingFor(type: string): string {
  if (/html/.test(type)) return 'html'
  if (/xml|svg/.test(type)) return 'xml'
  if (/^image\/[a-z]{2,4}$/.test(type)) return type.slice(6)
  return type.startsWith('text/') ? 'txt' : 'bin'
}

/** A `data:` address is told by what it carries. */
function shortened(value: string): string {
  return value.replace(/(data:[^,]{0,200},)[\w+/=%.~\s-]{64,}/gi, '$1')
}
