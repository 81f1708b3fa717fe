import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { intakeOf } from '../intake.js'
import { readPpt } from '../../../src/read/formats/ppt/index.js'
import type { Readout } from '../../../src/read/reader.js'
import { properties } from '../../builders/compound.js'
import { doc } from '../../builders/doc.js'
import { docx } from '../../builders/docx.js'
import { ppt, type PptDescription } from '../../builders/ppt.js'
import { brokenBlocks } from '../reading.js'

function readOf(bytes: Uint8Array): Promise<Readout> {
  return readPpt(intakeOf({ path: 'a.ppt', bytes }))
}

/** Where `标记` is read: kind, visibility and slide. */
async function seen(description: PptDescription): Promise<string[]> {
  const { parts, gaps } = await readOf(ppt(description))
  expect(gaps).toEqual([])
  expect(brokenBlocks(parts)).toEqual([])
  return parts.flatMap((part) => part.blocks
    .filter(({ start, end }) => part.text.slice(start, end).includes('标记'))
    .map(({ visibility, place }) => [part.kind, visibility, place.page ?? '-'].join(' ')))
}

const PLACES: readonly (readonly [name: string, description: PptDescription, place: string])[] = [
  ['a slide', { slides: [{ text: '甲' }, { text: '标记' }] }, 'body visible 2'],
  ['a slide\'s outline', { slides: [{}, { outline: '标记' }] }, 'body visible 2'],
  ['a hidden slide', { slides: [{ text: '标记', hidden: true }] }, 'body hidden 1'],
  ['a hidden slide\'s outline', { slides: [{}, { outline: '标记', hidden: true }, { outline: '乙' }] }, 'body hidden 2'],
  ['notes', { slides: [{}, { notes: '标记' }] }, 'notes visible 2'],
  ['a master', { slides: [{}], master: '标记' }, 'template visible -'],
  ['a comment', { slides: [{ comment: ['某', '标记'] }] }, 'comment visible 1'],
  ['a comment\'s author', { slides: [{ comment: ['标记', '文'] }] }, 'comment metadata 1'],
  ['a footer', { slides: [{ footer: '标记' }] }, 'footer visible 1'],
  ['an alternative text', { slides: [{ description: '标记' }] }, 'alt-text metadata 1'],
  ['a link', { slides: [{}], link: 'http://标记/' }, 'link metadata -'],
  ['an earlier save', { slides: [{ text: '甲' }], earlier: ['标记'] }, 'revision deleted -'],
  ['a property', { slides: [], streams: { '\x05SummaryInformation': properties([{ id: 'summary', values: { 2: '标记' } }]) } }, 'metadata metadata -'],
]

describe('readPpt reads the text of', () => {
  it.each(PLACES)('%s', async (_name, description, place) => {
    expect(await seen(description)).toEqual([place])
  })
})

describe('readPpt', () => {
  it('reads paragraphs as lines, also with one byte per unit', async () => {
    const { parts } = await readOf(ppt({ slides: [{ text: '机\r密', narrow: 'a\rb' }] }))
    expect(parts.find(({ kind }) => kind === 'body')!.text).toBe('机\n密\na\nb\n')
  })

  it('does not repeat what an earlier save has left unchanged', async () => {
    const { parts } = await readOf(ppt({ slides: [{ text: '机密' }], earlier: ['机密'] }))
    expect(parts.map(({ kind }) => kind)).toEqual(['body'])
  })

  it('hands on embedded objects, unpacked', async () => {
    const object = doc({ body: ['机密'] })
    const { members, gaps } = await readOf(ppt({ slides: [{}], objects: [object] }))
    expect(gaps).toEqual([])
    expect(members!.map(({ bytes }) => Buffer.from(bytes).equals(object))).toEqual([true])
  })

  it('hands on an object whose checksum is wrong, as damaged', async () => {
    const object = doc({ body: ['机密'] })
    const whole = ppt({ slides: [{}], objects: [object] })
    const packed = deflateSync(object)
    const at = whole.indexOf(packed.subarray(-16)) + 15
    whole[at] = whole[at]! ^ 1
    const { members, gaps } = await readOf(whole)
    expect(gaps).toMatchObject([{ reason: 'damaged', args: { detail: 'object' } }])
    expect(members!.map(({ bytes }) => Buffer.from(bytes).equals(object))).toEqual([true])
  })

  it('hands on stored pictures and has a gap for Macintosh ones', async () => {
    const png = Buffer.from('89504e470d0a1a0a', 'hex')
    const picture = (type: number, file: Buffer): Buffer => {
      const head = Buffer.alloc(8 + 17)
      head.writeUInt16LE(0x6e00, 0)
      head.writeUInt16LE(type, 2)
      head.writeUInt32LE(17 + file.length, 4)
      return Buffer.concat([head, file])
    }
    const one = await readOf(ppt({ slides: [], streams: { Pictures: picture(0xf01e, png) } }))
    expect([one.gaps, one.members!.map(({ bytes }) => Buffer.from(bytes).equals(png))]).toEqual([[], [true]])
    const two = await readOf(ppt({ slides: [], streams: { Pictures: Buffer.concat([picture(0xf01c, png), picture(0xf01e, png)]) } }))
    expect([two.gaps.map(({ reason }) => reason), two.members!.map(({ path }) => path)]).toEqual([['image-not-read'], ['a.ppt!Pictures/picture-2']])
  })

  it('reads packages that newer programs put into the stream', async () => {
    const { parts } = await readOf(ppt({ slides: [{}], streams: { 'PowerPoint Document': Buffer.from(docx({ body: ['机密'] })) } }))
    expect(parts.some(({ kind, text }) => kind === 'body' && text === '机密\n')).toBe(true)
  })

  it.each([
    ['an encrypted presentation', ppt({ slides: [{ text: '甲' }], encrypted: true }), 'encrypted'],
    ['pictures', ppt({ slides: [], streams: { Pictures: Buffer.alloc(99, 1) } }), 'image-not-read'],
    ['an object that cannot be unpacked', ppt({ slides: [], streams: { 'PowerPoint Document': Buffer.from('1000111008000000ffff0000ffffffff', 'hex') } }), 'damaged'],
    ['the first half of a presentation', ppt({ slides: [{ text: '机密' }] }).subarray(0, 600), 'damaged'],
  ])('has a gap for %s', async (_name, bytes, reason) => {
    expect((await readOf(bytes)).gaps.map((gap) => gap.reason)).toContain(reason)
  })
})
