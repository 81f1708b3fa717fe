/**
 * Builds OpenDocument packages and flat files from markup of their body.
 *
 *   odf('text', { body: '<text:p>正文</text:p>', header: '<text:p>页眉</text:p>', styles: hiding('H') })
 *   odf('spreadsheet', { body: sheet('表一', [['甲', '乙']]) })
 *   flatOdf('text', { body: … })
 *
 * `meta` are properties by element, `custom` those of the author's own; `parts` further entries that replace what would be written.
 */
import { zip, type ZipFile } from './zip.js'

export type OdfType = 'text' | 'spreadsheet' | 'presentation'

export interface OdfDescription {
  readonly body?: string
  /** Automatic styles of the content. */
  readonly styles?: string
  readonly header?: string
  readonly footer?: string
  /** What the master page draws. */
  readonly master?: string
  readonly meta?: Readonly<Record<string, string>>
  readonly custom?: Readonly<Record<string, string>>
  readonly parts?: Readonly<Record<string, string | Uint8Array>>
}

const SPACES = ['office', 'text', 'table', 'style', 'meta', 'presentation', 'form', 'manifest']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`).join(' ')
  + ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
  + ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
  + ' xmlns:xlink="http://www.w3.org/1999/xlink"'

export function odf(type: OdfType, description: OdfDescription): Uint8Array {
  const { body = '', styles = '', parts } = description
  const entries: Record<string, string | Uint8Array> = {
    mimetype: `application/vnd.oasis.opendocument.${type}`,
    'META-INF/manifest.xml': root('manifest:manifest', ''),
    'styles.xml': root('office:document-styles', master(description)),
    'meta.xml': root('office:document-meta', meta(description)),
    'content.xml': root('office:document-content', `<office:automatic-styles>${styles}</office:automatic-styles><office:body><office:${type}>${body}</office:${type}></office:body>`),
    ...parts,
  }
  return zip(Object.entries(entries).map(([name, data]): ZipFile => ({ name, data, stored: true })))
}

export function flatOdf(type: OdfType, description: OdfDescription): string {
  const { body = '', styles = '' } = description
  return root('office:document', `${meta(description)}<office:automatic-styles>${styles}</office:automatic-styles>${master(description)}`
    + `<office:body><office:${type}>${body}</office:${type}></office:body>`)
}

/** A style of a family that hides what has it. */
export function hiding(name: string, family: 'text' | 'paragraph' | 'table' | 'drawing-page' = 'text'): string {
  const hides = { text: 'text:display="none"', paragraph: 'text:display="none"', table: 'table:display="false"', 'drawing-page': 'presentation:visibility="hidden"' }
  const of = family === 'paragraph' ? 'text' : family
  return `<style:style style:name="${name}" style:family="${family}"><style:${of}-properties ${hides[family]}/></style:style>`
}

/** A table of plain cells. */
export function sheet(name: string, rows: readonly (readonly string[])[], look = ''): string {
  const cell = (value: string): string => `<table:table-cell><text:p>${value}</text:p></table:table-cell>`
  const row = (values: readonly string[]): string => `<table:table-row>${values.map(cell).join('')}</table:table-row>`
  return `<table:table table:name="${name}" ${look}>${rows.map(row).join('')}</table:table>`
}

function master({ header, footer, master = '' }: OdfDescription): string {
  const margins = `${header === undefined ? '' : `<style:header>${header}</style:header>`}${footer === undefined ? '' : `<style:footer>${footer}</style:footer>`}`
  return `<office:master-styles><style:master-page style:name="Standard">${margins}${master}</style:master-page></office:master-styles>`
}

function meta({ meta = {}, custom = {} }: OdfDescription): string {
  const own = Object.entries(meta).map(([name, value]) => `<${name}>${value}</${name}>`)
  const user = Object.entries(custom).map(([name, value]) => `<meta:user-defined meta:name="${name}">${value}</meta:user-defined>`)
  return `<office:meta>${[...own, ...user].join('')}</office:meta>`
}

function root(name: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${name} ${SPACES} office:version="1.3">${content}</${name}>`
}
