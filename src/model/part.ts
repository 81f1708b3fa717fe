/**
 * What kind of place in a document a part is. The word shown to a person stands in the message
 * catalogue; the code here is what reports and rules use.
 */
export const PART_KINDS = [
  'body', 'header', 'footer', 'footnote', 'endnote', 'comment', 'revision', 'textbox', 'watermark',
  'cell', 'sheet-name', 'notes', 'alt-text', 'field', 'metadata', 'annotation', 'bookmark', 'form-field',
  'attachment', 'template', 'link', 'chart', 'custom-data', 'style', 'markup', 'filename', 'image',
] as const
export type PartKind = (typeof PART_KINDS)[number]

/**
 * How a reader of the published file meets a text.
 * `visible`: on the page · `hidden`: in the file and made not to show (hidden text, white on white, hidden
 * sheet) · `deleted`: a tracked deletion that is still in the file · `covered`: under a shape drawn over it ·
 * `metadata`: never on a page (properties, names, comments' authors).
 */
export const VISIBILITIES = ['visible', 'hidden', 'deleted', 'covered', 'metadata'] as const
export type Visibility = (typeof VISIBILITIES)[number]

/**
 * Where a text stands, in the words its format has for it. Numbers count from 1. Fields that do not apply are absent.
 */
export interface Place {
  readonly page?: number
  readonly paragraph?: number
  readonly line?: number
  /** Character (UTF-16 code unit) in the line. */
  readonly column?: number
  readonly sheet?: string
  /** A cell's address, `B3`. */
  readonly cell?: string
  /** Left, top, right, bottom in points from the page's top left corner. */
  readonly box?: readonly [number, number, number, number]
}

/** A run of text in one part, with its place: the half-open span `start..end` of `Part.text`, in UTF-16 code units. */
export interface Block {
  readonly start: number
  readonly end: number
  readonly visibility: Visibility
  readonly place: Place
  /**
   * True for text that another block already tells and that is repeated here only so that what stands beside it
   * can be read in its line (the visible words around a deleted one). A hit that touches echoes alone is dropped.
   */
  readonly echo?: boolean
  /**
   * For cells of one row, tabs between them: how many columns each stands to the right of the first,
   * whose place the block's is.
   */
  readonly row?: readonly number[]
}

/**
 * A piece of a document with one kind. `text` is what the blocks say, joined: blocks of one line follow each other
 * directly, and what lies between two blocks is one separator: `\n` a new line or paragraph, `\t` the next cell of
 * a row, `\f` the next page. Blocks ascend and do not overlap; everything outside blocks is separators.
 */
export interface Part {
  readonly kind: PartKind
  /**
   * Which piece it is, in the document's own terms: `word/header1.xml`, `Sheet1`;
   * empty where the format has one text only.
   */
  readonly name: string
  readonly text: string
  readonly blocks: readonly Block[]
}

/** Half-open range of UTF-16 code units. */
export interface Span {
  readonly start: number
  readonly end: number
}
