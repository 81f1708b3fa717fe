import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locate } from '../../../src/model/index.js'
import { intakeOf } from '../intake.js'
import type { Readout } from '../../../src/read/reader.js'
import { readXlsx } from '../../../src/read/formats/xlsx/index.js'
import { showNumber, showText } from '../../../src/read/formats/xlsx/format.js'
import { marginText } from '../../../src/read/text/sheet-margin.js'
import { plainNumber } from '../../../src/read/text/sheet-number.js'
import { xlsx, type WorkbookDescription } from '../../builders/xlsx.js'

/** A sheet with one inline string, its row opened by `row`. */
function inlineSheet(row: string, columns = ''): string {
  return `<worksheet>${columns}<sheetData>${row}<c r="A1" t="inlineStr"><is><t>标记</t></is></c></row></sheetData></worksheet>`
}

async function readOf(description: WorkbookDescription): Promise<Readout> {
  return readXlsx(intakeOf({ path: 'a.xlsx', bytes: xlsx(description) }))
}

/** Where `标记` is read: kind, visibility and place. */
async function seen(description: WorkbookDescription): Promise<string[]> {
  const { parts, gaps } = await readOf(description)
  expect(gaps).toEqual([])
  return parts.flatMap((part) => part.blocks.flatMap(({ start, end, visibility }) => {
    const at = part.text.slice(start, end).indexOf('标记')
    if (at < 0) return []
    const { sheet = '-', cell = '-' } = locate(part, start + at)
    return [[part.kind, visibility, sheet, cell].join(' ')]
  }))
}

/** Styles: 0 plain, then one for each format, then white letters, and white letters on blue. */
function styles(...formats: readonly string[]): string {
  const codes = formats.map((code, at) => `<numFmt numFmtId="${200 + at}" formatCode="${code.replaceAll('"', '&quot;')}"/>`)
  const xfs = formats.map((_code, at) => `<xf numFmtId="${200 + at}" fontId="0" fillId="0"/>`)
  return `<styleSheet><numFmts>${codes.join('')}</numFmts><fonts><font/><font><color rgb="FFFFFFFF"/></font><font><color theme="0"/></font></fonts>`
    + '<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF000080"/></patternFill></fill></fills>'
    + `<cellXfs><xf numFmtId="0"/>${xfs.join('')}<xf fontId="1" fillId="0"/><xf fontId="2" fillId="0"/><xf fontId="1" fillId="1"/></cellXfs></styleSheet>`
}

function styled(style: number, ...formats: readonly string[]): WorkbookDescription {
  return { sheets: [{ name: '表', rows: [[{ inline: '标记', style }]] }], parts: { 'xl/styles.xml': styles(...formats) } }
}

function entry(name: string, content: string): WorkbookDescription {
  return { sheets: [], parts: { [`xl/${name}`]: content } }
}

