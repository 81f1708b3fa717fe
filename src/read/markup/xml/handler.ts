import type { XmlElement } from './scope.js'

/** What a reader wants to hear of a piece of XML, in document order. */
export interface XmlHandler<Known = unknown> {
  /** What the handler makes of a tag for its own use: asked once where the same tag is written often. */
  describe?(element: XmlElement): Known
  /** An element and what was learned of it. */
  open?(element: XmlElement, known: Known): void
  close?(element: XmlElement, known: Known): void
  /** Text between two tags, character references resolved; CDATA too. */
  text?(text: string): void
  /** Comments, processing instructions and the inside of a DOCTYPE: on no page, but in the file. */
  onNonContent?(text: string): void
}
