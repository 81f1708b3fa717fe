import { describe, expect, it } from 'vitest'
import type { Part } from '../../../src/model/index.js'
import { intakeOf } from '../intake.js'
import { readPdf } from '../../../src/read/formats/pdf/index.js'
import type { Readout } from '../../../src/read/reader.js'
import {
  box, field, fileNote, freeText, link, note, page, pdf, picture, raw, redaction, spread, stream, text,
  type Annotation, type DocumentOptions, type Mark,
} from '../../builders/pdf.js'

const read = async (bytes: Uint8Array, limits = {}): Promise<Readout> =>
  readPdf(intakeOf({ path: 'a.pdf', bytes }, limits))

const bodyText = ({ parts }: Readout): string => parts.find(({ kind }) => kind === 'body')?.text ?? ''

/** Where a text was found: part kind and visibility of its blocks. */
function foundIn(parts: readonly Part[], wanted: string): string[] {
  return parts.flatMap((part) => part.blocks
    .filter((block) => part.text.slice(block.start, block.end).includes(wanted))
    .map((block) => `${part.kind} ${block.visibility}`))
}

describe('text of a page', () => {
  it.each([
    'GBK-EUC-H', 'GB-EUC-H', 'GBKp-EUC-H', 'GBK2K-H', 'UniGB-UCS2-H', 'UniGB-UTF16-H', 'UniGB-UTF8-H',
  ])('is read through the predefined CMap %s though no font is embedded', async (cmap) => {
    expect(bodyText(await read(pdf([page([text('机密★20年', { cmap })])])))).toBe('机密★20年\n')
  })

  it('is read through ETen-B5-H', async () => {
    expect(bodyText(await read(pdf([page([text('機密', { cmap: 'ETen-B5-H' })])])))).toBe('機密\n')
  })

  it('has its place, in points from the top left corner', async () => {
    const { parts } = await read(pdf([page([text('一', {})]), page([text('机密', { x: 100, y: 642, size: 20 })])]))
    expect(parts[0]?.blocks[1]).toMatchObject({ place: { page: 2, line: 1, box: [100, 183, 140, 204] } })
    expect(parts[0]?.text).toBe('一\n\f机密\n'.replace('\n\f', '\f'))
  })
})

const lines: [string, Mark[], string][] = [
  ['drawn glyph by glyph', [spread('机密★20年', 16)], '机密★20年\n'],
  ['letter-spaced by one em', [spread('机密★20年', 32)], '机 密 ★ 2 0 年\n'],
  ['split over text objects with other lines between', [text('机'), text('别的', { y: 600 }), text('密', { x: 76 })],
    '机密\n别的\n'],
  ['drawn backwards', [text('密', { x: 76 }), text('机')], '机密\n'],
  ['drawn twice for boldness', [text('机密'), text('机密', { x: 60.3 })], '机密\n机密\n'],
  ['set glyph under glyph', [spread('机密★', 18, { down: true })], '机密★\n'],
  ['set with a vertical CMap', [text('机密★', { cmap: 'UniGB-UCS2-V' })], '机密★\n'],
  ['turned by a quarter', [raw('BT /UniGB-UCS2-H 12 Tf 0 1 -1 0 300 300 Tm <673a> Tj <5bc6> Tj ET')], '机密\n'],
  ['of old WPS exporters: flipped, with negative size and scale', [
    raw('q 1 0 0 -1 0 842 cm BT /UniGB-UCS2-H -16 Tf -100 Tz 72 82 Td <673a5bc6> Tj <26050035> Tj ET Q'),
  ], '机密★5\n'],
  ['with negative scale alone, mirrored', [raw('BT /UniGB-UCS2-H 16 Tf -100 Tz 90 82 Td <673a5bc6> Tj <2605> Tj ET')],
    '机密★\n'],
  ['bold by moving back and drawing each glyph again', [
    raw('BT /UniGB-UCS2-H 16 Tf 72 82 Td [<673a> 980 <673a> 980 <673a> -40 <5bc6> 980 <5bc6> 980 <5bc6>] TJ ET'),
  ], '机密\n'],
  ['with equal glyphs side by side, set tight', [raw('BT /UniGB-UCS2-H 16 Tf 72 82 Td [<0031> 300 <0031> 300 <0031>] TJ ET')],
    '111\n'],
  ['with a star from ZapfDingbats',
    [text('机密'), raw('BT /ZapfDingbats 16 Tf 92 700 Td (H) Tj ET', 'ZapfDingbats'), text('5年', { x: 108 })],
    '机密★ 5年\n'],
  ['in cells far apart', [text('甲'), text('乙', { x: 260 }), text('丙', { x: 460 })], '甲\t乙\t丙\n'],
]

