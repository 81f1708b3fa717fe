import { readCompoundFile, type CompoundReading } from '../../containers/compound/compound-reading.js'
import type { CompoundEntry } from '../../containers/cfb/file.js'
import { PartBuilder } from '../../parts/part-builder.js'
import { ReadoutBuilder } from '../../parts/readout-builder.js'
import type { Intake, Readout } from '../../reader.js'
import { sweep } from '../../text/sweep.js'
import { readBook } from './book.js'
import { BiffCursor, recordsOf } from './records.js'

/**
 * Reads Excel workbooks of the binary format (.xls, .xlt, .et; [MS-XLS]).
 *
 * Anatomy: a compound file with the stream `Workbook` (`Book` in Excel 5 and 95), a sequence of records: type, length,
 * data, and `CONTINUE` records for data over 8 KB. The first substream, between `BOF` and `EOF`, is the workbook:
 * sheets by their position, shared strings, names; each further one is a sheet with its cells, comments and objects.
 * Pivot caches are streams in the storage `_SX_DB_CUR`. A stream without its container is read as well.
 *
 * Read: cells with their addresses row by row, hidden sheets, rows and columns as hidden text, comments, headers,
 * footers, names, text boxes, words of charts, strings that no cell shows, pivot caches, properties, macros; embedded
 * objects and pictures become members. Gaps: encrypted workbooks, records that lie about their length, Excel 5 and 95
 * (`partly-unreadable`: read as far as their records are alike). Cost: linear.
 */
export async function readXls(intake: Intake): Promise<Readout> {
  const { bytes } = intake.document
  const bare = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bare[0] === 9) return readBare(intake, bare)
  return await readCompoundFile(intake, (reading) => {
    let hasPlainCaches = true
    for (const name of ['Workbook', 'Book']) {
      const stream = reading.take(name)
      if (!stream) continue
      const { readout, rest, wasDecrypted } = readBook(stream, { piece: name, path: `${name}/` }, intake)
      if (wasDecrypted) hasPlainCaches = false
      reading.add(readout)
      reading.sweep(rest, name)
    }
    // Caches of an encrypted workbook are encrypted too; streams that nothing takes are gaps.
    if (hasPlainCaches) readCaches(reading)
  })
}

/** A workbook stream that is the whole file: Excel before 5, and workbooks taken out of their container. */
function readBare(intake: Intake, stream: Buffer): Readout {
  const name = { piece: 'Workbook', path: `${intake.document.path}!` }
  const { readout, rest } = readBook(stream, name, intake)
  const whole = new ReadoutBuilder().add(readout).add({ parts: sweep(intake, rest, 'Workbook') })
  if (stream.readUInt16LE(0) !== 0x809) whole.gap('Workbook', 'partly-unreadable', { feature: 'excel-4' })
  return whole.build()
}

/** Pivot caches: streams of records whose strings ([MS-XLS] 2.4.303) show in no cell. */
function readCaches(reading: CompoundReading): void {
  const storage = reading.compound.root.children.find(({ name }) => /^_SX_DB(_CUR)?$/i.test(name))
  for (const entry of storage?.children ?? []) if (!entry.storage) readCache(reading, entry)
}

function readCache(reading: CompoundReading, entry: CompoundEntry): void {
  const stream = reading.open(entry)
  if (!stream) return
  const builder = new PartBuilder('custom-data', entry.path)
  const rest = Buffer.from(stream)
  for (const { type, pieces, offset, end } of recordsOf(stream)) {
    if (type !== 0xcd) continue
    const { text } = new BiffCursor(pieces).string(2)
    if (text.trim() !== '' && reading.intake.budget.takeText(entry.path, text.length)) {
      builder.block(text, {}, 'hidden').separate('\n')
    }
    rest.fill(0, offset, end)
  }
  reading.part(builder)
  reading.sweep(rest, entry.path)
}
