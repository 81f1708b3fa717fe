import { blipOf } from '../../containers/compound/blip.js'
import { readBox, type CompoundBox } from '../../containers/compound/compound-reading.js'
import { readDeck } from './deck.js'
import { recordsIn } from './records.js'
import type { Intake, Readout } from '../../reader.js'

/**
 * Reads PowerPoint presentations of the binary format (.ppt, .pps, .dps; [MS-PPT]): slides with their numbers, hidden
 * ones as hidden text, notes, masters, comments, headers and footers, links, alternative texts, what earlier saves left
 * in the file, properties, macros; embedded objects become members, pictures too, sounds are gaps. Cost: linear.
 */
export function readPpt(intake: Intake): Promise<Readout> {
  return readBox(intake, (box) => {
    const stream = box.take('PowerPoint Document')
    if (!stream) return
    const { parts, gaps, objects, pictures, rest } = readDeck(stream, box.take('Current User'), intake.budget)
    box.keep({ parts, gaps, members: objects.map(([path, bytes]) => ({ path, bytes })) })
    box.sweep(rest, 'PowerPoint Document')
    const stored = box.take('Pictures')
    if (stored) tellPictures(box, stored)
    else if (pictures > 0) box.gap('PowerPoint Document', 'image-not-read')
  })
}

/** The stream of pictures ([MS-PPT] 2.1.3): files become members, Macintosh pictures are a gap. */
function tellPictures(box: CompoundBox, stored: Buffer): void {
  let number = 0
  let unread = 0
  let end = 0
  for (const record of recordsIn(stored, 0, stored.length)) {
    const file = blipOf(record.type, record.instance, stored.subarray(record.start, record.end), box.intake.budget)
    end = record.end
    number++
    if (file && box.intake.budget.takeEntry('Pictures')) box.accounting.member(`Pictures/picture-${number}`, file)
    else unread++
  }
  if (unread > 0 || end < stored.length) box.gap('Pictures', 'image-not-read')
}
