import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createScreener } from '../../../src/index.js'
import { readPropertyList } from '../../../src/read/containers/apple/property-list.js'
import { appleDouble, dsStore, propertyList } from '../../builders/apple.js'
import { zip } from '../../builders/zip.js'
import { brokenBlocks, reading, told } from '../reading.js'

const FROM = 'com.apple.metadata:kMDItemWhereFroms'
const NOISE = Buffer.from('80fe81ff00018289'.repeat(20), 'hex')

describe('readPropertyList', () => {
  it('reads every string, in whichever encoding', () => {
    const strings = ['http://example.com/', '机密文件.docx', '', 'a'.repeat(300), '密'.repeat(300)]
    expect(readPropertyList(propertyList(strings))!.strings).toEqual(strings)
  })

  it('takes no other bytes for one, and none that are damaged for more than they hold', () => {
    expect(readPropertyList(Buffer.from('bplist00'))).toBeUndefined()
    fc.assert(fc.property(fc.nat(), fc.integer({ min: 0, max: 255 }), (place, byte) => {
      const list = propertyList(['机密', 'abc'])
      list[place % list.length] = byte
      const strings = readPropertyList(list)?.strings ?? []
      expect(strings.every((one) => one.length <= list.length)).toBe(true)
    }))
  })
})

describe('an AppleDouble file', () => {
  it('reads the address from which its file was downloaded', async () => {
    const found = await reading('._a', appleDouble({ [FROM]: propertyList(['http://内网.example/机密']), 'com.apple.quarantine': Buffer.from('0083;Safari') }))
    expect(found.format).toBe('apple-double')
    expect(told(found, 'metadata')).toBe(`${FROM}: http://内网.example/机密\ncom.apple.quarantine: 0083;Safari\n`)
    expect(found.gaps).toEqual([])
    expect(brokenBlocks(found.parts)).toEqual([])
  })

  it.each([
    ['a value of a few bytes', appleDouble({ 'com.apple.lastuseddate': NOISE.subarray(0, 16) }), []],
    ['the system\'s list of programs', appleDouble({ 'com.apple.macl': NOISE.subarray(0, 72) }), []],
    ['the fork that is left blank', appleDouble({}, { resourceFork: Buffer.alloc(286).fill('This resource fork intentionally left blank', 20, 63) }), []],
    ['a long value of neither text nor list', appleDouble({ x: NOISE }), ['x part-not-supported']],
    ['a list with such a value in it', appleDouble({ x: propertyList([NOISE]) }), ['x part-not-supported']],
    ['a resource fork', appleDouble({}, { resourceFork: Buffer.from('resource') }), []],
    ['a longer resource fork', appleDouble({}, { resourceFork: NOISE }), ['resource-fork part-not-supported']],
    ['an end in the middle', appleDouble({ x: NOISE }).subarray(0, 150), [' damaged', 'resource-fork damaged', ' part-not-supported']],
    ['bytes after its end', Buffer.concat([appleDouble({}), Buffer.from('机密')]), [' part-not-supported']],
    ['an end in the header', appleDouble({ x: NOISE }).subarray(0, 20), [' damaged']],
  ])('has for %s the gaps that are due', async (_name, bytes, gaps) => {
    const found = await reading('._a', bytes)
    expect(found.gaps.map(({ piece, reason }) => `${piece} ${reason}`.replace(/^entry-9/, ''))).toEqual(gaps)
  })

  it('is swept where it is not understood', async () => {
    const found = await reading('._a', appleDouble({}, { resourceFork: Buffer.concat([NOISE, Buffer.from('机密文件')]) }))
    expect(told(found, 'custom-data')).toContain('机密文件')
  })

  it('never crashes its reader', async () => {
    const whole = appleDouble({ [FROM]: propertyList(['a', '密']), x: NOISE }, { resourceFork: NOISE })
    await fc.assert(fc.asyncProperty(fc.integer({ min: 8, max: whole.length - 1 }), fc.integer({ min: 0, max: 255 }), async (place, byte) => {
      const bytes = Buffer.from(whole)
      bytes[place] = byte
      expect((await reading('._a', bytes)).gaps.map(({ reason }) => reason)).not.toContain('reader-crashed')
    }))
  })
})

describe('a .DS_Store', () => {
  it('reads names, comments and the texts of its lists', async () => {
    const found = await reading('.DS_Store', dsStore([{ name: '绝密方案.docx', comment: '领导批示', list: propertyList(['窗口']) }, { name: 'b' }]))
    expect(found.format).toBe('ds-store')
    expect(told(found, 'metadata').split('\n').sort()).toEqual(['', 'b', '窗口', '领导批示', '绝密方案.docx'].sort())
    expect(found.gaps).toEqual([])
  })

  it('with something else in it is swept and a gap', async () => {
    const found = await reading('.DS_Store', Buffer.concat([dsStore([{ name: 'a' }]), Buffer.from('机密文件'.repeat(400))]))
    expect(found.gaps).toEqual([{ piece: '', reason: 'part-not-supported' }])
    expect(told(found, 'custom-data')).toContain('机密文件')
  })

  it('never crashes its reader', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), fc.nat(200), async (noise, at) => {
      const whole = dsStore([{ name: '密', comment: '注' }])
      const bytes = Buffer.concat([whole.subarray(0, 8 + at), noise, whole.subarray(8 + at)])
      expect((await reading('.DS_Store', bytes)).gaps.map(({ reason }) => reason)).not.toContain('reader-crashed')
    }))
  })
})

describe('an archive made on a Mac', () => {
  it('is clear where what stands beside its files is', async () => {
    const screener = await createScreener({ ocr: 'off' })
    const bytes = zip({ 'a.txt': '正文', '__MACOSX/._a.txt': appleDouble({ 'com.apple.quarantine': Buffer.from('0083;x') }), '.DS_Store': dsStore([{ name: 'a.txt' }]) })
    expect((await screener.screen(bytes, { name: 'a.zip' })).verdict).toBe('clear')
  })

  it('is stopped by the name of a file that was deleted before', async () => {
    const screener = await createScreener({ ocr: 'off' })
    const bytes = zip({ 'a.txt': '正文', '.DS_Store': dsStore([{ name: '机密★10年.docx' }]) })
    expect((await screener.screen(bytes, { name: 'a.zip' })).verdict).toBe('block')
  })
})