const PLACES: readonly (readonly [name: string, description: WorkbookDescription, place: string])[] = [
  ['a cell', { sheets: [{ name: '表', rows: [['甲'], ['乙', '标记']] }] }, 'cell visible 表 B2'],
  ['an inline string', { sheets: [{ name: '表', rows: [[{ inline: '标记' }]] }] }, 'cell visible 表 A1'],
  ['a formula\'s result', { sheets: [{ name: '表', rows: [[{ formula: 'A2', value: '标记' }]] }] }, 'cell visible 表 A1'],
  ['a formula', { sheets: [{ name: '表', rows: [[{ formula: '"标记"&A2', value: '文' }]] }] }, 'field hidden 表 A1'],
  ['a hidden sheet', { sheets: [{ name: '表', hidden: true, rows: [['标记']] }] }, 'cell hidden 表 A1'],
  ['a hidden row', { sheets: [{ name: '表', hiddenRows: [1], rows: [['标记']] }] }, 'cell hidden 表 A1'],
  ['a row without height', { sheets: [{ name: '表', rows: [] }], parts: { 'xl/worksheets/sheet1.xml': inlineSheet('<row r="1" ht="0" customHeight="1">') } }, 'cell hidden 表 A1'],
  ['a column without width', { sheets: [{ name: '表', rows: [] }], parts: { 'xl/worksheets/sheet1.xml': inlineSheet('<row r="1">', '<cols><col min="1" max="1" width="0"/></cols>') } }, 'cell hidden 表 A1'],
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
  ['a threaded comment', entry('threadedComments/threadedComment1.xml', '<ThreadedComments><threadedComment ref="B2"><text>标记</text></threadedComment></ThreadedComments>'), 'comment visible - -'],
  ['the name of who wrote one', entry('persons/person.xml', '<personList><person displayName="标记"/></personList>'), 'comment metadata - -'],
  ['a pivot cache', entry('pivotCache/pivotCacheRecords1.xml', '<pivotCacheRecords><r><s v="标记"/></r></pivotCacheRecords>'), 'custom-data metadata - -'],
  ['a pivot cache\'s fields', entry('pivotCache/pivotCacheDefinition1.xml', '<pivotCacheDefinition><cacheField name="标记"/></pivotCacheDefinition>'), 'custom-data metadata - -'],
  ['the values kept of another workbook', entry('externalLinks/externalLink1.xml', '<externalLink><sheetData><v>标记</v></sheetData></externalLink>'), 'custom-data hidden - -'],
  ['the path of another workbook', entry('externalLinks/_rels/externalLink1.xml.rels', '<Relationships><Relationship Id="a" Type="x" Target="file:///标记.xlsx" TargetMode="External"/></Relationships>'), 'link metadata - -'],
  ['a query', entry('connections.xml', '<connections><connection name="标记"/></connections>'), 'custom-data metadata - -'],
  ['a table\'s column', entry('tables/table1.xml', '<table><tableColumn name="标记"/></table>'), 'custom-data metadata - -'],
  ['a text box', entry('drawings/drawing1.xml', '<xdr:wsDr xmlns:xdr="x" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:txBody><a:p><a:r><a:t>标记</a:t></a:r></a:p></a:txBody></xdr:wsDr>'), 'textbox visible - -'],
  ['a chart', entry('charts/chart1.xml', '<c:chartSpace xmlns:c="x"><c:v>标记</c:v></c:chartSpace>'), 'chart visible - -'],
  ['a sheet that menus cannot show', { sheets: [{ name: '表', rows: [['标记']] }], parts: { 'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="表" state="veryHidden" r:id="rId1"/></sheets></workbook>' } }, 'cell hidden 表 A1'],
  ['white letters', styled(1), 'cell hidden 表 A1'],
  ['letters of the theme\'s white', styled(2), 'cell hidden 表 A1'],
  ['white letters on blue', styled(3), 'cell visible 表 A1'],
  ['a cell whose format shows nothing', styled(1, ';;;'), 'cell hidden 表 A1'],
  ['a cell whose format shows no numbers', styled(1, ';;'), 'cell visible 表 A1'],
  ['a number format', { sheets: [], parts: { 'xl/styles.xml': '<styleSheet><numFmt formatCode="0标记"/></styleSheet>' } }, 'style metadata - -'],
]

describe('readXlsx reads the text of', () => {
  it.each(PLACES)('%s', async (_name, description, place) => {
    expect(await seen(description)).toEqual([place])
  })
})

describe('readXlsx', () => {
  it('reads a row as one line', async () => {
    const { parts } = await readOf({ sheets: [{ name: '表', rows: [['密级', '机密'], ['期限', 10]] }] })
    expect(parts.find(({ kind }) => kind === 'cell')!.text).toBe('密级\t机密\n期限\t10\n')
  })

  it('has a gap where a shared string is missing', async () => {
    const { gaps } = await readOf({ sheets: [{ name: '表', rows: [['文']] }], parts: { 'xl/sharedStrings.xml': '<sst/>' } })
    expect(gaps).toEqual([{ piece: 'xl/worksheets/sheet1.xml', reason: 'damaged', args: { detail: 'shared-string' } }])
  })

  it('writes long numbers digit by digit', async () => {
    const { parts } = await readOf({ sheets: [{ name: '表', rows: [[{ raw: '1.1010519491231E+17' }]] }] })
    expect(parts.find(({ kind }) => kind === 'cell')!.text).toBe('110105194912310000\n')
  })
})

