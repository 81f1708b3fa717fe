import { XmlScope, type Tag } from './scope.js'
import { Stop } from './stop.js'
import type { WrittenTag } from './tag.js'
import type { XmlHandler } from './handler.js'

/** The open elements of one walk, and the text since the last tag, which arrives in pieces. Guarded state. */
export class OpenElements {
  readonly #open: Tag[] = []
  readonly #outermost: XmlScope
  #text = ''

  constructor(
    readonly handler: XmlHandler,
    readonly depth: number,
  ) {
    this.#outermost = new XmlScope((element) => handler.describe?.(element))
  }

  get innermost(): Tag | undefined {
    return this.#open[this.#open.length - 1]
  }

  /** The namespaces in force here. */
  get scope(): XmlScope {
    return this.innermost?.inner ?? this.#outermost
  }

  /** @throws Stop `deep` where `depth` elements are already open. */
  enter(tag: Tag): void {
    this.flushText()
    if (this.#open.length >= this.depth) throw new Stop('deep')
    this.handler.open?.(tag.element, tag.known)
    if (tag.empty) this.handler.close?.(tag.element, tag.known)
    else this.#open.push(tag)
  }

  /** Resolves a tag as written and enters its element. */
  open(written: WrittenTag): void {
    this.enter(this.scope.resolve(written))
  }

  close(): void {
    this.flushText()
    const tag = this.#open.pop()
    if (tag) this.handler.close?.(tag.element, tag.known)
  }

  text(run: string): void {
    this.#text = this.#text === '' ? run : this.#text + run
  }

  /** Passes the collected text to the handler. */
  flushText(): void {
    if (this.#text === '') return
    const text = this.#text
    this.#text = ''
    this.handler.text?.(text)
  }
}
