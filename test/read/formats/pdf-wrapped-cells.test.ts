import { expect, it } from 'vitest'
import { readPdf } from '../../../src/read/formats/pdf/index.js'
import { page, pdf, text, type Mark } from '../../builders/pdf.js'
import { intakeOf } from '../intake.js'

/** A text of 10 points, `x` from the left and `y` from the top of the table. */
type Cell = readonly [x: number, y: number, value: string]

/** The readings beside the raw one. */
async function readingsOf(cells: readonly Cell[]): Promise<string[]> {
  const marks = cells.map(([x, y, value]): Mark => text(value, { x: 60 + x, y: 700 - y, size: 10 }))
  const { parts } = await readPdf(intakeOf({ path: 'a.pdf', bytes: pdf([page(marks)]) }))
  return parts.filter(({ kind }) => kind === 'body').slice(1).flatMap((part) => part.text.trimEnd().split('\n'))
}

const rowsOf = (row: (y: number) => readonly Cell[], height: number): Cell[] => [0, 1, 2].flatMap((i) => row(i * height))

it.each<[string, Cell[], string[]]>([
  ['cells that begin at the top',
    rowsOf((y) => [[0, y, '1'], [60, y, '3301271952'], [60, y + 13, '03140113'], [180, y, '360']], 34),
    Array<string>(3).fill('330127195203140113')],
  ['cells that are centred beside each other, each with its own number of lines',
    rowsOf((y) => [[0, y + 13, '1'], [60, y, '3301271'], [60, y + 13, '9520314'], [60, y + 26, '0113'],
      [150, y + 6.5, '某某镇某某'], [150, y + 19.5, '村']], 50),
    Array<string[]>(3).fill(['330127195203140113', '某某镇某某村']).flat()],
  ['lines that are centred in their cell',
    [[0, 6, '张某'], [60, 0, '3301271952'], [70, 13, '03140113']], ['330127195203140113']],
])('a wrapped number is read as one: %s', async (_, cells, wanted) => {
  expect((await readingsOf(cells)).toSorted()).toEqual(wanted.toSorted())
})

it.each<[string, Cell[]]>([
  ['all cells have one line', rowsOf((y) => [[0, y, '1'], [60, y, '33012719'], [180, y, '36000000']], 13)],
  ['all columns have the same number of lines', [[0, 0, '33012719'], [0, 13, '03140113'], [90, 0, '12345678'], [90, 13, '87654321']]],
  ['a paragraph stands alone', [[0, 0, '第一行的文字'], [0, 13, '第二行的文字']]],
])('nothing is joined where %s', async (_, cells) => {
  expect(await readingsOf(cells)).toEqual([])
})

it('a number that is whole in one line of a wrapped cell is an echo', async () => {
  const cells: Cell[] = [[0, 0, '1'], [60, 0, '330127195203140113'], [60, 13, '本人']]
  const marks = cells.map(([x, y, value]) => text(value, { x: 60 + x, y: 700 - y, size: 10 }))
  const { parts } = await readPdf(intakeOf({ path: 'a.pdf', bytes: pdf([page(marks)]) }))
  const [, wrapped] = parts.filter(({ kind }) => kind === 'body')
  expect(wrapped!.blocks.map(({ echo = false, place }) => [echo, place.page])).toEqual([[true, 1], [false, 1], [true, 1]])
})
