import type { Document, Gap, Part } from '../model/index.js'
import type { Intake, Readout } from './reader.js'
import { objectFrom } from './rtf/object.js'
import { RtfStory, type Embedded } from './rtf/story.js'
import { walkRtf } from './rtf/tokens.js'
import { sweep } from './sweep.js'

/**
 * Reads RTF (Rich Text Format 1.9.1) in any code page: paragraphs, cells, margins, notes, comments, text boxes, changes, fields, properties;
 * embedded objects and packed data are members, pictures gaps, destinations of unknown programs custom data. Cost: one walk.
 */
export function readRtf(intake: Intake): Readout {
  const { bytes } = intake.document
  const story = new RtfStory(intake.budget)
  const closed = walkRtf(bytes, story)
  story.finish()
  const found = unpackAll(intake, story.embedded)
  return {
    parts: [...story.shelf.build(), ...found.parts],
    gaps: [...(closed ? [] : [{ part: '', reason: 'damaged' } as const]), ...found.gaps],
    members: found.members,
  }
}

interface Unpacked {
  readonly parts: Part[]
  readonly gaps: Gap[]
  readonly members: Document[]
}

/** Pictures are gaps, told once with their number; themes and colour maps that Word keeps are members like objects. */
function unpackAll(intake: Intake, embedded: readonly Embedded[]): Unpacked {
  const unpacked: Unpacked = { parts: [], gaps: [], members: [] }
  let pictures = 0
  embedded.forEach((one, index) => {
    const bytes = one.bytes.length > 0 ? Buffer.concat(one.bytes) : Buffer.from(objectFrom(one.hex))
    const name = `${one.name}-${index + 1}`
    if (bytes.length === 0) return
    if (one.name === 'pict') pictures++
    else if (/^(blipuid|panose|datafield|revtbl|passwordhash|rsidtbl)$/.test(one.name)) unpacked.parts.push(...sweep(intake, bytes, name))
    else if (intake.budget.takeEntry(name)) unpacked.members.push({ path: `${intake.document.path}!${name}.bin`, bytes })
  })
  if (pictures > 0) unpacked.gaps.push({ part: '', reason: 'image-not-read', args: { count: pictures } })
  return unpacked
}
