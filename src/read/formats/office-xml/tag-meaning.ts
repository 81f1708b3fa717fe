import type { PartKind } from '../../../model/index.js'
import type { XmlElement } from '../../markup/xml/walk.js'
import { classifyAttribute, type AttributeText } from './attributes.js'
import { closeHandlers, openHandlers, SELF_HANDLED_ATTRIBUTES, type ElementHandler } from './element-handlers.js'
import { canonical } from './vocabulary.js'

/** What a tag means in a story, found once for all places where it is written in the same way. */
export interface TagMeaning {
  /** Canonical name. */
  readonly name: string
  readonly opens: ElementHandler | undefined
  readonly closes: ElementHandler | undefined
  /** Texts of its attributes, without those that were reported once and for all. */
  attributeTexts: readonly (AttributeText & { readonly value: string })[]
}

/** `unknownKind`: the kind of meaningful attribute values that no table knows. */
export function describeTag(element: XmlElement, unknownKind: PartKind): TagMeaning {
  const name = canonical(element)
  const attributeTexts = SELF_HANDLED_ATTRIBUTES.has(name) ? [] : element.attributes.flatMap((one) => {
    const text = classifyAttribute(element, one, unknownKind)
    return text ? [{ ...text, value: one.value }] : []
  })
  return { name, opens: openHandlers.get(name), closes: closeHandlers.get(name), attributeTexts }
}
