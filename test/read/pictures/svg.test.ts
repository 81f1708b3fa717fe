import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../src/model/index.js'
import { createOcr, read, type Ocr } from '../../../src/read/index.js'
import type { Pixels, RecognisedLine } from '../../../src/read/picture-reader.js'
import { docx } from '../../builders/docx.js'
import { reading, told } from '../reading.js'

/** A chequered strip as a path: as many strokes as a few letters have. */
const STRIP = Array.from({ length: 40 }, (_, at) => `M${at * 5} ${(at % 3) * 10}h4v9h-4z`).join('')
const svg = (body: string, attributes = 'viewBox="0 0 200 30"'): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${body}</svg>`
const symbols = `<defs><symbol id="a"><path d="${STRIP}"/></symbol></defs><use xlink:href="#a"/>`

/** Tells a line where the picture has dark and light samples. */
function ocrOf(): Promise<Ocr> {
  const lines = ({ data }: Pixels): RecognisedLine[] =>
    (data.some((value, at) => at % 4 < 3 && value < 80) && data.some((value, at) => at % 4 < 3 && value > 170)
      ? [{ text: '机密★20年', confidence: 1, box: [0, 0, 90, 30] }] : [])
  return createOcr({ load: () => Promise.resolve({ read: (pixels) => Promise.resolve(lines(pixels)) }) })
}

async function membersOf(path: string, content: string | Uint8Array): Promise<string> {
  const [limits, ocr] = [LIMITS, await ocrOf()]
  const outer = await read({ path, bytes: Buffer.from(content) }, { limits, ocr })
  const inner = await Promise.all(outer.members.map((member) => read(member, { limits, ocr })))
  return [outer, ...inner].map((one) => told(one, 'image')).join('')
}

describe('the shapes of an SVG', () => {
  it.each<[string, string, string | Uint8Array]>([
    ['a path', 'a.svg', svg(`<path d="${STRIP}"/>`)],
    ['a symbol that is used', 'a.svg', svg(symbols)],
    ['without a size', 'a.svg', svg(symbols, '')],
    ['in white', 'a.svg', svg(`<path fill="#fff" d="${STRIP}"/>`)],
    ['off its page', 'a.svg', svg(`<path transform="translate(900)" d="${STRIP}"/>`)],
    ['in a page of HTML', 'a.html', `<!DOCTYPE html><p>通知</p><svg viewBox="0 0 200 30"><path d="${STRIP}"/></svg>`],
    ['in a package', 'a.docx', docx({ media: { 'image1.svg': Buffer.from(svg(`<path d="${STRIP}"/>`)) } })],
  ])('are looked at: %s', async (_, name, content) => {
    expect(await membersOf(name, content)).toContain('机密★20年')
  })

  it.each<[string, string]>([
    ['an icon', svg(`<path d="${STRIP}"/>`, 'viewBox="0 0 24 24"')],
    ['a few strokes', svg('<path d="M0 0h9v9z"/>')],
    ['symbols that nothing uses', svg(`<symbol id="a"><path d="${STRIP}"/></symbol>`)],
  ])('are no gap where no letters fit: %s', async (_, source) => {
    expect((await reading('a.svg', source)).gaps).toEqual([])
  })

  it('are a gap where pictures are not read or the drawing is broken', async () => {
    const [limits, off] = [LIMITS, await createOcr({ mode: 'off' })]
    const bytes = Buffer.from(svg(`<path d="${STRIP}"/>`))
    const args = { format: 'svg+xml', feature: 'ocr-off' }
    expect((await read({ path: 'a.svg', bytes }, { limits, ocr: off })).gaps).toEqual([{ piece: '', reason: 'image-not-read', args }])
    const broken = Buffer.from(svg(`<g><path d="${STRIP}"/>`))
    const { gaps } = await read({ path: 'a.svg', bytes: broken }, { limits, ocr: await ocrOf() })
    expect(gaps).toContainEqual({ piece: '', reason: 'image-not-read', args: { format: 'svg+xml', feature: 'picture-damaged' } })
  })
})

describe('PostScript', () => {
  it.each([
    ['samples in hexadecimal', '456 112 8 [1 0 0 1 0 0] {currentfile 0 string readhexstring pop} image\nffff\n', 1],
    ['outlines', '10 20 moveto\n' + '10.5 20 lineto\n'.repeat(80), 1],
    ['text and a frame', '72 720 moveto (image) show\n10 10 lineto\n', 0],
  ])('that holds %s is a gap, or none', async (_, body, count) => {
    expect((await reading('a.eps', `%!PS-Adobe-3.0\n%%Title: image\n${body}`)).gaps).toHaveLength(count)
  })
})
