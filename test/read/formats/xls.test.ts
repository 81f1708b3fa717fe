import { describe, expect, it } from 'vitest'
import { intakeOf } from '../intake.js'
import type { Readout } from '../../../src/read/reader.js'
import { readXls } from '../../../src/read/formats/xls/index.js'
import { rc4 } from '../../../src/read/containers/compound/rc4.js'
import { properties, word16, word32 } from '../../builders/compound.js'
import { encrypted } from '../../builders/xls-encryption.js'
import { record, workbook, xls, type XlsDescription } from '../../builders/xls.js'
import { brokenBlocks, reading, shownAs } from '../reading.js'

function readOf(bytes: Uint8Array): Promise<Readout> {
  return readXls(intakeOf({ path: 'a.xls', bytes }))
}

/** Where `标记` is read: kind, visibility and place. */
async function seen(description: XlsDescription): Promise<string[]> {
  const { parts, gaps } = await readOf(xls(description))
  expect(gaps).toEqual([])
  expect(brokenBlocks(parts)).toEqual([])
  return parts.flatMap((part) => part.blocks
    .filter(({ start, end }) => part.text.slice(start, end).includes('标记'))
    .map(({ visibility, place }) => [part.kind, visibility, place.sheet ?? '-', place.cell ?? '-'].join(' ')))
}

async function cellsOf(bytes: Uint8Array): Promise<string> {
  return (await readOf(bytes)).parts.filter(({ kind }) => kind === 'cell').map(({ text }) => text).join('')
}

const PLACES: readonly (readonly [name: string, description: XlsDescription, place: string])[] = [
  ['a cell', { sheets: [{ name: '表', rows: [['甲'], ['乙', '标记']] }] }, 'cell visible 表 B2'],
  ['a cell of the second sheet', { sheets: [{ name: '一' }, { name: '二', rows: [['标记']] }] }, 'cell visible 二 A1'],
  ['an inline string', { sheets: [{ name: '表', rows: [[{ inline: '标记' }]] }] }, 'cell visible 表 A1'],
  ['a formula\'s result', { sheets: [{ name: '表', rows: [[{ formula: 'x', value: '标记' }]] }] }, 'cell visible 表 A1'],
  ['a hidden sheet', { sheets: [{ name: '表', state: 'hidden', rows: [['标记']] }] }, 'cell hidden 表 A1'],
  ['a very hidden sheet', { sheets: [{ name: '表', state: 'very-hidden', rows: [['标记']] }] }, 'cell hidden 表 A1'],
  ['a hidden row', { sheets: [{ name: '表', hiddenRows: [1], rows: [['标记']] }] }, 'cell hidden 表 A1'],
  ['a hidden column', { sheets: [{ name: '表', hiddenColumns: [2], rows: [['甲', '标记']] }] }, 'cell hidden 表 B1'],
  ['a sheet\'s name', { sheets: [{ name: '标记' }] }, 'sheet-name visible - -'],
  ['a hidden sheet\'s name', { sheets: [{ name: '标记', state: 'hidden' }] }, 'sheet-name hidden - -'],
  ['a defined name', { sheets: [], names: ['标记'] }, 'metadata metadata - -'],
  ['a number format', { sheets: [], formats: ['0标记'] }, 'metadata metadata - -'],
  ['a comment', { sheets: [{ name: '表', notes: { C4: ['某', '标记'] } }] }, 'comment visible 表 C4'],
  ['a comment\'s author', { sheets: [{ name: '表', notes: { C4: ['标记', '文'] } }] }, 'comment metadata 表 -'],
  ['a text box', { sheets: [{ name: '表', textboxes: ['标记'] }] }, 'textbox visible 表 -'],
  ['a chart', { sheets: [{ name: '表', chart: '标记' }] }, 'chart visible 表 -'],
  ['a header', { sheets: [{ name: '表', header: '&C&"宋体"标&B记' }] }, 'header visible 表 -'],
  ['a footer', { sheets: [{ name: '表', footer: '&R标记' }] }, 'footer visible 表 -'],
  ['a string that no cell shows', { sheets: [], unshown: ['标记'] }, 'cell hidden - -'],
  ['a reading aid', { sheets: [{ name: '表', rows: [['甲']] }], phonetic: '标记' }, 'metadata metadata - -'],
  ['a property',
    { sheets: [], streams: { '\x05SummaryInformation': properties([{ id: 'summary', values: { 2: '标记' } }]) } },
    'metadata metadata - -'],
  ['a pivot cache',
    { sheets: [],
    streams: { _SX_DB_CUR: { '0001': record(0xcd, word16(2), Buffer.of(1), Buffer.from('标记', 'utf16le')) } } },
    'custom-data hidden - -'],
]

describe('rc4', () => {
  it.each([['Key', 'Plaintext', 'bbf316e8d940af0ad3'], ['Wiki', 'pedia', '1021bf0420'], ['Secret', 'Attack at dawn', '45a01f645fc35b383552544b9bf5']])(
    'encrypts with the key %s as others do', (key, text, expected) => {
      expect(rc4(Buffer.from(key), Buffer.from(text)).toString('hex')).toBe(expected)
    })
})

describe('readXls reads the text of', () => {
  it.each(PLACES)('%s', async (_name, description, place) => {
    expect(await seen(description)).toEqual([place])
  })

  it('a formula, swept from its record', async () => {
    const { parts } = await readOf(xls({ sheets: [{ name: '表', rows: [[{ formula: '机密文件内部', value: '文' }]] }] }))
    expect(parts.some(({ kind, text }) => kind === 'custom-data' && text.includes('机密文件'))).toBe(true)
  })
})

