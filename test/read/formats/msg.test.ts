import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unpackRtf } from '../../../src/read/formats/msg/packed-rtf.js'
import { compound, type Streams } from '../../builders/compound.js'
import { encode } from '../../builders/text.js'
import { brokenBlocks, reading, shownAs, told } from '../reading.js'

const SECRET = '机密★10年'
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le')
/** A string property as a stream. */
const string = (id: string, text: string): Streams => ({ [`__substg1.0_${id}001F`]: wide(text) })
const head = { '__properties_version1.0': Buffer.alloc(32) }

function attached(streams: Streams): Streams {
  return { '__attach_version1.0_#00000000': { '__properties_version1.0': Buffer.alloc(8), ...streams } }
}

/** The example of [MS-OXRTFCP] 3.1.1.1. */
const packed = Buffer.from('2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0', 'hex')

describe('the mark of an Outlook item is read', () => {
  it.each<[string, Streams, string, string]>([
    ['in the subject', string('0037', SECRET), 'body', 'visible'],
    ['in the body', string('1000', `正文\r\n${SECRET}`), 'body', 'visible'],
    ['in a body of 8-bit text', { '__substg1.0_1000001E': encode(SECRET, 'gb18030') }, 'body', 'visible'],
    ['in the HTML body', { '__substg1.0_10130102': Buffer.from(`<p>${SECRET}</p>`) }, 'body', 'visible'],
    ['hidden in the HTML body', { '__substg1.0_10130102': Buffer.from(`<p style="display:none">${SECRET}</p>`) }, 'body', 'hidden'],
    ['in any other property', string('8005', SECRET), 'metadata', 'metadata'],
    ['in one of many values', { '__substg1.0_8005101F-00000000': wide(SECRET) }, 'metadata', 'metadata'],
    ['behind a zero', string('0070', `x\0${SECRET}`), 'metadata', 'metadata'],
    ['in the name of a recipient', { '__recip_version1.0_#00000000': string('3001', SECRET) }, 'metadata', 'metadata'],
    ['in what an attachment is called', attached(string('3001', SECRET)), 'metadata', 'metadata'],
    ['in a binary property', { '__substg1.0_0C190102': wide(`收件人 ${SECRET}`) }, 'custom-data', 'visible'],
  ])('%s', async (_, streams, kind, visibility) => {
    const found = await reading('a.msg', compound({ ...head, ...streams, ...string('0042', 'x') }))
    expect(found.format).toBe('msg')
    expect(told(found, kind as 'body')).toContain(SECRET)
    expect(shownAs(found.parts, SECRET)).toContain(visibility)
    expect(brokenBlocks(found.parts)).toEqual([])
    expect(found.gaps).toEqual([])
  })
})

describe('a second string of one number', () => {
  it('is read after the first', async () => {
    const found = await reading('a.msg', compound({ ...head, ...string('0037', '主题'), '__substg1.0_0037001E': encode(SECRET, 'gb18030') }))
    expect(found.parts.map(({ text }) => text).join()).toContain(SECRET)
    const many = await reading('a.msg', compound({ ...head, ...string('0037', '主题'), '__substg1.0_1000101F': wide(SECRET) }))
    expect(many.parts.map(({ text }) => text).join()).toContain(SECRET)
  })
})

describe('an Outlook item hands on as members', () => {
  it.each<[string, Streams, string]>([
    ['an attachment by its long name', attached({ ...string('3707', '方案.txt'), ...string('3704', 'A~1.TXT'), '__substg1.0_37010102': Buffer.from(SECRET) }), '方案.txt'],
    ['an item in it', attached({ ...string('3001', '来信'), '__substg1.0_3701000D': { ...head, ...string('0037', SECRET) } }), '来信.msg'],
    ['its RTF body', { '__substg1.0_10090102': packed }, 'body.rtf'],
  ])('%s', async (_, streams, name) => {
    const { members, gaps } = await reading('a.msg', compound({ ...head, ...streams }))
    expect(members.map(({ path }) => path)).toEqual([`a.msg!${name}`])
    expect(gaps).toEqual([])
  })

  it('items that are read as such', async () => {
    const { members } = await reading('a.msg', compound({ ...head, ...attached({ '__substg1.0_3701000D': { ...head, ...string('0037', SECRET) } }) }))
    const inner = await reading('b.msg', members[0]!.bytes)
    expect(inner.format).toBe('msg')
    expect(told(inner, 'body')).toBe(`${SECRET}\n`)
  })
})

describe('an RTF body', () => {
  it('unpacks to what the specification says', () => {
    expect(unpackRtf(packed)?.toString('latin1')).toBe('{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n')
  })

  it('that breaks off is a gap', async () => {
    const { gaps } = await reading('a.msg', compound({ ...head, '__substg1.0_10090102': packed.subarray(0, 40) }))
    expect(gaps).toMatchObject([{ reason: 'damaged', args: { detail: 'rtf' } }])
  })
})

describe('a changed item', () => {
  it('never crashes its reader, and has a gap where its subject is lost', async () => {
    const whole = compound({ ...head, ...string('0037', SECRET), ...string('1000', '正文'), ...attached({ '__substg1.0_37010102': Buffer.from('x') }) })
    await fc.assert(fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), async (at, byte, cut) => {
      const bytes = Uint8Array.from(whole)
      bytes[at] = byte
      const { parts, gaps, format } = await reading('a.msg', cut ? bytes.subarray(0, at) : bytes)
      expect(gaps.filter(({ reason }) => reason === 'reader-crashed')).toEqual([])
      expect(brokenBlocks(parts)).toEqual([])
      const kept = parts.some(({ text }) => text.includes(SECRET))
      expect(format !== 'msg' || kept || gaps.length > 0 || changes(whole, at)).toBe(true)
    }), { numRuns: 300 })
  })
})

/** Whether the byte is one of the subject's own: changed text is other text, and nothing is lost. */
function changes(whole: Buffer, at: number): boolean {
  const start = whole.indexOf(wide(SECRET))
  return at >= start && at < start + wide(SECRET).length
}
