import type { PartKind, Visibility } from '../../../model/index.js'
import { looksMeaningful } from '../../markup/xml/harvest.js'
import type { XmlAttribute, XmlElement } from '../../markup/xml/walk.js'

/** Where the value of an attribute belongs; `once`: the same value is reported once for each piece. */
export interface AttributeText {
  readonly kind: PartKind
  readonly visibility: Visibility
  readonly once: boolean
}

/** `element@attribute` or `*@attribute`, by local names: values that are always reported. */
const KNOWN_ATTRIBUTES: ReadonlyMap<string, AttributeText> = new Map(
  ([
    ['*@descr', 'alt-text', 'metadata'],
    ['*@title', 'alt-text', 'metadata'],
    ['*@alt', 'alt-text', 'metadata'],
    ['bookmarkStart@name', 'bookmark', 'metadata'],
    ['hyperlink@tooltip', 'link', 'metadata'],
    ['hyperlink@anchor', 'link', 'metadata'],
    ['hyperlink@docLocation', 'link', 'metadata'],
    ['*@href', 'link', 'metadata'],
    ['fldSimple@instr', 'field', 'hidden'],
    ['alias@val', 'form-field', 'metadata'],
    ['tag@val', 'form-field', 'metadata'],
    ['listItem@displayText', 'form-field', 'hidden'],
    ['listItem@value', 'form-field', 'hidden'],
    ['listEntry@val', 'form-field', 'hidden'],
    ['helpText@val', 'form-field', 'hidden'],
    ['statusText@val', 'form-field', 'hidden'],
    ['default@val', 'form-field', 'hidden'],
    ['lvlText@val', 'style', 'visible'],
    ['name@val', 'style', 'metadata'],
    ['comment@author', 'comment', 'metadata'],
    ['comment@initials', 'comment', 'metadata'],
    ['*@author', 'revision', 'metadata'],
  ] as const).map(([key, kind, visibility]) => [key, { kind, visibility, once: kind !== 'alt-text' }]),
)

/** Identifiers of Word's own making: eight hexadecimal digits, on every paragraph. */
const MACHINE = /^(rsid\w*|paraId|textId|durableId)$/

/**
 * The part that an attribute's value belongs to; undefined where it means nothing to a person. `unknownKind` is the
 * kind of meaningful values that the table does not know.
 */
export function classifyAttribute(
  element: XmlElement, { name, local, value }: XmlAttribute, unknownKind: PartKind,
): AttributeText | undefined {
  if (value === '' || name === 'xmlns' || name.startsWith('xmlns:')) return undefined
  if (isMachine(element, local, value)) return undefined
  const known = KNOWN_ATTRIBUTES.get(`${element.local}@${local}`) ?? KNOWN_ATTRIBUTES.get(`*@${local}`)
  if (known) return known
  if (!looksMeaningful(value) || (local === 'uri' && value.startsWith('http://schemas.'))) return undefined
  if (/^(docPr|cNvPr)$/.test(element.local)) return { kind: 'alt-text', visibility: 'metadata', once: true }
  return { kind: unknownKind, visibility: 'metadata', once: true }
}

function isMachine(element: XmlElement, local: string, value: string): boolean {
  return value.length <= 8 && (MACHINE.test(local) || MACHINE.test(element.local))
}
