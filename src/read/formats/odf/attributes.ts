import type { PartKind, Visibility } from '../../../model/index.js'
import { looksMeaningful } from '../../markup/xml/harvest.js'
import type { XmlAttribute } from '../../markup/xml/walk.js'

/** `element@attribute`, or `*@attribute`: values that are always reported. */
const KNOWN_ATTRIBUTES: ReadonlyMap<string, readonly [PartKind, Visibility]> = new Map(
  ([
    ['table:table@name', 'sheet-name', 'visible'],
    ['*@href', 'link', 'metadata'],
    ['text:bookmark@name', 'bookmark', 'metadata'],
    ['text:bookmark-start@name', 'bookmark', 'metadata'],
    ['text:reference-mark@name', 'bookmark', 'metadata'],
    ['draw:page@name', 'bookmark', 'metadata'],
    ['text:section@name', 'bookmark', 'metadata'],
    ['*@formula', 'field', 'hidden'],
    ['*@condition', 'field', 'hidden'],
    ['*@expression', 'field', 'hidden'],
    ['table:named-range@name', 'field', 'metadata'],
    ['table:named-expression@name', 'field', 'metadata'],
    ['table:content-validation@base-cell-address', 'field', 'metadata'],
    ['text:conditional-text@string-value-if-true', 'field', 'hidden'],
    ['text:conditional-text@string-value-if-false', 'field', 'hidden'],
    ['*@string-value', 'field', 'hidden'],
    ['text:placeholder@description', 'field', 'hidden'],
    ['*@current-value', 'form-field', 'hidden'],
    ['*@label', 'form-field', 'visible'],
    ['form:text@value', 'form-field', 'hidden'],
    ['form:textarea@value', 'form-field', 'hidden'],
    ['form:hidden@value', 'form-field', 'hidden'],
    ['table:table@title', 'alt-text', 'metadata'],
    ['meta:template@title', 'metadata', 'metadata'],
    ['*@display-name', 'style', 'metadata'],
  ] as const).map(([key, kind, visibility]) => [key, [kind, visibility]]),
)

/** Attributes that hold outlines, and identifiers of the program's own. */
const MACHINE = /^(viewBox|d|points|enhanced-path|path-.*|id|change-id|idref|range-address|cell-range-address)$/

/** Attributes that never hold words of an author, though their values may look so. */
const NEVER_MEANINGFUL = /^(font-|formula|class|type|value-type|target-frame)/

/**
 * The part that an attribute's value belongs to, and how it shows; undefined where it means nothing to a person.
 * `inSpreadsheet`: names of tables are names of sheets.
 */
export function classifyAttribute(
  element: string, { local, value }: XmlAttribute, inSpreadsheet: boolean,
): readonly [PartKind, Visibility] | undefined {
  if (MACHINE.test(local) && /^[\0-\x7f]*$/.test(value)) return undefined
  if (element === 'table:table' && local === 'name' && !inSpreadsheet) return ['bookmark', 'metadata']
  const known = KNOWN_ATTRIBUTES.get(`${element}@${local}`) ?? KNOWN_ATTRIBUTES.get(`*@${local}`)
  if (known) return known
  if (!looksMeaningful(value) || NEVER_MEANINGFUL.test(local)) return undefined
  return [element.startsWith('style:') || element.startsWith('fo:') ? 'style' : 'markup', 'metadata']
}
