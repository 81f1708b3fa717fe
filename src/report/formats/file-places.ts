import { LINE_FORMATS, type Finding, type Screening } from '../../model/index.js'

/** Where a document lies, for programs that know files only. */
export interface FilePlace {
  /** The file: of a member, the file that holds it. With `/`, from the base where it lies below it. */
  readonly file: string
  /** The way inside the file, `inner.zip!a.docx`; absent for the file itself. */
  readonly member?: string
}

/**
 * Tells files from members. A `!` is a legal character of a file name: a path is a member's when what stands before one
 * of its `!` is a document of the same report.
 */
export function filePlaces(screenings: readonly Screening[], base?: string): (path: string) => FilePlace {
  const known = new Set(screenings.map(({ path }) => path))
  return (path) => {
    for (let at = path.indexOf('!'); at >= 0; at = path.indexOf('!', at + 1)) {
      if (known.has(path.slice(0, at))) return { file: below(path.slice(0, at), base), member: path.slice(at + 1) }
    }
    return { file: below(path, base) }
  }
}

/**
 * The line of the file a finding is on, for programs that point into files: only where the document is a file of plain
 * text. A line of a page, of a piece of a package or of a member is not one of the file.
 */
export function fileLine(
  { location: { line, column } }: Finding, { format }: Pick<Screening, 'format'>, { member }: FilePlace,
): { readonly line: number; readonly column?: number } | undefined {
  if (line === undefined || member !== undefined || !LINE_FORMATS.has(format)) return undefined
  return { line, ...(column !== undefined && { column }) }
}

/** A path as a URI reference (RFC 3986): every character but letters, digits and `-_.~/` percent-encoded as UTF-8. */
export function uriOf(file: string): string {
  const encoded = file.replace(LONE_SURROGATE, '\ufffd').split('/').map(encodeSegment).join('/')
  return file.startsWith('/') ? `file://${encoded}` : encoded
}

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
}

function below(path: string, base: string | undefined): string {
  const plain = path.replace(/^(?:\.\/+)+(?=.)/, '')
  const root = base === undefined || base.endsWith('/') ? base : `${base}/`
  return root !== undefined && plain.startsWith(root) && plain !== root ? plain.slice(root.length) : plain
}
