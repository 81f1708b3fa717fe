import { LINE_FORMATS, type Finding, type Screening } from '../../model/index.js'

/** The file of a document, for formats that point into files. */
export interface FileLocation {
  /** The file; for a member, the file that contains it. With `/`, relative to the base where it is below it. */
  readonly file: string
  /** The path inside the file, `inner.zip!a.docx`; absent for the file itself. */
  readonly member?: string
  /** True for content of git that is not there any more: `file` begins with its commit, `1a2b3c4d:./a.txt`. */
  readonly gone?: true
}

/**
 * Splits the paths of members into file and member. File names may contain `!` too: a path is that of a member when the
 * text before one of its `!` is a document of the same report.
 */
export function fileLocator(screenings: readonly Screening[], base?: string): (path: string) => FileLocation {
  const known = new Set(screenings.map(({ path }) => path))
  return (path) => {
    for (let at = path.indexOf('!'); at >= 0; at = path.indexOf('!', at + 1)) {
      if (known.has(path.slice(0, at))) return { ...fileOf(path.slice(0, at), base), member: path.slice(at + 1) }
    }
    return fileOf(path, base)
  }
}

function fileOf(path: string, base: string | undefined): FileLocation {
  return { file: relativeTo(path, base), ...(AT_COMMIT.test(path) && { gone: true }) }
}

/** `screen git` writes a path with its commit so that it always has a slash. */
const AT_COMMIT = /^[0-9a-f]{8}:.*\//

/** The line of a finding in its file; only for files of plain text, since others have lines of pages. */
export function fileLine(
  { location: { line, column } }: Finding, { format }: Pick<Screening, 'format'>, { member }: FileLocation,
): { readonly line: number; readonly column?: number } | undefined {
  if (line === undefined || member !== undefined || !LINE_FORMATS.has(format)) return undefined
  return { line, ...(column !== undefined && { column }) }
}

/** A path as a URI reference (RFC 3986): every character but letters, digits and `-_.~/` percent-encoded as UTF-8. */
export function fileUri(file: string): string {
  const encoded = file.replace(LONE_SURROGATE, '\ufffd').split('/').map(encodeSegment).join('/')
  return file.startsWith('/') ? `file://${encoded}` : encoded
}

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
}

function relativeTo(path: string, base: string | undefined): string {
  const plain = path.replace(/^(?:\.\/+)+(?=.)/, '')
  const root = base === undefined || base.endsWith('/') ? base : `${base}/`
  return root !== undefined && plain.startsWith(root) && plain !== root ? plain.slice(root.length) : plain
}
