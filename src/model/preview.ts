/** The markup a preview can hold: nothing else of a document's own markup comes through. */
export const PREVIEW_TAGS = [
  'p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'table', 'tr', 'td', 'th',
  'strong', 'em', 's', 'sup', 'sub', 'br',
] as const
export type PreviewTag = (typeof PREVIEW_TAGS)[number]

/** A piece of the readable text; strings are text as it stands. */
export type PreviewNode = string | PreviewElement | PreviewMark

export interface PreviewElement {
  readonly tag: PreviewTag
  readonly children: readonly PreviewNode[]
  /** Of a cell that is wider or higher than one. */
  readonly columns?: number
  readonly rows?: number
}

/** Text in which a finding stands, by its index in `Screening.findings`. */
export interface PreviewMark {
  readonly finding: number
  readonly text: string
}

/** A page as it looks, in points from its top left corner. */
export interface PreviewPage {
  readonly number: number
  readonly width: number
  readonly height: number
  /** PNG. */
  readonly picture: Uint8Array
  readonly boxes: readonly { readonly finding: number; readonly box: readonly [number, number, number, number] }[]
}

/** A document as a person would read it, with its findings marked. `cut`, `left`: there is more of it than is shown. */
export type Preview =
  | { readonly kind: 'text'; readonly nodes: readonly PreviewNode[]; readonly cut: boolean }
  | { readonly kind: 'pages'; readonly pages: readonly PreviewPage[]; readonly left: number }