describe('readXlsx places', () => {
  it('every cell of a row, gaps, hidden columns and tabs in cells among them', async () => {
    const { parts } = await readOf({
      sheets: [{ name: '表', hiddenColumns: [3], rows: [['甲', '乙', '丙', '丁', '', '己'], ['子', '丑\t寅', '卯', '辰']] }],
    })
    const part = parts.find(({ kind }) => kind === 'cell')!
    expect(part.text).toBe('甲\t乙\t丙\t丁\t己\n子\t丑\t寅\t卯\t辰\n')
    const at = [...part.text.replace(/[\t\n]/g, '')].map((sign) => `${sign} ${locate(part, part.text.indexOf(sign)).cell}`)
    expect(at).toEqual(['甲 A1', '乙 B1', '丙 C1', '丁 D1', '己 F1', '子 A2', '丑 B2', '寅 B2', '卯 C2', '辰 D2'])
    expect(part.blocks.filter(({ visibility }) => visibility === 'hidden').map(({ start, end }) => part.text.slice(start, end))).toEqual(['丙', '卯'])
  })

  it('a row that shows alike as one block', async () => {
    const { parts } = await readOf({ sheets: [{ name: '表', rows: [['甲', '乙', '', '丙']] }] })
    expect(parts.find(({ kind }) => kind === 'cell')!.blocks).toEqual([
      { start: 0, end: 5, visibility: 'visible', place: { sheet: '表', cell: 'A1' }, row: [0, 1, 3] },
    ])
  })

  it('the words of a format before the value, and the value beneath words that replace it', async () => {
    const { parts } = await readOf({
      sheets: [{ name: '表', rows: [[{ raw: '5', style: 1 }, { raw: '6', style: 2 }]] }],
      parts: { 'xl/styles.xml': styles('"机密★"0"年"', '"保密"') },
    })
    const cells = parts.filter(({ kind }) => kind === 'cell')
    expect(cells.map(({ text }) => text)).toEqual(['机密★5年\t保密\n', '6\n'])
    expect(cells[1]!.blocks).toEqual([{ start: 0, end: 1, visibility: 'hidden', place: { sheet: '表', cell: 'B1' } }])
  })

  it('dates from 1900 and from 1904', async () => {
    const description = (head: string): WorkbookDescription => ({
      sheets: [{ name: '表', rows: [[{ raw: '36526', style: 1 }]] }],
      parts: { 'xl/styles.xml': styles('yyyy-mm-dd'), 'xl/workbook.xml': `<workbook>${head}</workbook>` },
    })
    const dates = await Promise.all(['', '<workbookPr date1904="1"/>'].map((head) => readOf(description(head))))
    expect(dates.map(({ parts }) => parts.find(({ kind }) => kind === 'cell')!.text)).toEqual(['2000-01-01\n', '2004-01-02\n'])
  })
})

describe('showNumber', () => {
  it.each([
    ['46352', 'yyyy"年"m"月"d"日"', '2026年11月26日'], ['46352.5', 'yyyy/m/d h:mm', '2026/11/26 12:00'], ['46352', '[$-804]aaaa', '星期四'],
    ['46352.75', 'h:mm AM/PM', '6:00 PM'], ['46352.75', '上午/下午h"时"mm"分"', '下午6时00分'], ['1.5', '[h]:mm:ss', '36:00:00'],
    ['46352', 'd-mmm-yy', '26-Nov-26'], ['46352', 'dddd, mmmm d', 'Thursday, November 26'], ['1', 'yyyy-mm-dd', '1900-01-01'],
    ['60', 'yyyy-mm-dd', '1900-02-28'], ['61', 'yyyy-mm-dd', '1900-03-01'], ['0.5', 'mm:ss', '00:00'], ['2958465', 'yyyy-m-d', '9999-12-31'],
    ['-1', 'yyyy-mm-dd', '-1'], ['1E+17', 'yyyy', '100000000000000000'], ['1.5', '0', '1.5'], ['1.10105E+17', '0.00E+00', '110105000000000000'],
    ['5', '#,##0.00_);[Red](#,##0.00)', '5'], ['5', '', '5'], ['5', '¥#,##0', '¥5'], ['5', '0"年"', '5年'], ['5', '0.00%', '5'], ['5', '@', '5'],
    ['-5', '0;"负"0', '负-5'], ['0', '0;0;"无"', '无'], ['5', '"a;b"0', 'a;b5'], ['5', '\\密0', '密5'], ['5', '[>1]"多"0;0', '多5'],
  ])('shows %s under %s as %s', (value, code, text) => {
    expect(showNumber(value, code, false)).toMatchObject({ text, visible: true })
  })

  it.each([['5', ';;;'], ['-5', '0;;0'], ['0', '0;0;']])('hides %s under %s', (value, code) => {
    expect(showNumber(value, code, false)).toEqual({ text: value, visible: false })
  })

  it('loses no digit of a number, whatever the format', () => {
    const code = fc.array(fc.constantFrom('0', '#', ',', '.', '%', ';', '"', '\\', '_', '*', '[', ']', '@', '密', 'E+', ' ', '[Red]'), { maxLength: 8 })
    fc.assert(fc.property(fc.nat(), code, (number, pieces) => {
      const { text, beneath } = showNumber(String(number), pieces.join(''), false)
      expect(`${text} ${beneath ?? ''}`).toContain(String(number))
    }))
  })
})

describe('showText', () => {
  it.each([['文', '"机密"@', '机密文'], ['文', '0', '文'], ['文', '0;0;0;"密"@', '密文'], ['文', '', '文'], ['文', '@', '文']])('shows %s under %s as %s', (value, code, text) => {
    expect(showText(value, code)).toMatchObject({ text, visible: true })
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
