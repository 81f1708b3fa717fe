/** Value in `FoldTable.units` of ignored characters: zero-width, soft hyphen, variation selector, combining mark. */
export const DROPPED = 0xffff

/** Characters that end a line, a cell or a page. They are never folded to a space. */
export const BORDERS = '\t\n\v\f\r\u0085\u2028\u2029'
