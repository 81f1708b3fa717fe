import { deflateSync, gzipSync } from 'node:zlib'
import { array, assert, asyncProperty, constantFrom, integer } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LIMITS, type Reading } from '../../../src/model/index.js'
import { createOcr, read } from '../../../src/read/index.js'
import type { Pixels } from '../../../src/read/picture-reader.js'
import { compound, properties, word16, word32 } from '../../builders/compound.js'
import { docx } from '../../builders/docx.js'
import { dib, emf, emfBitmap, emfPolygon, emfRecord, emfText, wmf, wmfBitmap, wmfFont, wmfRecord, wmfText } from '../../builders/metafile.js'
import { drawText } from '../../builders/picture.js'
import { ppt } from '../../builders/ppt.js'
import { rtf } from '../../builders/rtf.js'
import { EMR, META } from '../../../src/read/pictures/metafile/record-types.js'
import { told } from '../reading.js'

const GBK = Buffer.from('bbfac3dca1ef32c4ea', 'hex') // 机密★2年
const drawing = drawText([{ text: '机密', size: 44, x: 20, y: 60 }], { width: 300, height: 100 })

/** Reads with a recogniser whose text is the size of the picture. */
async function readWithOcr(path: string, bytes: Uint8Array): Promise<Reading> {
  const sizes = ({ width, height }: Pixels) => Promise.resolve([{ text: `${width}x${height}`, confidence: 1, box: [0, 0, 90, 20] as const }])
  return read({ path, bytes }, { limits: LIMITS, ocr: await createOcr({ load: () => Promise.resolve({ read: sizes }) }) })
}

async function readWithoutOcr(path: string, bytes: Uint8Array): Promise<Reading> {
  return read({ path, bytes }, { limits: LIMITS, ocr: await createOcr({ mode: 'off' }) })
}

/** The text of all pictures in a document and its members. */
async function pictureText(path: string, bytes: Uint8Array): Promise<string> {
  const reading = await readWithOcr(path, bytes)
  const inner = await Promise.all(reading.members.map((each) => pictureText(each.path, each.bytes)))
  return told(reading, 'image') + inner.join('')
}

