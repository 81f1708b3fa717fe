import { readBox, type CompoundBox } from '../../containers/compound/compound-reading.js'
import type { CompoundEntry } from '../../containers/cfb/file.js'
import { PartBuilder } from '../../parts/part-builder.js'
import type { Intake, Readout } from '../../reader.js'
import { sweep } from '../../text/sweep.js'
import { readBook } from './book.js'
import { BiffCursor, recordsOf } from './records.js'

/**
 * Reads Excel workbooks of the binary format (.xls, .xlt, .et; [MS-XLS]): cells with their addresses row by row, hidden
 * sheets, rows and columns as hidden text, comments, headers, footers, names, text boxes, charts' words, strings that
 * no cell shows, pivot caches, properties, macros; embedded objects and pictures become members, metafiles are gaps.
 * Excel 5 and 95 are read likewise and are the gap `partly-unreadable`. Cost: linear.
 */
export async function readXls(intake: Intake): Promise<Readout> {
  const { bytes } = intake.document
  const bare = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bare[0] === 9) return readBare(intake, bare)
  return await readBox(intake, (box) => {
    for (const name of ['Workbook', 'Book']) {
      const stream = box.take(name)
      if (!stream) continue
      const { parts, gaps, rest, files } = readBook(stream, name, intake.budget)
      box.keep({ parts, gaps, members: files.map((bytes, at) => ({ path: `${name}/picture-${at + 1}`, bytes })) })
      box.sweep(rest, name)
    }
    tellCaches(box)
  })
}

/** A workbook stream that is the whole file: Excel before 5, and workbooks taken out of their container. */
function readBare(intake: Intake, stream: Buffer): Readout {
  const { parts, gaps, rest, files } = readBook(stream, 'Workbook', intake.budget)
  const old = stream.readUInt16LE(0) === 0x809 ? []
    : [{ piece: 'Workbook', reason: 'partly-unreadable', args: { feature: 'excel-4' } } as const]
  const members = files.map((bytes, at) => ({ path: `${intake.document.path}!picture-${at + 1}`, bytes }))
  return { parts: [...parts, ...sweep(intake, rest, 'Workbook')], gaps: [...gaps, ...old], members }
}

/** Pivot caches: streams of records whose strings ([MS-XLS] 2.4.303) show in no cell. */
function tellCaches(box: CompoundBox): void {
  const storage = box.compound.root.children.find(({ name }) => /^_SX_DB(_CUR)?$/i.test(name))
  for (const entry of storage?.children ?? []) if (!entry.storage) tellCache(box, entry)
}

function tellCache(box: CompoundBox, entry: CompoundEntry): void {
  const stream = box.open(entry)
  if (!stream) return
  const builder = new PartBuilder('custom-data', entry.path)
  const rest = Buffer.from(stream)
  for (const { type, pieces, offset, end } of recordsOf(stream)) {
    if (type !== 0xcd) continue
    const { text } = new BiffCursor(pieces).string(2)
    if (text.trim() !== '' && box.intake.budget.takeText(entry.path, text.length)) {
      builder.block(text, {}, 'hidden').separate('\n')
    }
    rest.fill(0, offset, end)
  }
  if (!builder.empty) box.parts.push(builder.build())
  box.sweep(rest, entry.path)
}
