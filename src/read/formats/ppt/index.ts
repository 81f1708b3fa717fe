import { blipOf } from '../../containers/compound/blip.js'
import { readCompoundFile, type CompoundReading } from '../../containers/compound/compound-reading.js'
import { readDeck } from './deck.js'
import { recordsIn } from './records.js'
import type { Intake, Readout } from '../../reader.js'

/**
 * Reads PowerPoint presentations of the binary format (.ppt, .pps, .dps; [MS-PPT]).
 *
 * Anatomy: a compound file with the stream `PowerPoint Document`, a tree of records: containers hold records, atoms
 * hold data. Each save appends what has changed and a list of offsets; `Current User` points to the last list, and the
 * lists point back (2.1.2). What no list reaches is left from earlier saves. `Pictures` holds the pictures.
 *
 * Read: slides with their numbers, hidden ones as hidden text, notes, masters, comments, headers and footers, links,
 * alternative texts, texts of earlier saves as deleted revisions, properties, macros; embedded objects and pictures
 * become members. Gaps: sounds, encrypted presentations, Macintosh pictures, records that lie about their length. Cost:
 * linear.
 */
export function readPpt(intake: Intake): Promise<Readout> {
  return readCompoundFile(intake, (reading) => {
    const stream = reading.take('PowerPoint Document')
    if (!stream) return
    const user = reading.take('Current User')
    const { readout, pictures, rest } = readDeck(stream, user, intake.budget)
    if (user) reading.sweep(unclaimedOf(user), 'Current User')
    reading.add(readout)
    reading.sweep(rest, 'PowerPoint Document')
    const stored = reading.take('Pictures')
    if (stored) readPictures(reading, stored)
    else if (pictures > 0) reading.gap('PowerPoint Document', 'image-not-read')
  })
}

/** What follows the numbers of the last edit ([MS-PPT] 2.3.2): the name of the user. Without their mark, all. */
function unclaimedOf(user: Buffer): Buffer {
  const isAtom = user.length >= 20 && [0xe391c05f, 0xf3d1c4df].includes(user.readUInt32LE(12))
  return user.subarray(isAtom ? 20 : 0)
}

/** The stream of pictures ([MS-PPT] 2.1.3): files become members, Macintosh pictures are a gap. */
function readPictures(reading: CompoundReading, stored: Buffer): void {
  let number = 0
  let unread = 0
  let end = 0
  for (const record of recordsIn(stored, 0, stored.length)) {
    const file = blipOf(record.type, record.instance, stored.subarray(record.start, record.end), reading.intake.budget)
    end = record.end
    number++
    if (file && reading.intake.budget.takeEntry('Pictures')) {
      reading.member(`Pictures/picture-${number}`, file)
    } else unread++
  }
  if (unread > 0 || end < stored.length) reading.gap('Pictures', 'image-not-read')
}
