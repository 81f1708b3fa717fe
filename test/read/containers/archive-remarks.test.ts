import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { appleDouble } from '../../builders/apple.js'
import { pax, tar } from '../../builders/tar.js'
import { encode } from '../../builders/text.js'
import { zip } from '../../builders/zip.js'
import { reading, told } from '../reading.js'

const MARK = '机密★5年'
const PACKED = gzipSync(`${MARK}\n${'关于召开会议的通知。'.repeat(4)}`)
const NOISE = Buffer.from(Array.from({ length: 64 }, (_, at) => (at * 37 + 129) & 255))

/** One extra field of a zip or a gzip: an id and a value. */
function extra(id: number, value: Uint8Array): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt16LE(id, 0)
  head.writeUInt16LE(value.length, 2)
  return Buffer.concat([head, value])
}

function gzip(flags: number, fields: Uint8Array): Buffer {
  const plain = gzipSync('正文')
  return Buffer.concat([Buffer.from([0x1f, 0x8b, 8, flags]), plain.subarray(4, 10), fields, plain.subarray(10)])
}

const unicodePath = Buffer.concat([Buffer.from([1, 0, 0, 0, 0]), Buffer.from(`${MARK}.txt`)])
const subfields = extra(0x4242, Buffer.from(MARK))
const sized = Buffer.concat([Buffer.from([subfields.length, 0]), subfields])

describe('text beside the files of an archive is read', () => {
  it.each<[string, Uint8Array]>([
    ['a comment of a zip in UTF-16', zip([{ name: 'a.txt', data: 'x' }], { comment: encode(`注意：${MARK}`, 'utf-16le') })],
    ['a comment of an entry in base64', zip([{ name: 'a', data: 'x', comment: Buffer.from(`文件密级：${MARK}`).toString('base64') }])],
    ['an extra field in the directory', zip([{ name: 'a.txt', data: 'x', extra: extra(0x4141, Buffer.from(MARK)) }])],
    ['an extra field in the local header', zip([{ name: 'a.txt', data: 'x', localExtra: extra(0x4141, Buffer.from(MARK)) }])],
    ['a Unicode path that is not the name', zip([{ name: 'a.txt', data: 'x', extra: extra(0x7075, unicodePath) }])],
    ['bytes that are no extra field', zip([{ name: 'a.txt', data: 'x', extra: Buffer.from(MARK) }])],
    ['the extra field of a gzip', gzip(4, sized)],
    ['the comment of a gzip', gzip(16, Buffer.from(`${MARK}\0`))],
    ['the comment of the second member of a gzip', Buffer.concat([gzip(0, Buffer.alloc(0)), gzip(16, Buffer.from(`${MARK}\0`))])],
    ['a value of a pax header', tar([{ name: 'p', type: 'x', data: pax('SCHILY.xattr.user.a', MARK) }, { name: 'q', data: 'x' }])],
    ['the earlier of two values of one key', tar([
      { name: 'p', type: 'x', data: pax('comment', MARK) + pax('comment', 'x') }, { name: 'q', data: 'x' },
    ])],
    ['the name under a pax name', tar([{ name: 'p', type: 'x', data: pax('path', 'b.txt') }, { name: MARK, data: 'x' }])],
    ['the name of a pax header', tar([{ name: MARK, type: 'x', data: pax('path', 'b.txt') }, { name: 'q', data: 'x' }])],
    ['bytes behind the records of a pax header', tar([{ name: 'p', type: 'x', data: `${pax('path', 'b.txt')}${MARK}` }, { name: 'q', data: 'x' }])],
    ['what follows the zero of a name', tar([{ name: Buffer.from(`a.txt\0\0${MARK}`), data: 'x' }])],
  ])('%s', async (_, bytes) => {
    const found = await reading('o', bytes)
    expect(told(found, 'metadata') + told(found, 'custom-data')).toContain(MARK)
  })
})

describe('a file beside the files of an archive is a member', () => {
  it.each<[string, Uint8Array]>([
    ['the comment of a zip', zip([{ name: 'a.txt', data: 'x' }], { comment: PACKED })],
    ['the comment of an entry', zip([{ name: 'a.txt', data: 'x', comment: PACKED }])],
    ['an extra field of a zip', zip([{ name: 'a.txt', data: 'x', extra: extra(0x4141, PACKED) }])],
    ['a value of a pax header', tar([{ name: 'p', type: 'x', data: Buffer.concat(paxOf('a.b', PACKED)) }, { name: 'q', data: 'x' }])],
    ['the comment of a package', zip([
      { name: '[Content_Types].xml', data: '<Types/>' }, { name: 'word/document.xml', data: '<w:document/>' },
    ], { comment: PACKED })],
    ['an icon of an AppleDouble file', iconOf(PACKED)],
  ])('%s', async (_, bytes) => {
    const { members } = await reading('o', bytes)
    expect(members.map((member) => Buffer.from(member.bytes))).toContainEqual(PACKED)
  })
})

describe('a folder of a zip', () => {
  it('that says it is empty and has data is a member and a gap', async () => {
    const { members, gaps } = await reading('o.zip', zip([{ name: 'a/', data: MARK, claim: { size: 0 } }]))
    expect(members.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual([MARK])
    expect(gaps).toEqual([{ piece: 'a/', reason: 'damaged', args: { detail: 'size' } }])
  })

  it('that is deflated to nothing is a folder', async () => {
    const { members, gaps } = await reading('o.zip', zip([{ name: 'a/', data: '' }]))
    expect([members, gaps]).toEqual([[], []])
  })
})

it('bytes of an extra field that are neither text nor a file are a gap; dates and owners are none', async () => {
  const times = extra(0x5455, Buffer.from([3, 1, 2, 3, 4, 5, 6, 7, 8]))
  const found = await reading('o.zip', zip([
    { name: 'a', data: 'x', extra: times }, { name: 'b', data: 'x', extra: extra(0x4141, NOISE) },
  ]))
  expect(found.gaps).toEqual([{ piece: 'b.extra-4141', reason: 'part-not-supported' }])
})

function paxOf(key: string, value: Buffer): Buffer[] {
  const length = 2 + 1 + key.length + 1 + value.length + 1
  return [Buffer.from(`${length} ${key}=`), value, Buffer.from('\n')]
}

/** An AppleDouble file whose only entry is a colour icon (6). */
function iconOf(icon: Buffer): Buffer {
  const head = Buffer.from(appleDouble({}).subarray(0, 38))
  head.writeUInt16BE(1, 24)
  head.writeUInt32BE(6, 26)
  head.writeUInt32BE(38, 30)
  head.writeUInt32BE(icon.length, 34)
  return Buffer.concat([head, icon])
}