describe('a metafile', () => {
  it.each<[string, Buffer]>([
    ['EMF', emf([emfText('机密★2年', { x: 10, y: 40 })])],
    ['EMF, a character a record', emf([...'机密★贰年'].map((each, at) => emfText(each, { x: 10 + 12 * at, y: 40 })))],
    ['WMF in GBK', wmf([wmfFont(134), wmfText(GBK, { x: 0, y: 0 })])],
    ['placeable WMF', wmf([wmfFont(134), wmfText(GBK, { x: 0, y: 0 })], { placeable: true })],
    ['WMF in a default font', wmf([wmfFont(1), wmfText(GBK, { x: 0, y: 0 })])],
  ])('has its text read without OCR: %s', async (_name, bytes) => {
    const reading = await readWithoutOcr('a', bytes)
    expect([told(reading, 'image').trimEnd().replace('贰', '2'), reading.gaps]).toEqual(['机密★2年', []])
  })

  it('has its bitmaps recognised at their own size', async () => {
    for (const bytes of [emf([emfBitmap(drawing)]), wmf([wmfBitmap(drawing)])]) {
      expect(told(await readWithOcr('a', bytes), 'image').trimEnd()).toBe('348x148')
      expect((await readWithoutOcr('a', bytes)).gaps).toMatchObject([{ reason: 'image-not-read', args: { feature: 'ocr-off' } }])
    }
  })

  it('has outlines recognised, but not boxes', async () => {
    const star = Array.from({ length: 20 }, (_, at) => Math.round(100 + (at % 2 === 0 ? 90 : 40) * (at % 4 < 2 ? Math.cos(at) : Math.sin(at))))
    expect(told(await readWithOcr('a', emf([emfRecord(EMR.selectObject, word32(0x80000004)), emfPolygon(star)])), 'image')).not.toBe('')
    const box = await readWithOcr('a', emf([emfPolygon([0, 0, 9, 0, 9, 9, 0, 9])]))
    expect([told(box, 'image'), box.gaps]).toEqual(['', []])
  })

  it.each<[string, Buffer, string]>([
    ['glyphs without characters', emf([emfText('ab', { x: 0, y: 0 }, true)]), 'partly-unreadable'],
    ['no end', emf([emfText('机密', { x: 0, y: 0 })], { truncated: true }), 'damaged'],
    ['a record longer than the file', wmf([wmfRecord(META.textOut, word16(2))]).subarray(0, -4), 'damaged'],
    ['a bitmap of another device', wmf([wmfRecord(META.bitBlt, Buffer.alloc(60))]), 'partly-unreadable'],
  ])('is a gap where it has %s', async (_name, bytes, reason) => {
    expect((await readWithOcr('a', bytes)).gaps.map((gap) => gap.reason)).toEqual([reason])
  })

  it('never crashes the reader', async () => {
    const records = [emfText('机密', { x: 1, y: 1 }), emfBitmap(drawing), emfPolygon([0, 0, 9, 0, 9, 9]), emfRecord(EMR.comment, word32(16, 0x2b464d45, 0x4001, 12))]
    const files = [emf(records), wmf([wmfFont(134), wmfText(GBK, { x: 0, y: 0 }), wmfBitmap(drawing)])]
    const change = array(integer({ min: 0, max: 0xffff }), { minLength: 2, maxLength: 8 })
    await assert(asyncProperty(constantFrom(...files), change, async (file, changes) => {
      const bytes = Buffer.from(file)
      for (let at = 0; at + 1 < changes.length; at += 2) bytes[44 + (changes[at]! % (bytes.length - 44))] = changes[at + 1]! & 255
      const { gaps } = await readWithoutOcr('a', bytes)
      expect(gaps.map(({ reason }) => reason)).not.toContain('reader-crashed')
    }), { numRuns: 300 })
  })
})

describe('a metafile in a document', () => {
  const inner = emf([emfText('机密★2年', { x: 10, y: 40 })])
  const old = wmf([wmfFont(134), wmfText(GBK, { x: 0, y: 0 })])
  const blip = (type: number, instance: number, file: Buffer): Buffer => {
    const sizes = Buffer.alloc(34)
    const packed = deflateSync(file)
    return Buffer.concat([word16(instance << 4, type), word32(16 + 34 + packed.length), Buffer.alloc(16), sizes, packed])
  }
  const preview = (file: Buffer): Buffer => Buffer.concat([word32(0xffffffff, 3), word16(8, 0, 0, 0), file])
  const presentation = Buffer.concat([word32(0xffffffff, 3, 4, 1, 0, 0, 0, 0, 0, old.length), old])

  it.each<[string, Uint8Array]>([
    ['a Word package', docx({ media: { 'image1.emf': inner } })],
    ['a Word package, as a gzipped file', docx({ media: { 'image1.emz': gzipSync(inner) } })],
    ['a presentation', ppt({ slides: [], streams: { Pictures: Buffer.concat([blip(0xf01a, 0x3d4, inner), blip(0xf01b, 0x216, old)]) } })],
    ['the thumbnail in the properties', ppt({ slides: [], streams: { '\x05SummaryInformation': properties([{ id: 'summary', values: { 17: preview(old) } }]) } })],
    ['the presentation of an OLE object', compound({ '\x02OlePres000': presentation })],
    ['RTF', rtf(`{\\pict\\wmetafile8 ${old.toString('hex')}}`)],
  ])('is read: %s', async (_name, bytes) => {
    expect(await pictureText('a', bytes)).toContain('机密★2年')
    expect((await readWithOcr('a', bytes)).gaps).toEqual([])
  })

  it('a bitmap without a file header in RTF is recognised', async () => {
    expect(await pictureText('a.rtf', rtf(`{\\pict\\dibitmap0 ${dib(drawing).toString('hex')}}`))).toContain('300x100')
  })
})
