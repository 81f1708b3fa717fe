import type { Intake, Readout } from '../../reader.js'
import { decryptWorkbook } from './decrypt.js'
import { recordHandlers } from './record-handlers.js'
import { recordsOf, type BiffRecord } from './records.js'
import { WorkbookState, type BookName } from './workbook-state.js'

/** What was read of a workbook stream. */
export interface Book {
  readonly readout: Readout
  /** The stream with everything that was read blanked, to be swept; empty for an encrypted one. */
  readonly rest: Buffer
  /** True where the stream was encrypted, and a password opened it. */
  readonly wasDecrypted: boolean
}

/**
 * Reads a workbook stream ([MS-XLS] 2.1.7.20), of Excel 97 and later, or 5 and 95 as far as their records are alike.
 * One that is encrypted under Excel's default password or a given one is decrypted first.
 * Cost: linear.
 */
export function readBook(stream: Buffer, name: BookName, intake: Intake, wasDecrypted = false): Book {
  const state = new WorkbookState(stream, name, intake.budget)
  if (stream.length > 0 && !BEGINNINGS.has(stream.readUInt16LE(0))) state.gap('damaged', { detail: 'record' })
  for (const record of recordsOf(stream)) {
    if (record.cut) state.gap('damaged', { detail: 'record' })
    if (record.type === FILE_PASS) {
      const decrypted = wasDecrypted ? undefined : decryptWorkbook(stream, record.pieces[0]!, intake.passwords)
      if (decrypted) return readBook(withoutFilePass(decrypted, record), name, intake, true)
      return { readout: encrypted(state, name), rest: Buffer.alloc(0), wasDecrypted }
    }
    const handle = recordHandlers.get(record.type)
    if (!handle) continue
    const rest = handle(state, record, record.pieces[0]!)
    if (rest !== 'more' && !state.takeUnreadRest() && !record.cut) state.blank(record)
  }
  return { readout: state.finish(), rest: state.rest, wasDecrypted }
}

/** The records before the encrypted ones are read; that the others are encrypted is the only gap. */
function encrypted(state: WorkbookState, { piece }: BookName): Readout {
  return { parts: state.finish().parts, gaps: [{ piece, reason: 'encrypted' }] }
}

/** The record of an encrypted workbook (2.4.117). */
const FILE_PASS = 0x2f

/** A decrypted stream whose `FilePass` record has become one of type 0 with nothing in it. */
function withoutFilePass(stream: Buffer, { offset, end }: BiffRecord): Buffer {
  stream.writeUInt16LE(0, offset)
  return stream.fill(0, offset + 4, end)
}

/** `BOF` of each version: what a workbook begins with. */
const BEGINNINGS: ReadonlySet<number> = new Set([0x809, 0x409, 0x209, 0x009])
