import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../src/model/index.js'
import { intakeOf } from '../intake.js'
import { readDoc } from '../../../src/read/formats/doc/index.js'
import type { Readout } from '../../../src/read/reader.js'
import { compound, properties, word16, word32 } from '../../builders/compound.js'
import { doc, type DocDescription } from '../../builders/doc.js'
import { brokenBlocks } from '../reading.js'

function readOf(bytes: Uint8Array): Promise<Readout> {
  return readDoc(intakeOf({ path: 'a.doc', bytes }))
}

/** Where `标记` is told. */
async function seen(description: DocDescription): Promise<string[]> {
  const { parts } = await readOf(doc(description))
  expect(brokenBlocks(parts)).toEqual([])
  return parts.flatMap((part) => part.blocks
    .filter(({ start, end, echo }) => !echo && part.text.slice(start, end).includes('标记'))
    .map(({ visibility }) => `${part.kind} ${visibility}`))
}

const PLACES: readonly (readonly [name: string, description: DocDescription, place: string])[] = [
  ['a paragraph', { body: ['甲', '标记'] }, 'body visible'],
  ['runs of one paragraph', { body: [['标', { text: '记', inserted: true }]] }, 'body visible'],
  ['a cell', { body: [{ cells: ['甲', '标记'] }] }, 'body visible'],
  ['hidden text', { body: [['甲', { text: '标记', hidden: true }]] }, 'body hidden'],
  ['white text', { body: [[{ text: '标记', white: true }]] }, 'body hidden'],
  ['text of one point', { body: [[{ text: '标记', halfPoints: 2 }]] }, 'body hidden'],
  ['deleted text', { body: [['甲', { text: '标记', deleted: true }]] }, 'revision deleted'],
  ['a footnote', { body: ['甲'], footnotes: ['标记'] }, 'footnote visible'],
  ['an endnote', { body: ['甲'], endnotes: ['标记'] }, 'endnote visible'],
  ['a header', { body: ['甲'], header: '标记' }, 'header visible'],
  ['a footer', { body: ['甲'], header: '乙', footer: '标记' }, 'footer visible'],
  ['a comment', { body: ['甲'], comments: ['标记'] }, 'comment visible'],
  ['a comment\'s author', { body: ['甲'], commentAuthors: ['标记'] }, 'comment metadata'],
  ['a revision\'s author', { body: ['甲'], revisionAuthors: ['Unknown', '标记'] }, 'revision metadata'],
  ['a bookmark', { body: ['甲'], bookmarks: ['标记'] }, 'bookmark metadata'],
  ['a text box', { body: ['甲'], textboxes: ['标记'] }, 'textbox visible'],
  ['lettering', { body: ['甲'], lettering: '标记' }, 'textbox visible'],
  ['a field\'s code', { body: ['\x13 LINK 标记 \x14甲\x15'] }, 'field hidden'],
  ['a field\'s result', { body: ['\x13 LINK \x14标记\x15'] }, 'body visible'],
  ['a property', { streams: { '\x05SummaryInformation': properties([{ id: 'summary', values: { 4: '标记' } }]) } },
    'metadata metadata'],
]

describe('readDoc reads the text of', () => {
  it.each(PLACES)('%s', async (_name, description, place) => {
    expect(await seen(description)).toEqual([place])
  })
})

describe('the style of text in a .doc', () => {
  const stylesOf = async (description: DocDescription) =>
    (await readOf(doc(description))).parts.find(({ kind }) => kind === 'body')!.blocks.map(({ style }) => style)

  it('is the size, weight, colour and font of the run, and the alignment of the paragraph', async () => {
    const fonts = ['Times New Roman', '黑体']
    const run = { text: '机密★10年', halfPoints: 32, bold: true, colour: 'c00000', font: 0, asianFont: 1 }
    expect(await stylesOf({ fonts, body: [{ runs: [run], alignment: 2 }, '正文'] })).toEqual([
      { size: 16, font: '黑体', bold: true, colour: '#c00000', alignment: 'right' }, undefined,
    ])
  })

  it('is the font of Latin letters where no other is set, and a colour of the palette', async () => {
    const body = [[{ text: '甲', font: 1, indexedColour: 6 }], [{ text: '乙', indexedColour: 0 }]]
    expect(await stylesOf({ fonts: ['宋体', '仿宋'], body })).toEqual([{ font: '仿宋', colour: '#ff0000' }, undefined])
  })

  it('comes from the style of the paragraph and those that it is based on, where the run does not set it', async () => {
    const styles = [
      { characters: { text: '', halfPoints: 32, asianFont: 0 } },
      { base: 0, characters: { text: '', bold: true, colour: 'ff0000' }, alignment: 1 },
    ]
    const body = [
      { runs: ['标题'], style: 1 },
      { runs: [{ text: '副题', bold: false, halfPoints: 28, indexedColour: 0 }], style: 1, alignment: 0 },
    ]
    expect(await stylesOf({ fonts: ['方正小标宋'], styles, body })).toEqual([
      { size: 16, font: '方正小标宋', bold: true, colour: '#ff0000', alignment: 'centre' },
      { size: 14, font: '方正小标宋', bold: false, alignment: 'left' },
    ])
  })
})