describe('a line', () => {
  it.each(lines)('%s is one line in reading order', async (_, marks, wanted) => {
    expect(bodyText(await read(pdf([page(marks)])))).toBe(wanted)
  })
})

const visibilities: [string, Mark[], string][] = [
  ['plain', [text('机密')], 'visible'],
  ['white on white', [text('机密', { colour: '1 1 1' })], 'hidden'],
  ['white on a dark box', [box([50, 690, 100, 30]), text('机密', { colour: '1 1 1' })], 'visible'],
  ['black on a black box', [box([50, 690, 100, 30]), text('机密')], 'hidden'],
  ['drawn in mode 3', [text('机密', { mode: 3 })], 'hidden'],
  ['half a point high', [text('机密', { size: 0.5 })], 'hidden'],
  ['off the page', [text('机密', { y: -300 })], 'hidden'],
  ['clipped away', [raw('q 0 0 10 10 re W n BT /UniGB-UCS2-H 16 Tf 60 700 Td <673a5bc6> Tj ET Q')], 'hidden'],
  ['on a layer that is off', [text('机密', { layer: 'off' })], 'hidden'],
  ['on a layer that is on', [text('机密', { layer: 'on' })], 'visible'],
  ['under a box painted later', [text('机密'), box([50, 690, 100, 30])], 'covered'],
  ['under a white box painted later', [text('机密'), box([50, 690, 100, 30], { colour: '1 1 1' })], 'covered'],
  ['under a picture painted later', [text('机密'), picture([50, 690, 100, 30], 64, 64)], 'covered'],
  ['over a picture', [picture([50, 690, 100, 30], 64, 64), text('机密')], 'visible'],
]

describe('text', () => {
  it.each(visibilities)('%s has the right visibility', async (_, marks, visibility) => {
    expect(foundIn((await read(pdf([page(marks)]))).parts, '机密')).toEqual([`body ${visibility}`])
  })

  it('under a redaction that was not applied is covered', async () => {
    const bytes = pdf([page([text('机密')], { annotations: [redaction([50, 690, 100, 30])] })])
    expect(foundIn((await read(bytes)).parts, '机密')).toEqual(['body covered'])
  })
})

describe('the style of a line', () => {
  const styleOf = async (mark: Mark): Promise<unknown> =>
    (await read(pdf([page([mark])]))).parts.find(({ kind }) => kind === 'body')?.blocks[0]?.style

  it('is its size in points, its font and its colour', async () => {
    expect(await styleOf(text('文件', { size: 42, colour: '1 0 0' })))
      .toEqual({ size: 42, font: 'STSong-Light', colour: '#ff0000' })
  })

  it('is bold where the outlines are stroked as well', async () => {
    expect(await styleOf(text('机密', { mode: 2 }))).toMatchObject({ bold: true })
  })

  it('is what the page shows where the text is scaled', async () => {
    expect(await styleOf(raw('q 2 0 0 2 0 0 cm BT /UniGB-UCS2-H 8 Tf 60 300 Td <673a5bc6> Tj ET Q')))
      .toMatchObject({ size: 16 })
  })

  it('has a font name without the prefix of a subset, and in Chinese where its bytes are GBK', async () => {
    const fontOf = async (name: string): Promise<unknown> => {
      const bytes = replaced(Buffer.from(pdf([page([text('机密')])])), /STSong-Light(?= \/Flags)/, name)
      return (await read(bytes)).parts.find(({ kind }) => kind === 'body')?.blocks[0]?.style?.font
    }
    expect(await fontOf('ABCDEF+KaiTi')).toBe('KaiTi')
    expect(await fontOf('#BA#DA#CC#E5')).toBe('黑体')
  })
})

