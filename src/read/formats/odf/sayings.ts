import type { PartKind, Visibility } from '../../../model/index.js'

/** `element@attribute`, or `*@attribute`: values that are told whatever they look like. */
const SAYINGS: ReadonlyMap<string, readonly [PartKind, Visibility]> = new Map(
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

/** What an attribute's value is to a reader; undefined: nothing unless it looks like a text. */
export function sayingOf(element: string, attribute: string): readonly [PartKind, Visibility] | undefined {
  return SAYINGS.get(`${element}@${attribute}`) ?? SAYINGS.get(`*@${attribute}`)
}