describe('readDoc', () => {
  it('has no gap for a document it has read whole', async () => {
    expect((await readOf(doc({ body: ['甲', { cells: ['乙', ''] }], header: '丙' }))).gaps).toEqual([])
  })

  it('reads a row as one line and empty cells as cells', async () => {
    const { parts } = await readOf(doc({ body: [{ cells: ['密级', '机密'] }, { cells: ['期限', '', '10年'] }, '文'] }))
    expect(parts.find(({ kind }) => kind === 'body')!.text).toBe('密级\t机密\n期限\t10年\n文\n')
  })

  it('reads text of one byte a unit', async () => {
    const { parts } = await readOf(doc({ body: ['secret 1'], narrow: true }))
    expect(parts.find(({ kind }) => kind === 'body')!.text).toBe('secret 1\n')
  })

  it('reads custom properties after their names in each code page', async () => {
    for (const page of [65001, 1200]) {
      const stream = properties([
        { id: 'document', values: { 15: '某局' } },
        { id: 'custom', page, values: { SecurityLevel: '机密', 密级: '秘密' } },
      ])
      const { parts } = await readOf(doc({ streams: { '\x05DocumentSummaryInformation': stream } }))
      expect(parts.find(({ kind }) => kind === 'metadata')!.text).toBe('Company: 某局\nSecurityLevel: 机密\n密级: 秘密\n')
    }
  })

  it('reads properties in GBK, also where they call themselves Western', async () => {
    for (const page of [936, 1252]) {
      const encode = (text: string): Buffer =>
        (text === '机密\0' ? Buffer.from('bbfac3dc00', 'hex') : Buffer.from(text))
      const stream = properties([{ id: 'summary', page, values: { 2: '机密' }, encode }])
      const { parts } = await readOf(doc({ streams: { '\x05SummaryInformation': stream } }))
      expect(parts.find(({ kind }) => kind === 'metadata')!.text).toBe('Title: 机密\n')
    }
  })

  it('is not kept by fields and storages that nest without end', async () => {
    const { parts } = await readOf(doc({ body: ['\x13\x14a'.repeat(20_000)] }))
    expect(parts.find(({ kind }) => kind === 'body')!.text).toHaveLength(20_001)
    let streams: Record<string, Uint8Array | object> = { deep: Buffer.from('机密文件内部使用') }
    for (let depth = 0; depth < 200; depth++) streams = { a: streams }
    const readout = await readOf(doc({ streams: streams as never }))
    expect(readout.parts.some(({ text }) => text.includes('机密文件'))).toBe(true)
  })

  it('reads no value twice however many properties point at it', async () => {
    const values = Object.fromEntries(Array.from({ length: 400 }, (_, at) =>
      [at + 2, at === 0 ? '机密'.repeat(500) : '']))
    const stream = properties([{ id: 'summary', values }])
    const first = stream.readUInt32LE(48 + 8 + 8 + 4)
    for (let at = 1; at <= 400; at++) stream.writeUInt32LE(first, 48 + 8 + 8 * at + 4)
    const { gaps } = await readOf(doc({ streams: { '\x05SummaryInformation': stream } }))
    expect(gaps.map(({ args }) => args?.detail)).toEqual(['properties'])
  })

  const native = Buffer.concat([
    word32(0), word16(2), Buffer.from('a.txt\0C:\\a.txt\0'), word32(0x30000, 1), Buffer.from([0]), word32(6),
    Buffer.from('机密'),
  ])
  const GAPS: readonly (readonly [name: string, bytes: Uint8Array, gaps: readonly string[]])[] = [
    ['an encrypted document', doc({ body: ['甲'], encrypted: true }), ['encrypted']],
    ['a picture in the line',
      doc({ body: [[{ text: '\x01', picture: true }]], streams: { Data: Buffer.alloc(100, 1) } }), ['image-not-read']],
    ['a preview picture',
      doc({ streams: { '\x05SummaryInformation': properties([{ id: 'summary',
      values: { 17: Buffer.alloc(9, 1) } }]) } }), ['image-not-read']],
    ['an unknown stream', doc({ streams: { Other: Buffer.from([1, 2, 0xff, 0xfe]) } }), ['partly-unreadable']],
    ['a document without its list of pieces',
      compound({ WordDocument: Buffer.concat([word16(0xa5ec, 193), Buffer.alloc(3000)]), '0Table': Buffer.alloc(10) }),
      ['damaged']],
    ['a file of a header alone', doc({}).subarray(0, 512), ['damaged']],
    ['macros that cannot be unpacked', doc({ streams: { Macros: { VBA: { dir: Buffer.from('??') } } } }),
      ['part-not-supported']],
    ['text behind the last sector', Buffer.concat([doc({}), Buffer.alloc(512, 'another file ')]), ['partly-unreadable']],
  ]

  it.each(GAPS)('has a gap for %s', async (_name, bytes, gaps) => {
    expect([...new Set((await readOf(bytes)).gaps.map(({ reason }) => reason))]).toEqual(gaps)
  })

  it('hands on embedded objects as compound files and what they pack as the file it was', async () => {
    const { read } = await import('../../../src/read/index.js')
    const bytes = doc({ streams: { ObjectPool: { _7: { '\x01Ole10Native': native } } } })
    const outer = await read({ path: 'a.doc', bytes }, { limits: LIMITS })
    expect(outer.members.map(({ path }) => path)).toEqual(['a.doc!ObjectPool/_7'])
    const inner = await read(outer.members[0]!, { limits: LIMITS })
    expect(inner.format).toBe('cfb')
    expect(inner.members.map(({ path, bytes }) => [path, Buffer.from(bytes).toString()]))
      .toEqual([['a.doc!ObjectPool/_7!Ole10Native/a.txt', '机密']])
  })

  const png = Buffer.from('89504e470d0a1a0a00', 'hex')
  const inLine = (): Buffer => {
    const blip = Buffer.concat([word16(0x6e00, 0xf01e), word32(17 + png.length), Buffer.alloc(17), png])
    const head = Buffer.alloc(68)
    head.writeUInt32LE(68 + blip.length)
    head.writeUInt16LE(68, 4)
    head.writeUInt16LE(0x64, 6)
    return Buffer.concat([head, blip])
  }
  // sprmPFInTable 1, sprmTDefTable with an operand of four bytes.
  const changes = Buffer.from('0b0016240108d6050001020304', 'hex')

  it.each([
    ['properties between pictures', [inLine(), changes, inLine()], 2, 0],
    ['a few identifiers at the end', [inLine(), changes, inLine(), Buffer.alloc(240, 0x7e)], 2, 0],
    ['a picture in the properties', [inLine(), Buffer.from('0e00', 'hex'), Buffer.from('08d60b00', 'hex'), png, Buffer.alloc(1)], 1, 1],
    ['a picture behind the pictures', [inLine(), png], 1, 1],
    ['much that is unknown', [inLine(), Buffer.alloc(2000, 0x7e)], 1, 1],
    ['properties that do not end where they say', [inLine(), Buffer.from('0c00162401', 'hex'), Buffer.alloc(2000, 0x7e)], 1, 1],
  ])('takes %s for what it is', async (_, data, pictures, unread) => {
    const body = Array.from({ length: pictures }, () => [{ text: '\x01', picture: true }])
    const { members, gaps } = await readOf(doc({ body, streams: { Data: Buffer.concat(data) } }))
    expect([members!.length, gaps.map(({ piece, reason }) => `${piece} ${reason}`)])
      .toEqual([pictures, Array.from({ length: unread }, () => 'Data image-not-read')])
  })

  it('hands on pictures that stand in the line', async () => {
    const { members, gaps } = await readOf(doc({ body: [[{ text: '\x01', picture: true }]], streams: { Data: inLine() } }))
    expect(gaps).toEqual([])
    expect(members!.map(({ path, bytes }) => [path, Buffer.from(bytes).toString('hex')]))
      .toEqual([['a.doc!Data/picture-1', png.toString('hex')]])
  })

  it('sweeps what was left in the stream beside the text', async () => {
    const { parts } = await readOf(Buffer.concat([doc({ body: ['甲'] }), Buffer.from('机密文件内部使用'.repeat(8), 'utf16le')]))
    expect(parts.some(({ kind, text }) => kind === 'custom-data' && text.includes('机密文件'))).toBe(true)
  })
})
