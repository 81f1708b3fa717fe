/** The tags a preview may contain. All other markup of the document is dropped. */
export const PREVIEW_TAGS = [
  'p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'table', 'tr', 'td', 'th',
  'strong', 'em', 's', 'sup', 'sub', 'br',
] as const
export type PreviewTag = (typeof PREVIEW_TAGS)[number]

/**
 * A node of the readable text. Strings are plain text, not markup.
 * @example
 * const textOf = (node: PreviewNode): string =>
 *   typeof node === 'string' ? node : 'text' in node ? node.text : node.children.map(textOf).join('')
 */
export type PreviewNode = string | PreviewElement | PreviewMark

/**
 * An element of the readable text.
 * @example
 * const element: PreviewElement = { tag: 'p', children: ['密级：', { finding: 0, text: '机密' }] }
 */
export interface PreviewElement {
  readonly tag: PreviewTag
  readonly children: readonly PreviewNode[]
  /** Columns a table cell spans, when more than one. */
  readonly columns?: number
  /** Rows a table cell spans, when more than one. */
  readonly rows?: number
}

/**
 * The text of a finding. `finding` is an index into `Screening.findings`.
 * @example
 * const mark: PreviewMark = { finding: 0, text: '机密★20年' }
 */
export interface PreviewMark {
  readonly finding: number
  readonly text: string
}

/**
 * A rendered page. Sizes and boxes are in points, from the top left corner of the page.
 * @example
 * const save = ({ number, picture }: PreviewPage) => writeFile(`page-${number}.png`, picture)
 */
export interface PreviewPage {
  /** Counts from 1. */
  readonly number: number
  readonly width: number
  readonly height: number
  /** PNG file. */
  readonly picture: Uint8Array
  /** Where the findings are: left, top, right and bottom. `finding` is an index into `Screening.findings`. */
  readonly boxes: readonly { readonly finding: number; readonly box: readonly [number, number, number, number] }[]
}

/**
 * A document as people see it, with its findings marked: its text, or its pages. `truncated` is true when the text is
 * longer than shown; `omittedPages` counts pages with findings that are not shown.
 * @example
 * const previewing = await createScreener({ reveal: true, preview: true })
 * const { preview } = await previewing.screen(bytes, { name: 'report.pdf' })
 * if (preview?.kind === 'pages') console.log(preview.pages.length)
 */
export type Preview =
  | { readonly kind: 'text'; readonly nodes: readonly PreviewNode[]; readonly truncated: boolean }
  | { readonly kind: 'pages'; readonly pages: readonly PreviewPage[]; readonly omittedPages: number }
