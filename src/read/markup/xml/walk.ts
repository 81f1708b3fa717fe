import type { Gap } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { decodeXml, isPlainUtf8 } from '../../text/xml-charset.js'
import { OpenElements } from './elements.js'
import { walkFlatly } from './flat.js'
import type { XmlHandler } from './handler.js'
import { stoppable } from './stop.js'
import { walkStrictly } from './strict.js'
import { walkTolerantly } from './tolerant.js'
import { TextWindow } from './window.js'

export type { XmlHandler } from './handler.js'
export type { XmlAttribute, XmlElement } from './scope.js'

/** One piece of XML: its name, and its bytes or its text if already decoded. */
export interface XmlSource {
  readonly piece: string
  readonly bytes: Uint8Array | string
}

/**
 * Walks one piece of XML in up to three attempts, each from the beginning: strictly; tolerantly, for malformed XML;
 * without its tags, for XML deeper than `limits.xmlDepth`. `make` creates the handler of each attempt; the handler of
 * the completed attempt is returned. Each failed attempt is a gap (`damaged`, `limit-exceeded`), as are bytes that do
 * not fit their charset (`undecodable`); no text is lost. Entities that a DTD declares are never expanded; the DTD
 * itself goes to `onNonContent`. Cost: linear, with turns of the event loop in between.
 * @throws the signal's reason
 */
export async function walkXml<H extends XmlHandler>(
  source: XmlSource,
  budget: Budget,
  make: () => H,
): Promise<{ readonly handler: H; readonly gaps: readonly Gap[] }> {
  const { text, clean } = textFor(source.bytes)
  const gaps: Gap[] = clean ? [] : [{ piece: source.piece, reason: 'undecodable' }]
  for (const walk of [strictly, tolerantly]) {
    const handler = make()
    const outcome = await stoppable(() => walk(text, handler, budget))
    if (outcome === 'deep') budget.refuseDepth(source.piece)
    if (outcome === 'malformed') gaps.push({ piece: source.piece, reason: 'damaged', args: { detail: 'xml' } })
    if (outcome === 'done') return { handler, gaps }
  }
  const handler = make()
  await walkFlatly(whole(text), (run) => handler.text?.(run), (run) => handler.onNonContent?.(run), budget)
  return { handler, gaps }
}

/** Valid UTF-8 stays bytes: the window decodes it piece by piece. */
function textFor(bytes: Uint8Array | string): { readonly text: Uint8Array | string; readonly clean: boolean } {
  return typeof bytes === 'string' || isPlainUtf8(bytes) ? { text: bytes, clean: true } : decodeXml(bytes)
}

function whole(text: Uint8Array | string): string {
  return typeof text === 'string' ? text : decodeXml(text).text
}

function strictly(text: Uint8Array | string, handler: XmlHandler, budget: Budget): Promise<void> {
  const elements = new OpenElements(handler, budget.limits.xmlDepth)
  return walkStrictly(new TextWindow(text), elements, (run) => handler.onNonContent?.(run), budget)
}

function tolerantly(text: Uint8Array | string, handler: XmlHandler, budget: Budget): Promise<void> {
  const elements = new OpenElements(handler, budget.limits.xmlDepth)
  return walkTolerantly(whole(text), elements, (run) => handler.onNonContent?.(run), budget)
}
