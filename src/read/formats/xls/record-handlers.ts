import { marginText } from '../../text/sheet-margin.js'
import { boolOrError, digitsOf, packedNumber } from './number.js'
import { BiffCursor, type BiffRecord } from './records.js'
import type { WorkbookState } from './workbook-state.js'

/**
 * What the walk does with a record; `data` is its first piece. `more`: the record holds more than was read, and is
 * swept too.
 */
export type RecordHandler = (state: WorkbookState, record: BiffRecord, data: Buffer) => 'more' | undefined

/** By record type. Records of other types are swept. */
export const recordHandlers: ReadonlyMap<number, RecordHandler> = new Map<number, RecordHandler>([
  [0x809, (state, record, data) => { state.begin(record, data); return undefined }],
  [0x0a, (state) => { state.end(); return undefined }],
  [0x42, (state, _record, data) => { state.page = data.length >= 2 ? data.readUInt16LE(0) : 1252; return undefined }],
  [0x85, (state, _record, data) => {
    if (data.length < 8) return 'more'
    state.nameSheet({ position: data.readUInt32LE(0), hidden: (data[4]! & 3) !== 0, name: state.text(data, 6, 1) })
    return undefined
  }],
  [0xfc, (state, record) => { state.takeStrings(record.pieces); return undefined }],
  [0xfd, cell(10, (state, data, row, column) => { state.shared(row, column, data.readUInt32LE(6)) })],
  [0x204, cell(8, (state, data, row, column) => { state.sheet.cell(row, column, state.text(data, 6, 2)) })],
  [0xd6, cell(8, (state, data, row, column) => { state.sheet.cell(row, column, state.text(data, 6, 2)) })],
  [0x203, cell(14, (state, data, row, column) => { state.sheet.cell(row, column, digitsOf(data.readDoubleLE(6))) })],
  [0x27e, cell(10, (state, data, row, column) => { state.sheet.cell(row, column, packedNumber(data, 6)) })],
  [0xbd, cell(6, (state, data, row, column) => {
    for (let at = 6; at + 6 <= data.length; at += 6) {
      state.sheet.cell(row, column + (at - 6) / 6, packedNumber(data, at))
    }
  })],
  [0x205, cell(8, (state, data, row, column) => {
    state.sheet.cell(row, column, boolOrError(data[6]!, data[7] !== 0))
  })],
  [0x06, (state, _record, data) => {
    if (data.length < 14) return 'more'
    const { row, column } = cellOf(data)
    if (data.readUInt16LE(12) !== 0xffff) state.sheet.cell(row, column, digitsOf(data.readDoubleLE(6)))
    else if (data[6] === 0) state.await(row, column)
    else if (data[6]! < 3) state.sheet.cell(row, column, boolOrError(data[8]!, data[6] === 2))
    return 'more' // words within the formula
  }],
  [0x207, (state, record) => {
    state.result(state.wide ? new BiffCursor(record.pieces).string(2).text : state.text(record.pieces[0]!, 0, 2))
    return undefined
  }],
  [0x7d, (state, _record, data) => {
    if (data.length >= 10 && ((data.readUInt16LE(8) & 1) !== 0 || data.readUInt16LE(4) === 0)) {
      state.sheet.hideColumns(data.readUInt16LE(0), data.readUInt16LE(2))
    }
    return undefined
  }],
  [0x208, (state, _record, data) => {
    if (data.length < 14) return undefined
    const isHidden = (data[12]! & 0x20) !== 0 || data.readUInt16LE(6) === 0 // or without height
    if (isHidden) state.sheet.hideRow(data.readUInt16LE(0))
    return undefined
  }],
  [0x14, margin('header')],
  [0x15, margin('footer')],
  [0x18, (state, _record, data) => {
    if (data.length > 15) state.report(state.others, state.characters(data, 14, data[3]!))
    return 'more' // what the name stands for
  }],
  [0x5c, (state, _record, data) => {
    if (state.wide && data.length > 3) state.report(state.others, state.text(data, 0, 2).slice(0, 109))
    return undefined
  }],
  [0x41e, (state, _record, data) => {
    if (data.length > 4) state.report(state.others, state.text(data, 2, state.wide ? 2 : 1))
    return undefined
  }],
  [0x5d, (state, _record, data) => {
    if (data.length >= 8 && state.wide) state.beginObject(data.readUInt16LE(6))
    return 'more'
  }],
  [0x1b6, (state, record, data) => {
    if (data.length >= 12) state.addObjectText(record.pieces, data.readUInt16LE(10))
    return undefined
  }],
  [0x1c, (state, _record, data) => {
    if (data.length < 8) return 'more'
    const { row, column } = cellOf(data)
    const place = state.sheet.place(row, column)
    if (!state.wide) state.sheet.report('comment', state.text(data, 4, 2), 'visible', place)
    else {
      const number = data.readUInt16LE(6)
      state.sheet.report('comment', state.sheet.objects.get(number) ?? '', 'visible', place)
      state.sheet.objects.delete(number)
      state.sheet.report('comment', state.text(data, 8, 2), 'metadata')
    }
    return undefined
  }],
  [0x100d, (state, _record, data) => {
    const visibility = state.sheet.sheet?.hidden ? 'hidden' : 'visible'
    if (data.length > 4) state.sheet.report('chart', state.text(data, 2, 1), visibility)
    return undefined
  }],
  [0xeb, (state, record) => { state.group.push(...record.pieces); return undefined }],
  [0xec, (state, record) => { state.readDrawings(Buffer.concat(record.pieces)); return undefined }],
  // Numbers alone: formats of cells, empty cells, indexes.
  ...[0xe0, 0x201, 0xbe, 0xd7, 0x20b, 0xff, 0x200, 0x87c, 0x87d]
    .map((type): [number, RecordHandler] => [type, numbersOnly]),
])

function cellOf(data: Buffer): { row: number; column: number } {
  return { row: data.readUInt16LE(0), column: data.readUInt16LE(2) }
}

/** A handler of cells of at least so many bytes. */
function cell(
  least: number, handle: (state: WorkbookState, data: Buffer, row: number, column: number) => void,
): RecordHandler {
  return (state, _record, data) => {
    if (data.length < least) return 'more'
    const { row, column } = cellOf(data)
    handle(state, data, row, column)
    return undefined
  }
}

function margin(kind: 'header' | 'footer'): RecordHandler {
  return (state, _record, data) => {
    if (data.length > 0) state.sheet.report(kind, marginText(state.text(data, 0, state.wide ? 2 : 1)), 'visible')
    return undefined
  }
}

/** Numbers alone. Swept too, since a record may bear another's number. */
function numbersOnly(): 'more' {
  return 'more'
}
