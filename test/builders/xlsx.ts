/**
 * Builds .xlsx packages.
 *
 *   xlsx({ sheets: [{ name: '名单', rows: [['姓名', '证号'], ['张三', 11010519491231002]] }] })
 *
 * A string cell is a shared string, a number cell is written as it stands; `{ formula, value }`, `{ inline: '…' }` and `{ raw: '1.1E+17' }` are the
 * other kinds. A sheet may be hidden, have hidden rows and columns (from 1), a header and footer, and comments by cell.
 */
import { zip } from './zip.js'

export type CellValue = string | number | { readonly formula: string; readonly value: string } | { readonly inline: string; readonly style?: number } | { readonly raw: string; readonly style?: number }

export interface SheetDescription {
  readonly name: string
  readonly rows: readonly (readonly CellValue[])[]
  readonly hidden?: boolean
  readonly hiddenRows?: readonly number[]
  readonly hiddenColumns?: readonly number[]
  readonly header?: string
  readonly footer?: string
  readonly comments?: Readonly<Record<string, readonly [author: string, text: string]>>
}

export interface WorkbookDescription {
  readonly sheets: readonly SheetDescription[]
  readonly names?: Readonly<Record<string, string>>
  /** Shared strings that no cell shows. */
  readonly unshown?: readonly string[]
  readonly parts?: Readonly<Record<string, string | Uint8Array>>
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'

export function xlsx({ sheets, names = {}, unshown = [], parts = {} }: WorkbookDescription): Uint8Array {
  const strings: string[] = [...unshown]
  const files: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/_rels/workbook.xml.rels': relations(sheets.map((_sheet, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`])),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${
      sheets.map(({ name, hidden }, at) => `<sheet name="${escape(name)}" sheetId="${at + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`).join('')
    }</sheets><definedNames>${
      Object.entries(names).map(([name, value]) => `<definedName name="${escape(name)}">${escape(value)}</definedName>`).join('')
    }</definedNames></workbook>`,
  }
  sheets.forEach((sheet, at) => {
    files[`xl/worksheets/sheet${at + 1}.xml`] = sheetXml(sheet, strings)
    if (!sheet.comments) return
    files[`xl/worksheets/_rels/sheet${at + 1}.xml.rels`] = relations([['comments', `../comments${at + 1}.xml`]])
    files[`xl/comments${at + 1}.xml`] = commentsXml(sheet.comments)
  })
  files['xl/sharedStrings.xml'] = `<sst xmlns="${MAIN}">${strings.map((text) => `<si><t>${escape(text)}</t></si>`).join('')}</sst>`
  return zip({ ...files, ...parts })
}

function sheetXml(sheet: SheetDescription, strings: string[]): string {
  const columns = (sheet.hiddenColumns ?? []).map((at) => `<col min="${at}" max="${at}" hidden="1"/>`).join('')
  const rows = sheet.rows.map((cells, row) => {
    const hidden = sheet.hiddenRows?.includes(row + 1) ? ' hidden="1"' : ''
    return `<row r="${row + 1}"${hidden}>${cells.map((cell, column) => cellXml(cell, `${String.fromCharCode(65 + column)}${row + 1}`, strings)).join('')}</row>`
  })
  const margins = `<headerFooter><oddHeader>${escape(sheet.header ?? '')}</oddHeader><oddFooter>${escape(sheet.footer ?? '')}</oddFooter></headerFooter>`
  return `<worksheet xmlns="${MAIN}"><cols>${columns}</cols><sheetData>${rows.join('')}</sheetData>${margins}</worksheet>`
}

function cellXml(cell: CellValue, address: string, strings: string[]): string {
  if (typeof cell === 'number') return `<c r="${address}"><v>${cell}</v></c>`
  if (typeof cell === 'string') return `<c r="${address}" t="s"><v>${strings.push(cell) - 1}</v></c>`
  if ('raw' in cell) return `<c r="${address}" s="${cell.style ?? 0}"><v>${cell.raw}</v></c>`
  if ('inline' in cell) return `<c r="${address}" s="${cell.style ?? 0}" t="inlineStr"><is><t>${escape(cell.inline)}</t></is></c>`
  return `<c r="${address}" t="str"><f>${escape(cell.formula)}</f><v>${escape(cell.value)}</v></c>`
}

function commentsXml(comments: Readonly<Record<string, readonly [string, string]>>): string {
  const list = Object.entries(comments)
  const authors = list.map(([, [author]]) => `<author>${escape(author)}</author>`).join('')
  const texts = list.map(([cell, [, text]], at) => `<comment ref="${cell}" authorId="${at}"><text><r><t>${escape(text)}</t></r></text></comment>`).join('')
  return `<comments xmlns="${MAIN}"><authors>${authors}</authors><commentList>${texts}</commentList></comments>`
}

function relations(list: readonly (readonly [type: string, target: string])[]): string {
  return `<Relationships xmlns="${RELATIONS}">${
    list.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`).join('')
  }</Relationships>`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