const annotated: [string, Annotation, string[]][] = [
  ['a note', note('机密'), ['annotation visible']],
  ['a hidden note', note('机密', { hidden: true }), ['annotation hidden']],
  ['the author of a note', note('x', { author: '机密' }), ['annotation metadata']],
  ['the drawn appearance of free text', freeText('x', '机密'), ['annotation visible']],
  ['the appearance of a hidden annotation', freeText('x', '机密', { hidden: true }), ['annotation hidden']],
  ['the value of a field', field('x', '机密'), ['form-field visible']],
  ['the value of a hidden field', field('x', '机密', { hidden: true }), ['form-field hidden']],
  ['the start value of a field', field('x', 'y', { initial: '机密' }), ['form-field hidden']],
  ['the name of a field', field('机密', 'y'), ['form-field metadata']],
  ['the name of a file in a note', fileNote('机密.txt', 'x'), ['attachment metadata']],
]

describe('an annotation', () => {
  it.each(annotated)('has its text reported: %s', async (_, annotation, wanted) => {
    const { parts } = await read(pdf([page([text('x')], { annotations: [annotation] })]))
    expect(foundIn(parts, '机密').slice(0, 1)).toEqual(wanted)
  })

  it('has the address of its link reported', async () => {
    const { parts } = await read(pdf([page([text('x')], { annotations: [link('http://example.com/a')] })]))
    expect(foundIn(parts, 'http://example.com/a')).toEqual(['link metadata'])
  })
})

const catalogued: [string, DocumentOptions, string][] = [
  ['a property', { info: { Title: '机密' } }, 'metadata metadata'],
  ['a custom property', { info: { SecLevel: '机密' } }, 'metadata metadata'],
  ['XMP', { xmp: '机密' }, 'metadata metadata'],
  ['a bookmark', { bookmarks: ['甲', '机密'] }, 'bookmark visible'],
  ['a named destination', { destinations: ['机密'] }, 'bookmark metadata'],
  ['a page label', { labels: '机密-' }, 'metadata metadata'],
  ['a script', { script: 'app.alert("机密")' }, 'markup metadata'],
  ['the replacement of drawn text', {}, 'alt-text hidden'],
  ['a string of an unreferenced object', { extra: ['<< /Old <feff673a5bc6> >>'] }, 'custom-data metadata'],
  ['the description of an attachment', { attachments: [{ name: 'a', bytes: 'x', description: '机密' }] },
    'attachment metadata'],
]

describe('document-level content', () => {
  it.each(catalogued)('is reported: %s', async (_, options, wanted) => {
    const marks = [wanted.startsWith('alt') ? text('x', { actual: '机密' }) : text('x')]
    expect(foundIn((await read(pdf([page(marks)], options))).parts, '机密')[0]).toBe(wanted)
  })

  it('makes members of attachments of the document and of annotations', async () => {
    const bytes =
      pdf([page([], { annotations: [fileNote('b.txt', '乙')] })], { attachments: [{ name: 'a.txt', bytes: '甲' }] })
    const members = (await read(bytes)).members ?? []
    expect(members.map(({ path, bytes: content }) => [path, new TextDecoder().decode(content)]))
      .toEqual([['a.pdf!a.txt', '甲'], ['a.pdf!b.txt', '乙']])
  })
})

