import type { Place } from '../../model/index.js'
import { writeParagraph, type Run as ParagraphRun } from '../parts/paragraph.js'
import type { PartBuilder } from '../parts/part-builder.js'
import type { SeenRun, Sight } from './coverage.js'
import type { Run } from './drawing.js'
import { toLines, type Line, type Segment } from './lines.js'
import { union, type Box } from './geometry.js'

/** Writes what one page or appearance says, line by line. Gives back how many UTF-16 units that were. */
export function writeLines(seen: readonly SeenRun[], place: Place, builder: PartBuilder): number {
  const before = builder.length
  const sights = new Map<Run, Sight>(seen.map(({ run, sight }) => [run, sight]))
  toLines([...sights.keys()]).forEach((line, i) => {
    writeLine(line, sights, { ...place, line: i + 1 }, builder)
  })
  return builder.length - before
}

function writeLine(line: Line, sights: ReadonlyMap<Run, Sight>, place: Place, builder: PartBuilder): void {
  const looks = new Set(line.flatMap((segment) => segment.runs.map((run) => sights.get(run)!)))
  if (looks.size > 1) writeMixed(line, sights, place, builder)
  else {
    const [sight] = looks
    for (const segment of line) {
      const text = segment.runs.map((run, i) => segment.gaps[i]! + run.text).join('')
      builder.block(text, { ...place, box: rounded(segment.box) }, sight).separate('\t')
    }
    builder.separate('\n')
  }
}

/** A line of which only a part shows is told as it shows, and again as it stands. */
function writeMixed(line: Line, sights: ReadonlyMap<Run, Sight>, place: Place, builder: PartBuilder): void {
  const runs = line.flatMap((segment, i) => pieces(segment, sights, i > 0))
  writeParagraph(runs, { ...place, box: rounded(line.map(({ box }) => box).reduce(union)) }, builder)
}

function pieces(segment: Segment, sights: ReadonlyMap<Run, Sight>, isCell: boolean): ParagraphRun[] {
  return segment.runs.map((run, i) => {
    const lead = i === 0 && isCell ? '\t' : segment.gaps[i]!
    return { text: lead + run.text, visibility: sights.get(run)! }
  })
}

/** Hundredths of a point: no reader needs more, and reports stay the same on every machine. */
function rounded(box: Box): Box {
  const round = (value: number): number => (Number.isFinite(value) ? Math.round(value * 100) / 100 : 0)
  return [round(box[0]), round(box[1]), round(box[2]), round(box[3])]
}
