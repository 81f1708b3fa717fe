/**
 * Kinds of parts, as reports and rules name them. Their names for people are in the message catalogue.
 * @example
 * PART_KINDS.includes('footnote') // true
 */
export const PART_KINDS = [
  'body', 'header', 'footer', 'footnote', 'endnote', 'comment', 'revision', 'textbox', 'watermark',
  'cell', 'sheet-name', 'notes', 'alt-text', 'field', 'metadata', 'annotation', 'bookmark', 'form-field',
  'attachment', 'template', 'link', 'chart', 'custom-data', 'style', 'markup', 'filename', 'image', 'code',
] as const

/**
 * One of `PART_KINDS`.
 * @example
 * const kind: PartKind = 'comment'
 */
export type PartKind = (typeof PART_KINDS)[number]

/**
 * How visible a text is to someone who opens the published file.
 * - `visible`: on the page
 * - `hidden`: in the file, but formatted not to show: hidden text, white on white, a hidden sheet
 * - `deleted`: a tracked deletion that is still in the file
 * - `covered`: under a shape drawn over it
 * - `metadata`: never on a page: properties, names, authors of comments
 * @example
 * VISIBILITIES.includes('hidden') // true
 */
export const VISIBILITIES = ['visible', 'hidden', 'deleted', 'covered', 'metadata'] as const

/**
 * One of `VISIBILITIES`.
 * @example
 * const visibility: Visibility = 'deleted'
 */
export type Visibility = (typeof VISIBILITIES)[number]

/**
 * Where a text is, in the terms of its format. Numbers count from 1. Fields that do not apply are absent.
 * @example
 * const place: Place = { sheet: '名单', cell: 'B3' }
 */
export interface Place {
  readonly page?: number
  readonly paragraph?: number
  readonly line?: number
  /** UTF-16 code unit in the line. */
  readonly column?: number
  readonly sheet?: string
  /** Address of the cell, `B3`. */
  readonly cell?: string
  /** Left, top, right and bottom, in points from the top left corner of the page. */
  readonly box?: readonly [number, number, number, number]
}

/**
 * Font and layout of text, as far as the format says them; absent fields are unknown. Blocks of the same style share
 * one object, so a style costs one reference a block.
 */
export interface TextStyle {
  /** Size of an em in points, in tenths. */
  readonly size?: number
  /** Name of the font, without a subset prefix. */
  readonly font?: string
  readonly bold?: boolean
  /** `#rrggbb`; absent for patterns. */
  readonly colour?: string
  readonly alignment?: 'left' | 'centre' | 'right' | 'justified'
}

/** A run of text in one part: the half-open range `start..end` of `Part.text`, in UTF-16 code units. */
export interface Block {
  readonly start: number
  readonly end: number
  readonly visibility: Visibility
  readonly place: Place
  /**
   * True for text that another block has too and that is repeated here as context: the visible words around a
   * deleted one, so that rules see the whole line. A hit that touches only echo blocks is dropped.
   */
  readonly echo?: boolean
  /**
   * For a block that holds several cells of a table row, separated by tabs: the distance of each cell, in columns,
   * from the first cell. `place` is that of the first cell.
   */
  readonly row?: readonly number[]
  /** How most of its characters are set; absent where the reader does not know. Not part of any report. */
  readonly style?: TextStyle
  /** Name of the property that the text is the value of, where the text does not say it: `Author`. */
  readonly label?: string
  /** Of text that OCR recognised: 0 to 1, the mean of its characters. */
  readonly confidence?: number
}

/**
 * A piece of a document with one kind. `text` is the text of all blocks. Blocks of one line follow each other
 * directly; other blocks have one separator between them: `\n` for a new line or paragraph, `\t` for the next cell of a
 * row, `\f` for the next page. Blocks are sorted and do not overlap; text outside blocks consists of separators.
 */
export interface Part {
  readonly kind: PartKind
  /** Which piece, as the document names it: `word/header1.xml`, `Sheet1`. Empty where the format has one text only. */
  readonly name: string
  readonly text: string
  readonly blocks: readonly Block[]
}

/** A half-open range of UTF-16 code units. */
export interface Span {
  readonly start: number
  readonly end: number
}
