import type { XmlElement } from './scope.js'

/** Callbacks of a walk through XML, in document order. */
export interface XmlHandler<Known = unknown> {
  /** Computes what the handler needs to know of a tag; called once for a tag that is repeated verbatim. */
  describe?(element: XmlElement): Known
  /** An element opens; `known` is what `describe` returned. */
  open?(element: XmlElement, known: Known): void
  close?(element: XmlElement, known: Known): void
  /** Text between two tags, character references resolved; CDATA too. */
  text?(text: string): void
  /** Comments, processing instructions and the content of a DOCTYPE: in the file, but on no page. */
  onNonContent?(text: string): void
}