describe('XML of a document', () => {
  const stringsOf = async (xml: string): Promise<string | undefined> =>
    (await read(pdf([page([])], { extra: [stream('', xml)] }))).parts.find(({ name }) => name === 'strings')?.text

  it('gives the texts, attribute values and comments of an XFA form', async () => {
    expect(await stringsOf('<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/" note="内部"><!-- 批注 -->'
      + '<data><level>机密</level></data></xdp:xdp>')).toContain('\n内部\n批注\n机密\n')
  })

  it('gives a paragraph of rich text as one line', async () => {
    expect(await stringsOf('<xdp:xdp><p>机<span>密</span></p></xdp:xdp>')).toContain('\n机密\n')
  })

  it('gives all texts where it is malformed', async () => {
    const text = await stringsOf('<xdp:xdp><data>甲方<b>机密</data>')
    expect(text).toContain('甲方')
    expect(text).toContain('机密')
  })

  it('gives processing instructions, but not the wrapper of an XMP packet', async () => {
    const wrapped = (xmp: string): string =>
      `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>${xmp}<?xpacket end="w"?>`
    const { parts } = await read(pdf([page([])], { xmp: wrapped('公开<?xpacket 机密?>') }))
    expect(parts.find(({ name }) => name === 'XMP')?.text).toBe('机密\n公开\n')
  })
})

