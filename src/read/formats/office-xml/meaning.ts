import type { PartKind } from '../../../model/index.js'
import type { XmlElement } from '../../markup/xml/walk.js'
import { closeHandlers, openHandlers, SELF_HANDLED_ATTRIBUTES, type ElementHandler } from './acts.js'
import { classifyAttribute, type AttributeText } from './attributes.js'
import { canonical } from './vocabulary.js'

/** What a tag means to a story, found once for all the places where it is written the same. */
export interface TagMeaning {
  /** Canonical. */
  readonly name: string
  readonly opens: ElementHandler | undefined
  readonly closes: ElementHandler | undefined
  /** What its attributes say and has not been said for good. */
  sayings: readonly (AttributeText & { readonly value: string })[]
}

/** `stray` is the kind of attribute values that say something and are not otherwise known. */
export function meaningOf(element: XmlElement, stray: PartKind): TagMeaning {
  const name = canonical(element)
  const sayings = SELF_HANDLED_ATTRIBUTES.has(name) ? [] : element.attributes.flatMap((one) => {
    const said = classifyAttribute(element, one, stray)
    return said ? [{ ...said, value: one.value }] : []
  })
  return { name, opens: openHandlers.get(name), closes: closeHandlers.get(name), sayings }
}
