import type { PartKind } from '../../../model/index.js'
import type { XmlElement } from '../../markup/xml/walk.js'
import { CLOSE, OPEN, SPOKEN, type Act } from './acts.js'
import { saying, type Saying } from './attributes.js'
import { canonical } from './vocabulary.js'

/** What a tag means to a story, found once for all the places where it is written the same. */
export interface Meaning {
  /** Canonical. */
  readonly name: string
  readonly opens: Act | undefined
  readonly closes: Act | undefined
  /** What its attributes say and has not been said for good. */
  sayings: readonly (Saying & { readonly value: string })[]
}

/** `stray` is the kind of attribute values that say something and are not otherwise known. */
export function meaningOf(element: XmlElement, stray: PartKind): Meaning {
  const name = canonical(element)
  const sayings = SPOKEN.has(name) ? [] : element.attributes.flatMap((one) => {
    const said = saying(element, one, stray)
    return said ? [{ ...said, value: one.value }] : []
  })
  return { name, opens: OPEN.get(name), closes: CLOSE.get(name), sayings }
}