describe('what cannot be read', () => {
  const gapsOf = async (bytes: Uint8Array, limits = {}): Promise<unknown[]> =>
    (await read(bytes, limits)).gaps.map(({ piece, reason, args }) => [piece, reason, args ?? {}])

  it('a page with a picture and no text is a gap', async () => {
    expect(await gapsOf(pdf([page([picture([0, 0, 595, 842], 64, 64)])])))
      .toEqual([['page 1', 'page-without-text', { images: 1 }]])
  })

  it('a page of outlines is a gap', async () => {
    expect(await gapsOf(pdf([page([box([1, 1, 10, 10])])]))).toEqual([['page 1', 'page-without-text', { images: 0 }]])
  })

  it('an empty page is no gap', async () => {
    expect(await gapsOf(pdf([page([])]))).toEqual([])
  })

  it('pictures on a page with text are a gap with their number, icons are not', async () => {
    const marks =
      [text('x'), picture([0, 0, 50, 50], 64, 64), picture([60, 0, 50, 50], 40, 40), picture([0, 60, 9, 9], 16, 16)]
    expect(await gapsOf(pdf([page(marks)]))).toEqual([['page 1', 'image-not-read', { count: 2 }]])
  })

  it('a document that needs a password is a gap; one with only an owner password is read', async () => {
    expect(await gapsOf(pdf([page([text('机密')])], { encrypted: 'user' }))).toEqual([['', 'encrypted', {}]])
    expect(bodyText(await read(pdf([page([text('机密')])], { encrypted: 'owner' })))).toBe('机密\n')
  })

  const pages = Buffer.from(pdf([page([text('机密')]), page([text('公开')])], { bookmarks: ['目录'] })).toString('latin1')
  it.each<[string, RegExp, string]>([
    ['a broken head', /(\d+ 0) obj(?=\n<< \/Title)/, '$1 o<j'],
    ['a keyword instead of a key', /<< \/Title/, '<< tle'],
    ['junk after it', /\/Count 1 >>/, '/Count 1 >> ]'],
    ['a broken list of pages', /\/Kids \[(\d+ 0 R)/, '/Kids [99 0 R'],
    ['a font of the wrong type', /\/Subtype \/Type0/, '/Subtype /Type1'],
    ['a font without its descriptor', /\/FontDescriptor (\d+ 0 R) \/DW/, '/FontD<scriptor $1 /DW'],
    ['a stream without its length', /\/Length \d+/, '/Length'],
    ['a stream with a wrong length', /\/Length \d+/, '/Length 99999'],
  ])('an object with %s is a gap, or its text is found', async (_name, what, instead) => {
    const broken = pages.replace(what, instead)
    expect(broken).not.toBe(pages)
    const { gaps, parts } = await read(Buffer.from(broken, 'latin1'))
    const all = parts.map((part) => part.text).join('')
    expect(gaps.length > 0 || ['机密', '公开', '目录'].every((words) => all.includes(words))).toBe(true)
  })

  it('comments between objects are no damage', async () => {
    const padded = pages.replace(/endobj\n(?=\d)/g, 'endobj\n% a remark (\n\n').replace('startxref', '% end\nstartxref')
    expect((await read(Buffer.from(padded, 'latin1'))).gaps.filter(({ piece }) => piece === '')).toEqual([])
  })

  it('the strings of a document with an owner password are collected', async () => {
    const extra = ['<< /Old <feff673a5bc6> >>']
    const { parts, gaps } = await read(pdf([page([text('公开')])], { encrypted: 'owner', extra }))
    expect(gaps).toEqual([])
    expect(parts.some(({ kind, text: strings }) => kind === 'custom-data' && strings.includes('机密'))).toBe(true)
  })

  it('a document with an encrypted attachment is not encrypted itself', async () => {
    const inner = pdf([page([text('x')])], { encrypted: 'user' })
    const attachments = [{ name: 'a.pdf', bytes: inner, description: '' }]
    const { gaps } = await read(pdf([page([text('机密')])], { attachments }))
    expect(gaps).toEqual([])
  })

  it.each([['nothing', '', 'empty'], ['garbage', 'garbage', 'damaged'], ['a header alone', '%PDF-1.7\n', 'damaged']])(
    '%s is a gap', async (_, bytes, reason) => {
      expect(await gapsOf(Buffer.from(bytes))).toEqual([['', reason, {}]])
    })

  const whole = Buffer.from(pdf([page([text('机密')]), page([text('公开')])]))
  const damaged: [string, Buffer, string, string][] = [
    ['truncated', whole.subarray(0, whole.length - 200), '机密\n\f公开\n', ''],
    ['with missing page content', replaced(whole, /\/Contents (\d+) 0 R/, '/Contents 99 0 R'), '公开\n',
      'object 99'],
    ['with a missing font', replaced(whole, /\/UniGB-UCS2-H (\d+) 0 R/, '/UniGB-UCS2-X 9 0 R'), '公开\n',
      'page 1'],
    ['with an unterminated stream', replaced(whole, /endstream/g, 'endstr_am'), '', 'object'],
  ]

  it.each(damaged)('a document %s is read as far as possible, and is a gap', async (_, bytes, wanted, part) => {
    const readout = await read(bytes)
    expect(readout.gaps.map((gap) => gap.piece).join()).toContain(part)
    expect(readout.gaps.map(({ reason }) => reason).join()).toMatch(/damaged|partly-unreadable/)
    expect(bodyText(readout).replace(/\n\f/g, '\f')).toContain(wanted.replace(/\n\f/g, '\f'))
  })

  it('glyphs with unknown characters are a gap with their number', async () => {
    const bytes =
      replaced(Buffer.from(pdf([page([text('机密')])])), /\/Encoding \/UniGB-UCS2-H/, '/Encoding /Identity-H    ')
    const unknown = replaced(bytes, /\(GB1\)/, '(Ide)')
    expect(await gapsOf(replaced(unknown, /\(Adobe\)/, '(Nobod'.slice(0, 6) + ')')))
      .toEqual([['page 1', 'partly-unreadable', { count: 2 }]])
  })

  it('pages over the limit are a gap', async () => {
    const bytes = pdf([page([text('一')]), page([text('机密')])])
    const intake = intakeOf({ path: 'a', bytes }, { pages: 1 })
    expect(bodyText(await readPdf(intake))).toBe('一\n')
    expect(intake.budget.gaps).toMatchObject([{ reason: 'limit-exceeded', args: { limit: 'pages' } }])
  })

  it('pages after a cancellation are a gap', async () => {
    const signal = AbortSignal.abort()
    const { gaps, parts } = await readPdf(intakeOf({ path: 'a', bytes: whole }, {}, signal))
    expect(gaps).toMatchObject([{ piece: 'page 1', reason: 'cancelled' }])
    expect(parts.filter(({ kind }) => kind === 'body')).toEqual([])
  })
})

/** Replaces a text of a file with one of the same length, so that no offset changes. */
function replaced(bytes: Buffer, from: RegExp, to: string): Buffer {
  const changed = bytes.toString('latin1').replace(from, (found) =>
    to.padEnd(found.length).slice(0, Math.max(found.length, to.trimEnd().length)))
  return Buffer.from(changed, 'latin1')
}
