import type { Budget } from '../../budget.js'
import { literal, textOf } from './characters.js'
import type { OpenElements } from './elements.js'
import { Stop } from './stop.js'
import { NAME, readTag } from './tag.js'
import { copyOf, type TextWindow } from './window.js'

/**
 * Walks well-formed XML (1.0, fifth edition). Entities that a DTD declares are not resolved: a reference to one is
 * malformed, as is any other violation. Namespaces are not checked. Cost: linear.
 * @throws Stop `malformed` or `deep`, after reporting everything before that point.
 */
export function walkStrictly(
  window: TextWindow, elements: OpenElements, onNonContent: (text: string) => void, budget: Budget,
): Promise<void> {
  return new StrictWalk(window, elements, onNonContent).run(budget)
}

/** Tags, comments and so on between two looks at the clock. */
const MARKUPS_PER_LOOK = 128
/** The longest of the openings `<!--`, `<![CDATA[`, `<!DOCTYPE`. */
const OPENING = 9
const DECLARATION = new RegExp(`^xml${pair('version', '1\\.\\d+')}(?:${pair('encoding', '[A-Za-z][\\w.\\-]*')})?`
  + `(?:${pair('standalone', 'yes|no')})?[ \\t\\r\\n]*$`)
const INSTRUCTION = new RegExp(`^(${NAME})(?:[ \\t\\n]+|(?=\\?)|$)([^]*)$`, 'u')
const SPACES = /^[ \t\r\n]*$/
const END_OF_TAG = /(?<![ \t\r\n])[ \t\r\n]+>$/

function pair(name: string, value: string): string {
  return `[ \\t\\r\\n]+${name}[ \\t\\r\\n]*=[ \\t\\r\\n]*(?:"(?:${value})"|'(?:${value})')`
}

class StrictWalk {
  /** Nothing has been read yet, except a byte order mark. */
  #first = true
  /** The root element has been opened. */
  #begun = false
  #doctype = false

  constructor(
    readonly window: TextWindow,
    readonly elements: OpenElements,
    readonly onNonContent: (text: string) => void,
  ) {}

  async run(budget: Budget): Promise<void> {
    const { window, elements } = this
    let markups = 0
    let at = window.text.startsWith('\ufeff') ? 1 : 0
    for (;;) {
      const open = window.text.indexOf('<', at)
      if (open < 0) {
        if (!window.more(at)) break
        at = 0
        continue
      }
      if (++markups % MARKUPS_PER_LOOK === 0 && budget.turnIsOver) await budget.nextTurn()
      if (open > at) this.#text(window.text.slice(at, open))
      at = this.#markup(open)
      if (at >= 0) this.#first = false
      if (at >= 0) continue
      if (!window.more(open)) throw new Stop('malformed')
      at = 0
    }
    this.#text(window.text.slice(at))
    if (!this.#begun || elements.innermost) throw new Stop('malformed')
  }

  #text(written: string): void {
    if (written !== '') this.#first = false
    if (this.elements.innermost) this.elements.text(textOf(written))
    else if (!SPACES.test(written)) throw new Stop('malformed')
  }

  /** Reads the markup at `open` and returns the offset after it; -1 where it does not end in the window. */
  #markup(open: number): number {
    const { text } = this.window
    switch (text.charCodeAt(open + 1)) {
      case 0x2f: return this.#endTag(open)
      case 0x21: return text.length - open < OPENING && !this.window.complete ? -1 : this.#declaration(open)
      case 0x3f: return this.#instruction(open)
      default: return this.#startTag(open)
    }
  }

  #startTag(open: number): number {
    const { text } = this.window
    const { elements } = this
    const end = text.indexOf('>', open) + 1
    if (end === 0) return -1
    if (!elements.innermost && this.#begun) throw new Stop('malformed')
    const { scope } = elements
    const known = scope.recall(text, open, end)
    if (known === undefined) return this.#newTag(open, end)
    elements.enter(known)
    return end
  }

  /** Reads a tag that is not cached. It ends after `end` where that `>` is part of an attribute value. */
  #newTag(open: number, end: number): number {
    const { text } = this.window
    const { scope } = this.elements
    const letters = copyOf(text.slice(open, end))
    const whole = readTag(letters, 0)
    const read = whole ?? readTag(text, open)
    if (!read) return -1
    const tag = scope.resolve(read.tag)
    if (whole) scope.keep(letters, tag)
    this.#begun = true
    this.elements.enter(tag)
    return whole ? end : read.end
  }

  #endTag(open: number): number {
    const { text } = this.window
    const wanted = this.elements.innermost?.end
    if (wanted === undefined) throw new Stop('malformed')
    const plain = text.startsWith(wanted, open)
    const end = plain ? open + wanted.length : text.indexOf('>', open) + 1
    if (end === 0) return -1
    if (!plain && text.slice(open, end).replace(END_OF_TAG, '>') !== wanted) throw new Stop('malformed')
    this.elements.close()
    return end
  }

  #declaration(open: number): number {
    const { text } = this.window
    if (text.startsWith('<!--', open)) return this.#comment(open)
    if (text.startsWith('<![CDATA[', open)) return this.#cdata(open)
    if (text.startsWith('<!DOCTYPE', open)) return this.#documentType(open)
    throw new Stop('malformed')
  }

  #comment(open: number): number {
    const { text } = this.window
    const end = text.indexOf('--', open + 4)
    if (end < 0 || end + 2 >= text.length) return -1
    if (text[end + 2] !== '>') throw new Stop('malformed')
    this.onNonContent(literal(text.slice(open + 4, end)))
    return end + 3
  }

  #cdata(open: number): number {
    const { text } = this.window
    const end = text.indexOf(']]>', open)
    if (end < 0) return -1
    if (!this.elements.innermost) throw new Stop('malformed')
    this.elements.text(literal(text.slice(open + 9, end)))
    return end + 3
  }

  #instruction(open: number): number {
    const { text } = this.window
    const end = text.indexOf('?>', open + 2)
    if (end < 0) return -1
    const written = literal(text.slice(open + 2, end))
    if (!this.#first || !DECLARATION.test(written)) {
      const [, target = 'xml', body = ''] = INSTRUCTION.exec(written) ?? []
      if (target.toLowerCase() === 'xml') throw new Stop('malformed')
      this.onNonContent(body)
    }
    return end + 2
  }

  /** Reports the document type declaration without interpreting it. */
  #documentType(open: number): number {
    const { text } = this.window
    if (this.#begun || this.#doctype) throw new Stop('malformed')
    const end = endOfDoctype(text, open + OPENING)
    if (end < 0) return -1
    this.#doctype = true
    this.onNonContent(literal(text.slice(open + OPENING, end)))
    return end + 1
  }
}

const PIECES = /"[^"]*"?|'[^']*'?|<!--[^]*?(?:-->|$)|<\?[^]*?(?:\?>|$)|[[\]>]/g

/** Offset of the `>` that ends a DOCTYPE, outside quotes, comments, instructions and brackets; -1 if there is none. */
function endOfDoctype(text: string, from: number): number {
  let inside = false
  PIECES.lastIndex = from
  for (let piece = PIECES.exec(text); piece; piece = PIECES.exec(text)) {
    const [letters] = piece
    if (letters === '[') inside = true
    else if (letters === ']') inside = false
    else if (letters === '>' && !inside) return piece.index
    else if (letters.startsWith('<') && (!inside || letters.slice(4, -3).includes('--'))) throw new Stop('malformed')
  }
  return -1
}
