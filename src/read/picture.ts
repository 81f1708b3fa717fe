import { writeSeen } from './ocr/write-lines.js'
import type { Intake, Readout } from './reader.js'
import { sweep } from './sweep.js'

/**
 * Reads a picture file: what is plainly written in its bytes (remarks, properties), and what it shows, where pictures
 * are read in this run. What was not read is a gap.
 */
export async function readPicture(intake: Intake, format: string): Promise<Readout> {
  const parts = sweep(intake)
  if (!intake.pictures) return { parts, gaps: [{ part: '', reason: 'image-not-read', args: { format } }] }
  const { lines, gap } = await intake.pictures.readFile(intake.document.bytes)
  const part = writeSeen('', lines, intake.budget)
  return {
    parts: part ? [part, ...parts] : parts,
    gaps: gap ? [{ part: '', reason: gap.reason, args: { format, ...gap.args } }] : [],
  }
}
