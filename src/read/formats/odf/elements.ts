import type { PartKind } from '../../../model/index.js'

/** The kind of part that an element makes of everything in it. */
export const ELEMENT_KINDS: Readonly<Record<string, PartKind>> = {
  'style:header': 'header', 'style:header-left': 'header', 'style:header-first': 'header',
  'style:footer': 'footer', 'style:footer-left': 'footer', 'style:footer-first': 'footer',
  'office:annotation': 'comment', 'presentation:notes': 'notes',
  'style:handout-master': 'template', 'office:chart': 'chart',
  'text:tracked-changes': 'revision', 'table:tracked-changes': 'revision', 'office:forms': 'form-field',
}

/** True for a cell of a table, one that another covers included. */
export function isCell(name: string): boolean {
  return name === 'table:table-cell' || name === 'table:covered-table-cell'
}

/** True for a paragraph or a heading. */
export function isParagraph(name: string): boolean {
  return name === 'text:p' || name === 'text:h'
}
