import type { Place, Visibility } from '../../model/index.js'
import { writeParagraph, type Run as ParagraphRun } from '../parts/paragraph.js'
import type { PartBuilder } from '../parts/part-builder.js'
import type { Run } from './drawing.js'
import { union, type Box } from './geometry.js'
import { toLines, type Line, type Segment } from './lines.js'
import type { StyleTable } from './style-table.js'
import type { ClassifiedRun } from './visibility.js'
import type { WrittenRun } from './wrapped-cells.js'

type Visibilities = ReadonlyMap<Run, Visibility>

/**
 * Writes the text of one page or appearance line by line. Returns how many UTF-16 units were written. `written` gets
 * the runs of the lines that are visible or hidden as a whole, with the offsets of their texts.
 */
export function writeLines(
  runs: readonly ClassifiedRun[], place: Place, builder: PartBuilder, styles: StyleTable, written: WrittenRun[] = [],
): number {
  const before = builder.length
  const visibilities: Visibilities = new Map(runs.map(({ run, visibility }) => [run, visibility]))
  toLines([...visibilities.keys()]).forEach((line, i) => {
    writeLine(line, visibilities, { ...place, line: i + 1 }, builder, styles, written)
  })
  return builder.length - before
}

function writeLine(
  line: Line, visibilities: Visibilities, place: Place, builder: PartBuilder, styles: StyleTable,
  written: WrittenRun[],
): void {
  const different = new Set(line.flatMap((segment) => segment.runs.map((run) => visibilities.get(run)!)))
  if (different.size > 1) {
    writeMixed(line, visibilities, place, builder, styles)
    return
  }
  const [visibility] = different
  for (const { runs, spaces, box } of line) {
    let text = ''
    for (const [i, run] of runs.entries()) {
      written.push({ run, start: builder.length + text.length + spaces[i]!.length })
      text += spaces[i]! + run.text
    }
    builder.block(text, { ...place, box: rounded(box) }, visibility, false, styles.styleOf(runs)).separate('\t')
  }
  builder.separate('\n')
}

/** Writes a line of which only a part shows: first as it shows, then with its hidden text. */
function writeMixed(
  line: Line, visibilities: Visibilities, place: Place, builder: PartBuilder, styles: StyleTable,
): void {
  const runs = line.flatMap((segment, i) => paragraphRuns(segment, visibilities, i > 0, styles))
  writeParagraph(runs, { ...place, box: rounded(line.map(({ box }) => box).reduce(union)) }, builder)
}

function paragraphRuns(
  { runs, spaces }: Segment, visibilities: Visibilities, isCell: boolean, styles: StyleTable,
): ParagraphRun[] {
  return runs.map((run, i) => {
    const lead = i === 0 && isCell ? '\t' : spaces[i]!
    const style = styles.styleOf([run])
    return { text: lead + run.text, visibility: visibilities.get(run)!, ...(style && { style }) }
  })
}

/** Hundredths of a point: no reader needs more, and reports stay the same on every machine. */
function rounded(box: Box): Box {
  const round = (value: number): number => (Number.isFinite(value) ? Math.round(value * 100) / 100 : 0)
  return [round(box[0]), round(box[1]), round(box[2]), round(box[3])]
}
