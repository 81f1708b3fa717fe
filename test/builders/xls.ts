/**
 * Builds .xls files (Excel 97).
 *
 *   xls({ sheets: [{ name: '名单', rows: [['姓名', 110105194912310021]], notes: { B2: ['某', '批注'] } }] })
 *
 * A string cell is a shared string; `{ inline }` stands in the cell's own record, `{ formula, value }` is a formula with a text for a result, `{ packed }` a packed number.
 * A sheet may be hidden or very hidden, have hidden rows and columns (from 1), a header, a footer, text boxes, a chart's words.
 */
import { compound, word16, word32, type Streams } from './compound.js'

export type XlsValue = string | number | { readonly inline: string } | { readonly formula: string; readonly value: string } | { readonly packed: number }

export interface XlsSheet {
  readonly name: string
  readonly rows?: readonly (readonly XlsValue[])[]
  readonly state?: 'hidden' | 'very-hidden'
  readonly hiddenRows?: readonly number[]
  readonly hiddenColumns?: readonly number[]
  readonly header?: string
  readonly footer?: string
  readonly notes?: Readonly<Record<string, readonly [author: string, text: string]>>
  readonly textboxes?: readonly string[]
  readonly chart?: string
}

export interface XlsDescription {
  readonly sheets: readonly XlsSheet[]
  readonly names?: readonly string[]
  readonly formats?: readonly string[]
  /** Shared strings that no cell shows. */
  readonly unshown?: readonly string[]
  /** Reading aid of the first shared string. */
  readonly phonetic?: string
  /** Bytes of strings after which the list goes over into a further record; within a character's bytes never. */
  readonly breakStrings?: number
  readonly encrypted?: boolean
  readonly streams?: Streams
}

export function xls(description: XlsDescription): Buffer {
  return compound({ Workbook: workbook(description), ...description.streams })
}

export function workbook({ sheets, names = [], formats = [], unshown = [], phonetic, breakStrings, encrypted = false }: XlsDescription): Buffer {
  const strings = [...unshown]
  const bodies = sheets.map((sheet) => sheetRecords(sheet, strings))
  const globals = (positions: readonly number[]): Buffer => Buffer.concat([
    record(0x809, word16(0x600, 5, 0, 0), word32(0, 0)),
    ...(encrypted ? [record(0x2f, word16(1, 1, 1), Buffer.alloc(48))] : []),
    ...formats.map((format, at) => record(0x41e, word16(164 + at), string(format, 2))),
    ...sheets.map(({ name, state }, at) => record(0x85, word32(positions[at] ?? 0), Buffer.of(state === undefined ? 0 : state === 'hidden' ? 1 : 2, 0), string(name, 1))),
    ...names.map((name) => record(0x18, word16(0), Buffer.of(0, name.length), word16(0, 0, 0, 0, 0), Buffer.of(1), Buffer.from(name, 'utf16le'))),
    sharedStrings(strings, phonetic, breakStrings),
    record(0x0a),
  ])
  let position = globals([]).length
  const positions = bodies.map((body) => {
    const start = position
    position += body.length
    return start
  })
  return Buffer.concat([globals(positions), ...bodies])
}

function sheetRecords(sheet: XlsSheet, strings: string[]): Buffer {
  const records = [
    record(0x809, word16(0x600, 0x10, 0, 0), word32(0, 0)),
    ...(sheet.header === undefined ? [] : [record(0x14, string(sheet.header, 2))]),
    ...(sheet.footer === undefined ? [] : [record(0x15, string(sheet.footer, 2))]),
    ...(sheet.hiddenColumns ?? []).map((at) => record(0x7d, word16(at - 1, at - 1, 2000, 0, 1, 0))),
    ...(sheet.hiddenRows ?? []).map((at) => record(0x208, word16(at - 1, 0, 9, 255, 0, 0, 0x20, 0))),
    ...(sheet.rows ?? []).flatMap((cells, row) => cells.flatMap((cell, column) => cellRecords(cell, row, column, strings))),
  ]
  let object = 0
  const box = (text: string): Buffer[] => [
    record(0x5d, word16(0x15, 18, 6, ++object), Buffer.alloc(18)),
    record(0x1b6, word16(0, 0, 0, 0, 0, text.length, 16, 0, 0)), record(0x3c, Buffer.of(1), Buffer.from(text, 'utf16le')), record(0x3c, Buffer.alloc(16)),
  ]
  for (const text of sheet.textboxes ?? []) records.push(...box(text))
  const notes = Object.entries(sheet.notes ?? {}).map(([cell, [author, text]]) => {
    records.push(...box(text))
    return record(0x1c, word16(Number(cell.slice(1)) - 1, cell.charCodeAt(0) - 65, 0, object), string(author, 2), Buffer.of(0))
  })
  if (sheet.chart !== undefined) {
    records.push(record(0x809, word16(0x600, 0x20, 0, 0), word32(0, 0)), record(0x100d, word16(0), string(sheet.chart, 1)), record(0x0a))
  }
  return Buffer.concat([...records, ...notes, record(0x0a)])
}

function cellRecords(cell: XlsValue, row: number, column: number, strings: string[]): Buffer[] {
  const place = word16(row, column, 0)
  if (typeof cell === 'string') return [record(0xfd, place, word32(strings.push(cell) - 1))]
  if (typeof cell === 'number') return [record(0x203, place, double(cell))]
  if ('inline' in cell) return [record(0x204, place, string(cell.inline, 2))]
  if ('packed' in cell) return [record(0x27e, place, word32((cell.packed << 2) | 2))]
  const formula = Buffer.concat([Buffer.of(0x17, cell.formula.length, 1), Buffer.from(cell.formula, 'utf16le')])
  return [record(0x06, place, Buffer.of(0, 0, 0, 0, 0, 0, 0xff, 0xff), word16(0), word32(0), word16(formula.length), formula), record(0x207, string(cell.value, 2))]
}

/** The list of strings; the first may carry a reading aid, and a `CONTINUE` may cut it. */
function sharedStrings(strings: readonly string[], phonetic: string | undefined, cut: number | undefined): Buffer {
  const head = word32(strings.length, strings.length)
  const texts = strings.map((text, at) => {
    if (at > 0 || phonetic === undefined) return string(text, 2)
    const extra = Buffer.concat([word16(1, 0), word32(0), word16(1, phonetic.length, phonetic.length), Buffer.from(phonetic, 'utf16le')])
    return Buffer.concat([word16(text.length), Buffer.of(5), word32(extra.length), Buffer.from(text, 'utf16le'), extra])
  })
  const all = Buffer.concat(texts)
  if (cut === undefined) return record(0xfc, head, all)
  return Buffer.concat([record(0xfc, head, all.subarray(0, cut)), record(0x3c, Buffer.of(1), all.subarray(cut))])
}

/** A string of wide characters with its length before it. */
function string(text: string, size: 1 | 2): Buffer {
  return Buffer.concat([size === 1 ? Buffer.of(text.length) : word16(text.length), Buffer.of(1), Buffer.from(text, 'utf16le')])
}

function double(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleLE(value)
  return bytes
}

export function record(type: number, ...content: readonly Buffer[]): Buffer {
  const data = Buffer.concat(content)
  return Buffer.concat([word16(type, data.length), data])
}