describe('readXls', () => {
  it('reads a row as one line', async () => {
    expect(await cellsOf(xls({ sheets: [{ name: '表', rows: [['密级', '机密'], ['期限', 10, { packed: -7 }]] }] })))
      .toBe('密级\t机密\n期限\t10\t-7\n')
  })

  it.each([
    [110105194912310000, '110105194912310000'], [13800138000, '13800138000'], [0.1, '0.1'],
    [1e21, '1000000000000000000000'], [-1.5e-7, '-0.00000015'],
  ])('writes the number %d as %s', async (value, digits) => {
    expect(await cellsOf(xls({ sheets: [{ name: '表', rows: [[value]] }] }))).toBe(`${digits}\n`)
  })

  it('reads strings whole wherever the list is cut within characters', async () => {
    const strings = ['甲乙丙丁', '戊己', 'abc']
    for (const cut of [5, 7, 9]) {
      expect(await cellsOf(xls({ sheets: [{ name: '表', rows: [strings] }], breakStrings: cut })))
        .toBe('甲乙丙丁\t戊己\tabc\n')
    }
  })

  it('reads a workbook stream without a container', async () => {
    expect(await cellsOf(workbook({ sheets: [{ name: '表', rows: [['机密']] }] }))).toBe('机密\n')
  })

  it('reads Excel 95 in its code page and says that it may have missed something', async () => {
    const stream = Buffer.concat([
      record(0x809, word16(0x500, 5, 0, 0)), record(0x42, word16(936)),
      record(0x85, word32(0), Buffer.of(0, 0, 2), Buffer.from('b1ed', 'hex')), record(0x0a),
      record(0x809, word16(0x500, 0x10, 0, 0)), record(0x204, word16(0, 0, 0, 4), Buffer.from('bbfac3dc', 'hex')),
      record(0x0a),
    ])
    expect(await cellsOf(stream)).toBe('机密\n')
    expect((await readOf(stream)).gaps.map(({ args }) => args?.feature)).toEqual(['excel-95'])
  })

  it('reads what WPS keeps beside the workbook, a stream of records of its own', async () => {
    for (const version of [0x100, 0x600, 0x601]) {
      const own = Buffer.concat([
        record(0x809, word16(version, 6), word32(0, 0, 0)), record(0xff7, Buffer.from('机密文件', 'utf16le')), record(0x0a),
      ])
      const { gaps, parts } = await readOf(own)
      expect([gaps, parts.some(({ text }) => text.includes('机密文件'))]).toEqual([[], true])
      const beside = await reading('a.xls', xls({ sheets: [{ name: '表', rows: [['普通']] }], streams: { ETExtData: own } }))
      expect(beside.gaps).toEqual([])
    }
  })

  it('takes a row without height for hidden', async () => {
    const stream = Buffer.concat([
      record(0x809, word16(0x600, 5, 0, 0), word32(0, 0)), record(0x0a), record(0x809, word16(0x600, 0x10, 0, 0), word32(0, 0)),
      record(0x208, word16(1, 0, 9, 0, 0, 0, 0, 0)), record(0x208, word16(2, 0, 9, 255, 0, 0, 0, 0)),
      record(0x204, word16(1, 0, 0, 2), Buffer.from([1]), Buffer.from('机密', 'utf16le')),
      record(0x204, word16(2, 0, 0, 2), Buffer.from([1]), Buffer.from('公开', 'utf16le')), record(0x0a),
    ])
    const { parts } = await readOf(stream)
    expect([shownAs(parts, '机密'), shownAs(parts, '公开')]).toEqual([['hidden'], ['visible']])
  })

  it.each(['rc4', 'crypto-api', 'crypto-api-40'] as const)('reads a workbook encrypted with %s under the default password', async (cipher) => {
    const long = '公路养护'.repeat(600)
    const sheets = [{ name: '表一', rows: [['密级', '机密★10年'], [long, 110105194912310021]] }, { name: '表二', rows: [['标记']] }]
    const plain = await readOf(xls({ sheets }))
    const { parts, gaps } = await readOf(xls({ sheets, streams: { Workbook: encrypted(workbook({ sheets }), cipher) } }))
    expect(gaps).toEqual([])
    expect(parts).toEqual(plain.parts)
  })

  it('has a gap for a workbook under another password, and reads nothing of it', async () => {
    const sheets = [{ name: '表一', rows: [['机密']] }]
    for (const cipher of ['rc4', 'crypto-api'] as const) {
      const { parts, gaps } = await readOf(xls({ sheets, streams: { Workbook: encrypted(workbook({ sheets }), cipher, 'other') } }))
      expect([gaps.map(({ reason }) => reason), parts]).toEqual([['encrypted'], []])
    }
  })

  it.each([
    ['an encrypted workbook', xls({ sheets: [], encrypted: true }), 'encrypted'],
    ['a picture',
      xls({ sheets: [], streams: { Workbook: Buffer.concat([record(0xeb, word16(0x2, 0xf007), word32(0))]) } }),
      'image-not-read'],
    ['a string that is missing',
      xls({ sheets: [], streams: { Workbook: Buffer.concat([record(0xfd, word16(0, 0, 0), word32(5))]) } }), 'damaged'],
    ['the first half of a workbook', xls({ sheets: [{ name: '表', rows: [['机密']] }] }).subarray(0, 600), 'damaged'],
  ])('has a gap for %s', async (_name, bytes, reason) => {
    expect((await readOf(bytes)).gaps.map((gap) => gap.reason)).toContain(reason)
  })
})
