import type { Document, Gap, Part } from '../../../model/index.js'
import { packedBitmapFile } from '../../pictures/metafile/dib.js'
import type { Intake, Readout } from '../../reader.js'
import { PICTURES } from '../../formats.js'
import { objectFrom } from './object.js'
import { RtfStory, type Embedded } from './story.js'
import { walkRtf } from './tokens.js'
import { sniff } from '../../sniff/sniff.js'
import { sweep } from '../../text/sweep.js'

/**
 * Reads RTF (Rich Text Format 1.9.1) in any code page: paragraphs, cells, margins, notes, comments, text boxes,
 * changes, fields, properties; embedded objects, pictures and packed data are members, destinations of unknown programs
 * custom data. Cost: one walk.
 */
export function readRtf(intake: Intake): Readout {
  const { bytes } = intake.document
  const story = new RtfStory(intake.budget)
  const closed = walkRtf(bytes, story)
  story.finish()
  const found = unpackAll(intake, story.embedded)
  return {
    parts: [...story.partSet.build(), ...found.parts],
    gaps: [...(closed ? [] : [{ piece: '', reason: 'damaged' } as const]), ...found.gaps],
    members: found.members,
  }
}

interface Unpacked {
  readonly parts: Part[]
  readonly gaps: Gap[]
  readonly members: Document[]
}

/**
 * Pictures of no known kind are gaps, told once with their number; themes and colour maps that Word keeps are members
 * like objects.
 */
function unpackAll(intake: Intake, embedded: readonly Embedded[]): Unpacked {
  const unpacked: Unpacked = { parts: [], gaps: [], members: [] }
  let pictures = 0
  embedded.forEach((one, index) => {
    const bytes = one.bytes.length > 0 ? Buffer.concat(one.bytes) : Buffer.from(objectFrom(one.hex))
    const name = `${one.name}-${index + 1}`
    if (bytes.length === 0) return
    const picture = one.name === 'pict' ? pictureFile(bytes) : bytes
    if (!picture) pictures++
    else if (/^(blipuid|panose|datafield|revtbl|passwordhash|rsidtbl)$/.test(one.name)) {
      unpacked.parts.push(...sweep(intake, bytes, name))
    } else if (intake.budget.takeEntry(name)) {
      unpacked.members.push({ path: `${intake.document.path}!${name}.bin`, bytes: picture })
    }
  })
  if (pictures > 0) unpacked.gaps.push({ piece: '', reason: 'image-not-read', args: { count: pictures } })
  return unpacked
}

/** A picture as a file: PNG, JPEG and metafiles as they stand, a bare bitmap with a head. */
function pictureFile(bytes: Buffer): Uint8Array | undefined {
  return PICTURES.has(sniff(bytes, '')) ? bytes : packedBitmapFile(bytes)?.file
}
