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
import { told } from '../reading.js'

const GBK = Buffer.from('bbfac3dca1ef32c4ea', 'hex') // 机密★2年
const drawing = drawText([{ text: '机密', size: 44, x: 20, y: 60 }], { width: 300, height: 100 })

/** With an engine that says the size of each picture it is given. */
async function looked(path: string, bytes: Uint8Array): Promise<Reading> {
  const sizes = ({ width, height }: Pixels) => Promise.resolve([{ text: `${width}x${height}`, confidence: 1, box: [0, 0, 90, 20] as const }])
  return read({ path, bytes }, { limits: LIMITS, ocr: await createOcr({ load: () => Promise.resolve({ read: sizes }) }) })
}

async function unlooked(path: string, bytes: Uint8Array): Promise<Reading> {
  return read({ path, bytes }, { limits: LIMITS, ocr: await createOcr({ mode: 'off' }) })
}

/** All that a document and the documents in it say in pictures. */
async function seen(path: string, bytes: Uint8Array): Promise<string> {
  const reading = await looked(path, bytes)
  const within = await Promise.all(reading.members.map((each) => seen(each.path, each.bytes)))
  return told(reading, 'image') + within.join('')
}

describe('a metafile', () => {
  it.each<[string, Buffer]>([
    ['EMF', emf([emfText('机密★2年', { x: 10, y: 40 })])],
    ['EMF, a character a record', emf([...'机密★贰年'].map((each, at) => emfText(each, { x: 10 + 12 * at, y: 40 })))],
    ['WMF in GBK', wmf([wmfFont(134), wmfText(GBK, { x: 0, y: 0 })])],
    ['WMF with a place', wmf([wmfFont(134), wmfText(GBK, { x: 0, y: 0 })], { placeable: true })],
    ['WMF in a default font', wmf([wmfFont(1), wmfText(GBK, { x: 0, y: 0 })])],
  ])('says its text without being looked at: %s', async (_name, bytes) => {
    const reading = await unlooked('a', bytes)
    expect([told(reading, 'image').trimEnd().replace('贰', '2'), reading.gaps]).toEqual(['机密★2年', []])
  })

  it('is looked at for its bitmaps, as large as they are', async () => {
    for (const bytes of [emf([emfBitmap(drawing)]), wmf([wmfBitmap(drawing)])]) {
      expect(told(await looked('a', bytes), 'image').trimEnd()).toBe('348x148')
      expect((await unlooked('a', bytes)).gaps).toMatchObject([{ reason: 'image-not-read', args: { feature: 'ocr-off' } }])
    }
  })

  it('is looked at for outlines, and not for boxes', async () => {
    const star = Array.from({ length: 20 }, (_, at) => Math.round(100 + (at % 2 === 0 ? 90 : 40) * (at % 4 < 2 ? Math.cos(at) : Math.sin(at))))
    expect(told(await looked('a', emf([emfRecord(37, word32(0x80000004)), emfPolygon(star)])), 'image')).not.toBe('')
    const box = await looked('a', emf([emfPolygon([0, 0, 9, 0, 9, 9, 0, 9])]))
    expect([told(box, 'image'), box.gaps]).toEqual(['', []])
  })

  it.each<[string, Buffer, string]>([
    ['glyphs without characters', emf([emfText('ab', { x: 0, y: 0 }, true)]), 'partly-unreadable'],
    ['no end', emf([emfText('机密', { x: 0, y: 0 })], { cutOff: true }), 'damaged'],
    ['a record longer than the file', wmf([wmfRecord(0x0521, word16(2))]).subarray(0, -4), 'damaged'],
    ['a bitmap of another device', wmf([wmfRecord(0x0922, Buffer.alloc(60))]), 'partly-unreadable'],
  ])('is a gap where it has %s', async (_name, bytes, reason) => {
    expect((await looked('a', bytes)).gaps.map((gap) => gap.reason)).toEqual([reason])
  })

  it('never brings the reader down', async () => {
    const records = [emfText('机密', { x: 1, y: 1 }), emfBitmap(drawing), emfPolygon([0, 0, 9, 0, 9, 9]), emfRecord(70, word32(16, 0x2b464d45, 0x4001, 12))]
    const files = [emf(records), wmf([wmfFont(134), wmfText(GBK, { x: 0, y: 0 }), wmfBitmap(drawing)])]
    const change = array(integer({ min: 0, max: 0xffff }), { minLength: 2, maxLength: 8 })
    await assert(asyncProperty(constantFrom(...files), change, async (file, changes) => {
      const bytes = Buffer.from(file)
      for (let at = 0; at + 1 < changes.length; at += 2) bytes[44 + (changes[at]! % (bytes.length - 44))] = changes[at + 1]! & 255
      const { gaps } = await unlooked('a', bytes)
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
    ['a Word package, packed for itself', docx({ media: { 'image1.emz': gzipSync(inner) } })],
    ['a presentation', ppt({ slides: [], streams: { Pictures: Buffer.concat([blip(0xf01a, 0x3d4, inner), blip(0xf01b, 0x216, old)]) } })],
    ['the preview of properties', ppt({ slides: [], streams: { '\x05SummaryInformation': properties([{ id: 'summary', values: { 17: preview(old) } }]) } })],
    ['the face of an object', compound({ '\x02OlePres000': presentation })],
    ['RTF', rtf(`{\\pict\\wmetafile8 ${old.toString('hex')}}`)],
  ])('is read: %s', async (_name, bytes) => {
    expect(await seen('a', bytes)).toContain('机密★2年')
    expect((await looked('a', bytes)).gaps).toEqual([])
  })

  it('a bare bitmap in RTF is looked at', async () => {
    expect(await seen('a.rtf', rtf(`{\\pict\\dibitmap0 ${dib(drawing).toString('hex')}}`))).toContain('300x100')
  })
})
