import type { PartKind, Visibility } from '../../../model/index.js'
import { decodePage } from '../../text/code-page.js'
import type { Budget } from '../../budget.js'
import { PartSet } from '../../parts/part-set.js'
import { mapSymbols } from '../../text/symbol-font.js'
import type { Run } from '../../parts/paragraph.js'
import { CHARACTERS } from './characters.js'
import { FLOWS, FRAMES, INFO, LINES } from './destinations.js'
import { RtfFonts } from './fonts.js'
import type { RtfHandler } from './tokens.js'
import { isUnlikelyText, saysSomething } from './unlikely-text.js'

/** Paragraphs of one place. */
interface Flow {
  kind: PartKind
  runs: Run[]
}

/** Text that is gathered whole and judged when its group ends. */
interface Sink {
  readonly name: string
  readonly pieces: string[]
}

interface Look {
  readonly hidden?: boolean
  readonly deleted?: boolean
  readonly inserted?: boolean
  readonly tiny?: boolean
  readonly colour?: number
  readonly backed?: boolean
  readonly style?: number
}

interface Group {
  look: Look
  font: number | undefined
  fallback: number
  starred: boolean
  /** Where its text goes: paragraphs, a line, or (`undefined`) nowhere. */
  flow: Flow
  sink: Sink | undefined
  /** Destination that began with this group. */
  own: string
}

/** Destinations whose text is processed, not reported as it stands. */
const OWN_SINKS = /^(fonttbl|stylesheet|colortbl|pict|objdata|sn|sv|propname|staticval|objclass|objname|info)$/

/** How control words change the look of the text after them. */
const LOOKS: Readonly<Record<string, (value: number | undefined) => Look>> = {
  v: (value) => ({ hidden: value !== 0 }),
  deleted: (value) => ({ deleted: value !== 0 }),
  revised: (value) => ({ inserted: value !== 0 }),
  cf: (value) => ({ colour: value ?? 0 }),
  fs: (value) => ({ tiny: (value ?? 24) < 2 }),
  cb: (value) => ({ backed: value !== 0 }),
  chcbpat: (value) => ({ backed: value !== 0 }),
  highlight: (value) => ({ backed: value !== 0 }),
  cs: (value) => ({ style: value ?? 0 }),
  s: (value) => ({ style: value ?? 0 }),
}

const PIECE = 1 << 16

/** Files and pictures that stand in the text as digits or bytes. */
export interface Embedded {
  readonly name: string
  readonly hex: string
  readonly bytes: readonly Uint8Array[]
}

/** Builds parts from the tokens of RTF. */
export class RtfStory implements RtfHandler {
  readonly partSet: PartSet
  readonly embedded: Embedded[] = []
  /** Runs of bytes that are no text in the page of their font, or not likely to be. */
  readonly unlikely: Uint8Array[] = []
  readonly #fonts = new RtfFonts()
  readonly #body: Flow = { kind: 'body', runs: [] }
  readonly #groups: Group[] = []
  readonly #hiddenStyles = new Set<number>()
  readonly #colours: number[] = []
  #group: Group = { look: {}, font: undefined, fallback: 1, starred: false, flow: this.#body, sink: undefined, own: '' }
  #channels: [number, number, number] = [0, 0, 0]
  #pending: number[] = []
  #skip = 0
  #deeper = 0
  #paragraph = 0
  #label = ''
  #binary: Uint8Array[] = []

  constructor(readonly budget: Budget) {
    this.partSet = new PartSet('', budget)
  }

  open(): void {
    this.#flush()
    this.#skip = 0
    if (this.#groups.length >= 4 * this.budget.limits.xmlDepth) {
      this.#deeper++
      this.budget.refuseDepth('')
      return
    }
    this.#groups.push(this.#group)
    this.#group = { ...this.#group, starred: false, own: '' }
  }

  close(): void {
    this.#flush()
    this.#skip = 0
    if (this.#deeper > 0) {
      this.#deeper--
      return
    }
    const group = this.#group
    const above = this.#groups.pop()
    if (!group.sink) this.#embedBinary()
    if (!above) return
    this.#group = above
    if (group.own !== '') this.#end(group)
  }

