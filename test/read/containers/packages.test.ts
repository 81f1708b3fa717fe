import { describe, expect, it } from 'vitest'
import { parseFont } from '../../../src/read/containers/packages/fonts/parse-font.js'
import { docx } from '../../builders/docx.js'
import { devmode, eot, liberation, obfuscated, standardFont, woff } from '../../builders/font.js'
import { odf } from '../../builders/odf.js'
import { drawText, encode } from '../../builders/picture.js'
import { xlsx } from '../../builders/xlsx.js'
import { zip } from '../../builders/zip.js'
import { reading } from '../reading.js'

const GUID = '{0D1B2C3D-4E5F-4A6B-8C7D-9E0F1A2B3C4D}'
const secret = docx({ body: ['机密★10年'] })

function withEntry(name: string, bytes: Uint8Array): Uint8Array {
  const table = `<?xml version="1.0"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
    <w:font w:name="某字体"><w:embedRegular w:fontKey="${GUID}"/></w:font></w:fonts>`
  return docx({ body: ['普通段落'], parts: { [name]: bytes, 'word/fontTable.xml': table } })
}

/** What became of the one unusual entry: nothing to report, a gap, or a member of its own. */
async function outcome(path: string, bytes: Uint8Array): Promise<string> {
  const { gaps, members } = await reading(path, bytes)
  if (members.length > 0) return `member ${members.map((member) => member.path.replace(/^.*!/, '')).join()}`
  return gaps.length === 0 ? 'clear' : `gap ${gaps.map(({ reason }) => reason).join()}`
}

describe('readPackage', () => {
  it.each<[name: string, bytes: () => Uint8Array]>([
    ['word/fonts/font1.ttf', liberation],
    ['word/fonts/font1.odttf', () => obfuscated(liberation(), GUID)],
    [`word/fonts/${GUID}.odttf`, () => obfuscated(liberation(), GUID)],
    ['word/fonts/font1.fntdata', () => eot(liberation())],
    ['word/fonts/font1.fntdata', () => eot(liberation(), { xor: true })],
    ['word/fonts/font1.woff', () => woff(liberation())],
    ['word/fonts/font1.bin', liberation],
    ['word/printerSettings/printerSettings1.bin', () => devmode('某打印机')],
  ])('finds a real %s complete', async (name, bytes) => {
    expect(await outcome('a.docx', withEntry(name, bytes()))).toBe('clear')
  })

  it.each(['fonts/a.odttf', 'fonts/a.ttf', 'fonts/a.otf', 'fonts/a.fntdata', 'fonts/a.eot', 'fonts/a.woff2', 'fonts/a.cff',
    'printerSettings/printerSettings1.bin', 'media/icon.ico', 'any.bin'])('makes a document named %s a member', async (name) => {
    expect(await outcome('a.docx', withEntry(`word/${name}`, secret))).toBe(`member word/${name}`)
  })

  it('makes a document named as a font a member in spreadsheets and in OpenDocument alike', async () => {
    expect(await outcome('a.xlsx', xlsx({ sheets: [], parts: { 'xl/fonts/a.odttf': secret } }))).toBe('member xl/fonts/a.odttf')
    expect(await outcome('a.odt', odf('text', { body: '<text:p>普通段落</text:p>', parts: { 'Fonts/a.ttf': secret } }))).toBe('member Fonts/a.ttf')
  })

  it('reads a picture named as a font or as printer settings as a picture', async () => {
    const picture = encode(drawText([]))
    for (const name of ['word/fonts/font1.fntdata', 'word/printerSettings/printerSettings1.bin']) {
      expect(await outcome('a.docx', withEntry(name, picture))).toBe('gap image-not-read')
    }
  })

  it('makes a font with a file behind it, or without its key, a member', async () => {
    expect(await outcome('a.docx', withEntry('word/fonts/font1.ttf', Buffer.concat([liberation(), secret])))).toBe('member word/fonts/font1.ttf')
    const other = obfuscated(liberation(), '{11111111-2222-3333-4444-555555555555}')
    expect(await outcome('a.docx', withEntry('word/fonts/font1.odttf', other))).toBe('member word/fonts/font1.odttf')
  })

  it('makes printer settings that carry a file a member', async () => {
    const settings = devmode('某打印机', zip({ 'a.txt': '机密★10年' }))
    expect(await outcome('a.docx', withEntry('word/printerSettings/printerSettings1.bin', settings))).toMatch(/^member/)
  })

  it('finds text in the names of a font and in printer settings', async () => {
    const named = await reading('a.docx', withEntry('word/fonts/font1.eot', eot(liberation())))
    expect(named.parts.some(({ text }) => text.includes('某字体某字体') || /某字体/.test(text))).toBe(true)
    const settings = await reading('a.docx', withEntry('word/printerSettings/printerSettings1.bin', devmode('机密处打印机')))
    expect(settings.parts.some(({ text }) => text.includes('机密处打印机'))).toBe(true)
  })
})

describe('parseFont', () => {
  it('recognises each font that pdf.js ships', () => {
    for (const name of ['LiberationSans-Bold.ttf', 'FoxitSymbol.pfb', 'FoxitSerif.pfb']) {
      expect([name, parseFont(standardFont(name)) !== undefined]).toEqual([name, true])
    }
  })

  it('knows the table OS/2 by its name in small letters, as subsets have it', () => {
    const font = Buffer.from(liberation().toString('latin1').replace('OS/2', 'os/2'), 'latin1')
    expect(parseFont(font)?.unknown).toBe(parseFont(liberation())?.unknown)
    expect(parseFont(Buffer.from(font.toString('latin1').replace('os/2', 'xx/2'), 'latin1'))?.unknown).toBe(true)
  })

  it('recognises none that is cut, lengthened or has bytes between its tables', () => {
    const font = liberation()
    const cut = font.subarray(0, font.length - 8)
    const long = Buffer.concat([font, Buffer.from('机密★10年')])
    const moved = Buffer.from(font)
    const glyphs = 12 + 16 * [...Array(font.readUInt16BE(4)).keys()].find((row) => font.toString('latin1', 12 + 16 * row, 16 + 16 * row) === 'glyf')!
    moved.writeUInt32BE(moved.readUInt32BE(glyphs + 12) - 40, glyphs + 12)
    expect([cut, long, moved].map((bytes) => parseFont(bytes))).toEqual([undefined, undefined, undefined])
  })
})
