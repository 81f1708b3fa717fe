import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readPictureHeader } from '../../../src/read/pictures/decoders/picture-header.js'
import { pictureExtras } from '../../../src/read/pictures/structure/picture-structure.js'
import { drawText, encode } from '../../builders/picture.js'
import { zip } from '../../builders/zip.js'
import { reading } from '../reading.js'

const CANVAS = drawText([{ text: '通知', size: 20, x: 10, y: 30 }], { width: 80, height: 40 })
const [PNG, JPEG, WEBP] = (['png', 'jpeg', 'webp'] as const).map((type) => Buffer.from(encode(CANVAS, type)))
const ARCHIVE = Buffer.from(zip({ 'a.txt': '机密★20年' }))

/** A PNG with a chunk before its last. */
function pngWith(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(data.length)
  head.write(type, 4, 'latin1')
  const end = PNG!.length - 12
  return Buffer.concat([PNG!.subarray(0, end), head, data, Buffer.alloc(4), PNG!.subarray(end)])
}

/** A JPEG whose Exif data has a thumbnail and a position. */
function jpegWithExif(thumbnail: Buffer): Buffer {
  const entry = (tag: number, type: number, count: number, value: number): Buffer => {
    const bytes = Buffer.alloc(12)
    bytes.writeUInt16LE(tag)
    bytes.writeUInt16LE(type, 2)
    bytes.writeUInt32LE(count, 4)
    bytes.writeUInt32LE(value, 8)
    return bytes
  }
  const directory = (entries: readonly Buffer[], next: number): Buffer => {
    const [count, link] = [Buffer.alloc(2), Buffer.alloc(4)]
    count.writeUInt16LE(entries.length)
    link.writeUInt32LE(next)
    return Buffer.concat([count, ...entries, link])
  }
  const angles = Buffer.alloc(48)
  ;[30, 1, 15, 1, 36, 1, 120, 1, 9, 1, 18, 1].forEach((value, at) => angles.writeUInt32LE(value, 4 * at))
  const first = directory([entry(0x8825, 4, 1, 26)], 80)
  const gps = directory([
    entry(1, 2, 2, 'N'.charCodeAt(0)), entry(2, 5, 3, 110), entry(3, 2, 2, 'E'.charCodeAt(0)), entry(4, 5, 3, 134),
  ], 0)
  const second = directory([entry(0x201, 4, 1, 158), entry(0x202, 4, 1, thumbnail.length)], 0)
  const tiff = Buffer.concat([Buffer.from('49492a0008000000', 'hex'), first, gps, second, angles, thumbnail])
  const segment = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const head = Buffer.from([0xff, 0xe1, (segment.length + 2) >> 8, (segment.length + 2) & 255])
  return Buffer.concat([JPEG!.subarray(0, 2), head, segment, JPEG!.subarray(2)])
}

describe('pictureExtras', () => {
  it.each([['PNG', PNG!], ['JPEG', JPEG!], ['WebP', WEBP!]])('finds nothing besides the picture in a %s', (_, file) => {
    expect(pictureExtras(file)).toMatchObject({ texts: [], xmp: [], thumbnails: [], unpacked: [], remains: [] })
  })

  it.each([['PNG', PNG!], ['JPEG', JPEG!], ['WebP', WEBP!]])('finds what follows the end of a %s', (_, file) => {
    expect(pictureExtras(Buffer.concat([file, ARCHIVE])).remains).toEqual([ARCHIVE])
    expect(pictureExtras(Buffer.concat([file, Buffer.alloc(9)])).remains).toEqual([])
  })

  it('finds packed text, private chunks and a profile that is none in a PNG', () => {
    const packed = Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), deflateSync(Buffer.from('packed words'))])
    expect(pictureExtras(pngWith('zTXt', packed)).texts).toEqual(['packed words'])
    expect(readPictureHeader(pngWith('zTXt', packed))?.more).toBe(false)
    const broken = Buffer.from('Comment\0\0none', 'latin1')
    expect(pictureExtras(pngWith('zTXt', broken)).remains).toEqual([broken])
    expect(pictureExtras(pngWith('prVt', deflateSync(ARCHIVE))).remains).toEqual([ARCHIVE])
    expect(pictureExtras(pngWith('iCCP', Buffer.concat([Buffer.from('a\0\0', 'latin1'), deflateSync(ARCHIVE)]))).remains)
      .toEqual([ARCHIVE])
  })

  it('finds the thumbnail and the position in the Exif data of a JPEG', () => {
    expect(pictureExtras(jpegWithExif(JPEG!))).toMatchObject({
      texts: ['GPS 坐标：北纬30.260000°，东经120.155000°'], thumbnails: [JPEG!],
    })
  })

  it('ends on a file that is cut off anywhere', () => {
    const file = jpegWithExif(JPEG!)
    for (let end = 0; end < file.length; end += 7) pictureExtras(file.subarray(0, end))
  })
})

describe('a picture file', () => {
  it('has the archive behind its end as a member, and a gap for bytes of no known kind', async () => {
    const { members } = await reading('a.png', Buffer.concat([PNG!, ARCHIVE]))
    expect(members.map(({ bytes }) => Buffer.from(bytes))).toEqual([ARCHIVE])
    const noise = Buffer.from(Array.from({ length: 2000 }, (_, at) => (at * 7919 + 13) % 251))
    expect((await reading('a.png', Buffer.concat([PNG!, noise]))).gaps).toContainEqual(
      { piece: '', reason: 'part-not-supported', args: { detail: 'bytes-outside-entries', bytes: noise.length } },
    )
    const film = Buffer.concat([Buffer.from('000000186674797069736f6d00000200', 'hex'), Buffer.alloc(8)])
    expect((await reading('a.jpg', Buffer.concat([JPEG!, film]))).members.map(({ bytes }) => bytes)).toEqual([film])
    expect((await reading('a.png', Buffer.concat([PNG!, noise.subarray(0, 600)]))).gaps)
      .toEqual([{ piece: '', reason: 'image-not-read', args: { format: 'png' } }])
  })
})