  bytes(run: Uint8Array): void {
    for (const byte of run) {
      if (this.#skip > 0) this.#skip--
      else this.#pending.push(byte)
      // A long text is decoded in pieces, cut after a character of one byte wherever it has one.
      const length = this.#pending.length
      if (length > PIECE && ((byte < 0x80 && this.#pending[length - 2]! < 0x80) || length > 16 * PIECE)) this.#flush()
    }
  }

  binary(data: Uint8Array): void {
    if (this.#skip > 0) this.#skip--
    else this.#binary.push(data)
  }

  word(name: string, value: number | undefined): void {
    if (name === 'u' && value !== undefined) {
      this.#flush()
      this.#addText(String.fromCharCode(value & 0xffff))
      this.#skip = this.#group.fallback
      return
    }
    // A control word in place of a character that \u has given counts as one.
    if (this.#skip > 0 && Object.hasOwn(CHARACTERS, name)) {
      this.#skip--
      return
    }
    this.#flush()
    if (name === '*') this.#group.starred = true
    else if (Object.hasOwn(CHARACTERS, name)) this.#addText(CHARACTERS[name]!)
    else if (!this.#format(name, value) && !this.#break(name)) this.#begin(name, value)
  }

  /** Writes what is left when the file ends. */
  finish(): void {
    this.#flush()
    while (this.#groups.length > 0) this.close()
    this.#embedBinary()
    this.#endParagraph(this.#body, '\n')
  }

  /** Binary data in the middle of text. */
  #embedBinary(): void {
    if (this.#binary.length > 0) this.embedded.push({ name: 'bin', hex: '', bytes: this.#binary })
    this.#binary = []
  }

  // ---- text ----

  /** Bytes are decoded together: a character of two may be one escape and one plain byte. */
  #flush(): void {
    if (this.#pending.length === 0) return
    const bytes = Uint8Array.from(this.#pending)
    this.#pending = []
    const { font } = this.#group
    const isSymbols = this.#fonts.symbolFontOf(font) !== ''
    const text = isSymbols ? Buffer.from(bytes).toString('latin1') : decodePage(bytes, this.#fonts.pageOf(font))
    if (!isSymbols && isUnlikelyText(bytes, text)) this.unlikely.push(bytes)
    this.#addText(text)
  }

  #addText(text: string): void {
    const { sink, flow } = this.#group
    if (sink) {
      sink.pieces.push(text)
      if (sink.name === 'fonttbl') this.#fonts.takeName(text)
    } else if (text !== '') {
      const { inserted } = this.#group.look
      const symbolFont = this.#fonts.symbolFontOf(this.#group.font)
      const shown = mapSymbols(symbolFont, text)
      flow.runs.push({ text: shown, visibility: this.#visibility(), ...(inserted && { inserted: true }) })
    }
  }

  #visibility(): Visibility {
    const { look } = this.#group
    if (look.deleted) return 'deleted'
    const white = look.colour !== undefined && this.#colours[look.colour] === 0xffffff && look.backed !== true
    const styled = look.style !== undefined && this.#hiddenStyles.has(look.style)
    return look.hidden ?? (styled || white || look.tiny === true) ? 'hidden' : 'visible'
  }

  #endParagraph(flow: Flow, separator: '\n' | '\t'): void {
    const runs = flow.runs
    flow.runs = []
    if (runs.some((run) => run.text.trim() !== '')) {
      this.partSet.paragraph(flow.kind, runs, { paragraph: ++this.#paragraph }, separator)
    }
    else this.partSet.visible(flow.kind).separate(separator)
  }

  // ---- control words ----

  #format(name: string, value: number | undefined): boolean {
    const group = this.#group
    const { style } = group.look
    const hides = group.sink?.name === 'stylesheet' && name === 'v' && value !== 0
    if (hides && style !== undefined) this.#hiddenStyles.add(style)
    if (Object.hasOwn(LOOKS, name)) group.look = { ...group.look, ...LOOKS[name]!(value) }
    else if (name === 'plain') group.look = {}
    else if (name === 'uc') group.fallback = Math.min(16, Math.max(0, value ?? 1))
    else return this.#character(name, value)
    return true
  }

  #character(name: string, value: number | undefined): boolean {
    const group = this.#group
    if (name === 'ansicpg' && value) this.#fonts.page = value
    else if (name === 'f') {
      group.font = value
      if (group.sink?.name === 'fonttbl') this.#fonts.current = value ?? 0
    } else if (name === 'fcharset') this.#fonts.takeCharset(value ?? 0)
    else if (name === 'cpg' && value) this.#fonts.takePage(value)
    else if (name === 'deff') group.font = value
    else return /^(red|green|blue)$/.test(name) && this.#channel(name, value ?? 0)
    return true
  }

  /** Colours end with a semicolon each; the first is none. */
  #channel(name: string, value: number): true {
    this.#channels[name === 'red' ? 0 : name === 'green' ? 1 : 2] = value
    const { sink } = this.#group
    if (sink?.name === 'colortbl' && name === 'blue' && sink.pieces.length < 4096) {
      const number = sink.pieces.filter((piece) => piece.trim().startsWith(';')).length
      this.#colours[number] = Math.min(...this.#channels) >= 0xfa ? 0xffffff : 0
    }
    return true
  }

  #break(name: string): boolean {
    const { flow, sink } = this.#group
    const separator = /^(par|sect|page|row|nestrow|softline)$/.test(name) ? '\n'
      : /^(cell|nestcell)$/.test(name) ? '\t' : undefined
    if (separator === undefined) return false
    if (sink) sink.pieces.push(separator)
    else this.#endParagraph(flow, separator)
    return true
  }

  /** A destination changes where the text of its group goes; a starred word that is no known one gathers it. */
  #begin(name: string, value: number | undefined): void {
    const group = this.#group
    const starred = group.starred
    group.starred = false
    const kind = FLOWS.get(name)
    if (kind) {
      Object.assign(group, { flow: { kind, runs: [] }, sink: undefined, own: name })
    } else if (name === 'ftnalt' && group.flow.kind === 'footnote') group.flow.kind = 'endnote'
    else if (this.#gathers(name, starred)) Object.assign(group, { sink: { name, pieces: [] }, own: name })
    else if (starred && !FRAMES.has(name) && value === undefined && group.own === '') {
      Object.assign(group, { sink: { name, pieces: [] }, own: name })
    }
  }

  #gathers(name: string, starred: boolean): boolean {
    if (OWN_SINKS.test(name)) return true
    if (INFO.has(name)) return this.#groups.some(({ own }) => own === 'info') || this.#group.sink?.name === 'info'
    return LINES.has(name) && (starred || name !== 'tc')
  }

  // ---- ends of destinations ----

  #end(group: Group): void {
    if (FLOWS.has(group.own)) {
      this.#endParagraph(group.flow, '\n')
      return
    }
    const { name, pieces } = group.sink ?? { name: '', pieces: [] }
    const text = pieces.join('')
    const isHexadecimal = text.length > 64 && /^[\da-fA-F\s]+$/.test(text)
    if (/^(pict|objdata)$/.test(name) || isHexadecimal || this.#binary.length > 0) {
      this.embedded.push({ name, hex: text, bytes: this.#binary })
      this.#binary = []
    } else if (/^(propname|sn)$/.test(name)) this.#label = text.trim()
    else if (name === 'staticval') this.#line('metadata', `${this.#label}: ${text}`, 'metadata')
    else if (name === 'sv') this.#shape(text)
    else if (INFO.has(name)) this.#line('metadata', /^[?\s]*$/.test(text) ? '' : `${name}: ${text}`, 'metadata')
    else if (/^(fonttbl|stylesheet|colortbl|info)$/.test(name)) {
      for (const line of text.split(';')) if (saysSomething(line)) this.#line('style', line, 'metadata')
    } else if (LINES.has(name)) this.#line(LINES.get(name)![0], text, LINES.get(name)![1])
    else this.#line('custom-data', text, 'metadata')
  }

  #shape(text: string): void {
    const name = this.#label
    if (/^wzDescription|^wzTooltip/.test(name)) this.#line('alt-text', text, 'metadata')
    else if (name === 'gtextUNICODE') this.#line('watermark', text, 'visible')
    else if (/^(wzName|pihlShape|wzScript)/.test(name) || saysSomething(text)) {
      this.#line('alt-text', saysSomething(text) ? text : '', 'metadata')
    }
  }

  #line(kind: PartKind, text: string, visibility: Visibility): void {
    this.partSet.line(kind, text, {}, visibility)
  }
}
