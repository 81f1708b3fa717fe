import { ReadoutBuilder } from '../../parts/readout-builder.js'
import type { Intake, Readout } from '../../reader.js'
import { decode } from '../../text/decode.js'
import { alternativeParts, decodingGaps } from '../../text/plain-text.js'
import { sweep } from '../../text/sweep.js'
import { readGroups } from './groups.js'
import { DrawingText } from './drawing-text.js'

/**
 * Reads drawings in the exchange format of AutoCAD (DXF; Autodesk's DXF Reference).
 *
 * Anatomy: a text of pairs of lines. The first is a group code, which says what the second is: 0 begins an entity, 1
 * and 3 are its text, 8 its layer, 999 a comment. Characters outside the code page are `\U+673A` or `\M+5BBFA`;
 * `MTEXT` has codes of its own for fonts and paragraphs.
 *
 * Read: texts of all entities (TEXT, MTEXT, ATTRIB, dimensions, tables) with the line where each begins; those of
 * invisible entities and of layers that are off or frozen as hidden; names of layers, blocks and styles, extended data,
 * comments. Gaps: the binary variant (swept), lines that are no group code, undecodable lines. Cost: linear.
 */
export async function readDxf(intake: Intake): Promise<Readout> {
  const { bytes } = intake.document
  const readout = new ReadoutBuilder()
  if (isBinary(bytes)) return readout.part(...sweep(intake)).gap('', 'format-not-supported', { format: 'dxf' }).build()
  const decoded = decode(bytes, declaredCodePage(bytes))
  if (!intake.budget.takeText('', decoded.text.length)) return readout.build()
  const drawing = new DrawingText(intake.budget)
  const isWhole = await readGroups(decoded.text, drawing, intake.budget)
  readout.part(...drawing.build(), ...alternativeParts(intake, decoded)).add({ gaps: decodingGaps(decoded) })
  if (!isWhole) readout.gap('', 'damaged', { detail: 'record' })
  return readout.build()
}

/** The header names the code page of older drawings: `ANSI_936`. Since 2007 they are UTF-8, whatever it says. */
function declaredCodePage(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 65_536)).toString('latin1')
  const [, page = ''] = /\$DWGCODEPAGE\s+3\s+ANSI_(\d{3,4})/i.exec(head) ?? []
  const version = Number(/\$ACADVER\s+1\s+AC(\d{4})/i.exec(head)?.[1] ?? 0)
  return version >= FIRST_IN_UTF8 ? 'utf-8' : CODE_PAGES[page]
}

const FIRST_IN_UTF8 = 1021
const CODE_PAGES: Readonly<Record<string, string>> = { 932: 'shift_jis', 936: 'gb18030', 949: 'euc-kr', 950: 'big5' }

function isBinary(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 18)).toString('latin1') === 'AutoCAD Binary DXF'
}
