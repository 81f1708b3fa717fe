import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../src/model/index.js'
import { Budget } from '../../src/read/budget.js'
import type { Readout } from '../../src/read/reader.js'
import { readXlsx } from '../../src/read/xlsx.js'
import { marginText } from '../../src/read/xlsx/margin.js'
import { plainNumber } from '../../src/read/xlsx/number.js'
import { xlsx, type WorkbookDescription } from '../builders/xlsx.js'

async function readOf(description: WorkbookDescription): Promise<Readout> {
  return readXlsx({ document: { path: 'a.xlsx', bytes: xlsx(description) }, budget: new Budget(LIMITS) })
}

/** Where `标记` is told: kind, visibility and place. */
async function seen(description: WorkbookDescription): Promise<string[]> {
  const { parts, gaps } = await readOf(description)
  expect(gaps).toEqual([])
  return parts.flatMap((part) => part.blocks
    .filter(({ start, end }) => part.text.slice(start, end).includes('标记'))
    .map(({ visibility, place }) => [part.kind, visibility, place.sheet ?? '-', place.cell ?? '-'].join(' ')))
}

const PLACES: readonly (readonly [name: string, description: WorkbookDescription, place: string])[] = [
  ['a cell', { sheets: [{ name: '表', rows: [['甲'], ['乙', '标记']] }] }, 'cell visible 表 B2'],
  ['an inline string', { sheets: [{ name: '表', rows: [[{ inline: '标记' }]] }] }, 'cell visible 表 A1'],
  ['a formula\'s result', { sheets: [{ name: '表', rows: [[{ formula: 'A2', value: '标记' }]] }] }, 'cell visible 表 A1'],
  ['a formula', { sheets: [{ name: '表', rows: [[{ formula: '"标记"&A2', value: '文' }]] }] }, 'field hidden 表 A1'],
  ['a hidden sheet', { sheets: [{ name: '表', hidden: true, rows: [['标记']] }] }, 'cell hidden 表 A1'],
  ['a hidden row', { sheets: [{ name: '表', hiddenRows: [1], rows: [['标记']] }] }, 'cell hidden 表 A1'],
  ['a hidden column', { sheets: [{ name: '表', hiddenColumns: [2], rows: [['甲', '标记']] }] }, 'cell hidden 表 B1'],
  ['a sheet\'s name', { sheets: [{ name: '标记', rows: [] }] }, 'sheet-name visible - -'],
  ['a hidden sheet\'s name', { sheets: [{ name: '标记', hidden: true, rows: [] }] }, 'sheet-name hidden - -'],
  ['a defined name', { sheets: [], names: { 标记: 'A1' } }, 'metadata metadata - -'],
  ['what a name stands for', { sheets: [], names: { 名: '"标记"' } }, 'metadata metadata - -'],
  ['a comment', { sheets: [{ name: '表', rows: [], comments: { C4: ['某', '标记'] } }] }, 'comment visible 表 C4'],
  ['a comment\'s author', { sheets: [{ name: '表', rows: [], comments: { C4: ['标记', '文'] } }] }, 'comment metadata - -'],
  ['a header', { sheets: [{ name: '表', rows: [], header: '&C&"宋体"标&B记' }] }, 'header visible 表 -'],
  ['a footer', { sheets: [{ name: '表', rows: [], footer: '&R标记' }] }, 'footer visible 表 -'],
  ['a string that no cell shows', { sheets: [], unshown: ['标记'] }, 'cell hidden - -'],
  ['a number format', { sheets: [], parts: { 'xl/styles.xml': '<styleSheet><numFmt formatCode="0标记"/></styleSheet>' } }, 'style metadata - -'],
]

describe('readXlsx tells the text of', () => {
  it.each(PLACES)('%s', async (_name, description, place) => {
    expect(await seen(description)).toEqual([place])
  })
})

describe('readXlsx', () => {
  it('tells a row as one line', async () => {
    const { parts } = await readOf({ sheets: [{ name: '表', rows: [['密级', '机密'], ['期限', 10]] }] })
    expect(parts.find(({ kind }) => kind === 'cell')!.text).toBe('密级\t机密\n期限\t10\n')
  })

  it('has a gap where a shared string is missing', async () => {
    const { gaps } = await readOf({ sheets: [{ name: '表', rows: [['文']] }], parts: { 'xl/sharedStrings.xml': '<sst/>' } })
    expect(gaps).toEqual([{ part: 'xl/worksheets/sheet1.xml', reason: 'damaged', args: { detail: 'shared-string' } }])
  })

  it('writes long numbers digit by digit', async () => {
    const { parts } = await readOf({ sheets: [{ name: '表', rows: [[{ raw: '1.1010519491231E+17' }]] }] })
    expect(parts.find(({ kind }) => kind === 'cell')!.text).toBe('110105194912310000\n')
  })
})

describe('plainNumber', () => {
  it.each([
    ['1.1E+17', '110000000000000000'], ['1E5', '100000'], ['-2.5e-3', '-0.0025'], ['1.50E1', '15'], ['0.0E0', '0'],
    ['12', '12'], ['1.5', '1.5'], ['text', 'text'], ['1E400', '1E400'],
  ])('writes %s as %s', (value, plain) => {
    expect(plainNumber(value)).toBe(plain)
  })

  it('never changes the number', () => {
    fc.assert(fc.property(fc.double({ noNaN: true, min: -1e30, max: 1e30 }), (number) => {
      expect(Number(plainNumber(number.toExponential()))).toBe(number + 0)
    }))
  })
})

describe('marginText', () => {
  it.each([
    ['&L左&C中&R右', '左\n中\n右'], ['&"宋体,Bold"&12机&K000000密', '机密'], ['A&&B', 'A&B'], ['Page &P of &N', 'Page  of'], ['', ''],
  ])('reads %s', (code, text) => {
    expect(marginText(code)).toBe(text)
  })
})
