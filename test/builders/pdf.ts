/**
 * Builds small PDFs that are readable in an editor: no compression, objects in order, a valid cross-reference table.
 *
 *   pdf([page([text('机密★20年')])])                                   one page, Chinese through a predefined CMap, no font embedded
 *   pdf([page([text('机密', { cmap: 'GBK-EUC-H' })])])                  also GB-EUC-H, GBKp-EUC-H, GBK2K-H, UniGB-UCS2-H/V, UniGB-UTF16-H, UniGB-UTF8-H, ETen-B5-H
 *   page([text('机密', { x: 60, y: 700 }), box([50, 690, 100, 30])])     covered: a black box painted later; box(…, { colour: '1 1 1' })
 *   text('机密', { mode: 3 })                                          invisible; also colour '1 1 1' (white), size 0.5 (tiny), y: -300 (off the page)
 *   text('机密', { layer: 'off' })                                     on a layer that is off ('on' for one that is on)
 *   text('换成这个', { actual: '机密' })                                 ActualText in marked content
 *   spread('机密★20年', 30)                                            each glyph its own text object, 30 points apart
 *   picture([100, 100, 200, 200], 64, 64)                              a grey image of 64 × 64 samples
 *   picture([0, 0, 595, 842], 1654, 2339, grey)                        a picture with content: one byte for each sample
 *   page(marks, { annotations: [note('…'), freeText('…'), field('name', 'value'), link('http://…'), redaction([…]), fileNote('a.txt', '…')] })
 *   pdf(pages, { info: { Title: '…' }, xmp: '…', bookmarks: ['…'], attachments: [{ name, bytes, description }], script: '…',
 *                destinations: ['…'], labels: '机密-', encrypted: 'user' | 'owner' })
 *
 * `encrypted` encrypts with RC4 (revision 3, 128 bits): 'user' needs a password to open ("secret"), 'owner' does not.
 * `raw(content, cmap)` takes operators of a page (the CMap `ZapfDingbats` means that font), `extra` takes whole objects.
 */
import { createHash } from 'node:crypto'

export type Rectangle = readonly [x: number, y: number, width: number, height: number]

/** Page operators; fonts are named by their CMap. */
export interface Mark {
  readonly content: string
  readonly cmap?: string
  readonly image?: { readonly width: number; readonly height: number; readonly grey?: Uint8Array }
}

export interface TextStyle {
  readonly x?: number
  readonly y?: number
  readonly size?: number
  readonly cmap?: string
  /** `r g b`, each 0 to 1. */
  readonly colour?: string
  readonly mode?: number
  readonly layer?: 'on' | 'off'
  readonly actual?: string
}

/** One text object. `y` counts from the bottom of a page of 595 × 842 points. */
export function text(value: string, style: TextStyle = {}): Mark {
  const { x = 60, y = 700, size = 16, cmap = 'UniGB-UCS2-H', colour = '0 0 0', mode = 0, layer, actual } = style
  const shown = `BT ${colour} rg ${mode} Tr /${cmap} ${size} Tf ${x} ${y} Td ${encode(value, cmap)} Tj ET`
  const spanned = actual === undefined ? shown : `/Span << /ActualText ${string(actual)} >> BDC ${shown} EMC`
  return { content: layer === undefined ? spanned : `/OC /Layer-${layer} BDC ${spanned} EMC`, cmap }
}

/** Each character in a text object of its own, `step` points apart to the right (or `down`). */
export function spread(value: string, step: number, style: TextStyle & { readonly down?: boolean } = {}): Mark {
  const { x = 60, y = 700, cmap = 'UniGB-UCS2-H', down = false } = style
  const marks = [...value].map((character, i) =>
    text(character, { ...style, x: x + (down ? 0 : i * step), y: y - (down ? i * step : 0) }))
  return { content: marks.map(({ content }) => content).join('\n'), cmap }
}

export function box([x, y, width, height]: Rectangle, { colour = '0 0 0' } = {}): Mark {
  return { content: `${colour} rg ${x} ${y} ${width} ${height} re f` }
}

export function picture([x, y, width, height]: Rectangle, samplesWide: number, samplesHigh: number, grey?: Uint8Array): Mark {
  return {
    content: `q ${width} 0 0 ${height} ${x} ${y} cm /Image-${samplesWide}-${samplesHigh} Do Q`,
    image: { width: samplesWide, height: samplesHigh, ...(grey && { grey }) },
  }
}

export function raw(content: string, cmap = 'UniGB-UCS2-H'): Mark {
  return { content, cmap }
}

/** An annotation: its dictionary without Type and the closing brackets, and objects it needs. */
export interface Annotation {
  readonly dictionary: string
  /** Objects that the dictionary refers to as `@0`, `@1` …. */
  readonly objects?: readonly string[]
}

export function note(contents: string, { author = '', hidden = false } = {}): Annotation {
  return { dictionary: `/Subtype /Text /Rect [100 100 120 120] /F ${hidden ? 2 : 0} /Contents ${string(contents)} /T ${string(author)}` }
}

/** Free text with an appearance stream that draws `appearance`. */
export function freeText(contents: string, appearance = contents, { hidden = false } = {}): Annotation {
  const drawn = `BT /UniGB-UCS2-H 12 Tf 0 5 Td ${encode(appearance, 'UniGB-UCS2-H')} Tj ET`
  const form = stream('/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /UniGB-UCS2-H @font >> >>', drawn)
  return {
    dictionary: `/Subtype /FreeText /Rect [100 200 300 220] /F ${hidden ? 2 : 4} /DA (/F 12 Tf) /Contents ${string(contents)} /AP << /N @0 >>`,
    objects: [form],
  }
}

export function field(name: string, value: string, { hidden = false, initial = '' } = {}): Annotation {
  const start = initial === '' ? '' : `/DV ${string(initial)}`
  return { dictionary: `/Subtype /Widget /FT /Tx /Rect [100 300 300 320] /F ${hidden ? 2 : 4} /T ${string(name)} /V ${string(value)} ${start}` }
}

export function link(address: string): Annotation {
  return { dictionary: `/Subtype /Link /Rect [10 10 90 20] /A << /S /URI /URI (${address}) >>` }
}

/** Marks an area for redaction without applying it. */
export function redaction([x, y, width, height]: Rectangle): Annotation {
  return { dictionary: `/Subtype /Redact /Rect [${x} ${y} ${x + width} ${y + height}] /F 4` }
}

export function fileNote(name: string, content: string | Uint8Array): Annotation {
  return {
    dictionary: `/Subtype /FileAttachment /Rect [10 30 20 40] /FS << /Type /Filespec /F (f) /UF ${string(name)} /EF << /F @0 >> >>`,
    objects: [stream('/Type /EmbeddedFile', content)],
  }
}

export interface Page {
  readonly marks: readonly Mark[]
  readonly annotations: readonly Annotation[]
  /** Further entries of its dictionary: `/Rotate 90`, `/CropBox [0 0 300 300]`. */
  readonly entries: string
}

export function page(marks: readonly Mark[], options: { annotations?: readonly Annotation[]; entries?: string } = {}): Page {
  return { marks, annotations: options.annotations ?? [], entries: options.entries ?? '' }
}

export interface DocumentOptions {
  readonly info?: Readonly<Record<string, string>>
  readonly xmp?: string
  readonly bookmarks?: readonly string[]
  readonly attachments?: readonly { readonly name: string; readonly bytes: string | Uint8Array; readonly description?: string }[]
  readonly script?: string
  readonly destinations?: readonly string[]
  /** Prefix of the page labels. */
  readonly labels?: string
  readonly encrypted?: 'user' | 'owner'
  /** Unreferenced objects. */
  readonly extra?: readonly string[]
}

export function pdf(pages: readonly Page[], options: DocumentOptions = {}): Uint8Array {
  const objects = new Objects()
  const catalogue = objects.reserve()
  const tree = objects.reserve()
  const layers = { on: objects.add(`<< /Type /OCG /Name ${string('开层')} >>`), off: objects.add(`<< /Type /OCG /Name ${string('关层')} >>`) }
  const kids = pages.map((each) => addPage(each, tree, layers, objects))
  objects.set(tree, `<< /Type /Pages /Kids [${kids.map((kid) => `${kid.number} 0 R`).join(' ')}] /Count ${kids.length} >>`)
  const fields = kids.flatMap((kid) => kid.fields)
  const entries = [
    `/Type /Catalog /Pages ${tree} 0 R`,
    `/OCProperties << /OCGs [${layers.on} 0 R ${layers.off} 0 R] /D << /OFF [${layers.off} 0 R] >> >>`,
    `/AcroForm << /Fields [${fields.map((number) => `${number} 0 R`).join(' ')}] >>`,
    ...catalogueEntries(options, kids[0]?.number ?? 0, objects),
  ]
  objects.set(catalogue, `<< ${entries.join(' ')} >>`)
  for (const object of options.extra ?? []) objects.add(object)
  const info = options.info
    && objects.add(`<< ${Object.entries(options.info).map(([key, value]) => `/${key} ${string(value)}`).join(' ')} >>`)
  return objects.file(catalogue, info, options.encrypted)
}

function addPage({ marks, annotations, entries }: Page, tree: number, layers: { on: number; off: number }, objects: Objects): { number: number; fields: number[] } {
  const fonts = [...new Set(['UniGB-UCS2-H', ...marks.flatMap(({ cmap }) => cmap ?? [])])]
  const fontList = fonts.map((cmap) => `/${cmap} ${objects.font(cmap)} 0 R`).join(' ')
  const images = marks.flatMap(({ image }) => image ?? []).map(({ width, height, grey = new Uint8Array(width * height).fill(128) }) => {
    const number = objects.add(stream(`/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8`, grey))
    return `/Image-${width}-${height} ${number} 0 R`
  })
  const content = objects.add(stream('', marks.map((mark) => mark.content).join('\n')))
  const numbers = annotations.map((annotation) => addAnnotation(annotation, objects))
  const number = objects.add(`<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R /Resources << /Font << ${fontList} >> `
    + `/XObject << ${images.join(' ')} >> /Properties << /Layer-on ${layers.on} 0 R /Layer-off ${layers.off} 0 R >> >> `
    + `/Annots [${numbers.map((each) => `${each} 0 R`).join(' ')}] ${entries} >>`)
  return { number, fields: numbers.filter((_, i) => annotations[i]!.dictionary.includes('/Widget')) }
}

function addAnnotation({ dictionary, objects: needed = [] }: Annotation, objects: Objects): number {
  const numbers = needed.map((object) => objects.add(object.replace('@font', `${objects.font('UniGB-UCS2-H')} 0 R`)))
  return objects.add(`<< /Type /Annot ${dictionary.replace(/@(\d)/g, (_, i: string) => `${numbers[Number(i)]} 0 R`)} >>`)
}

function catalogueEntries(options: DocumentOptions, firstPage: number, objects: Objects): string[] {
  const { xmp, bookmarks = [], attachments = [], script, destinations = [], labels } = options
  const entries: string[] = []
  if (xmp !== undefined) {
    const xml = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description>${xmp}</dc:description></rdf:Description></rdf:RDF></x:xmpmeta>`
    entries.push(`/Metadata ${objects.add(stream('/Type /Metadata /Subtype /XML', xml))} 0 R`)
  }
  if (bookmarks.length > 0) entries.push(`/Outlines ${addBookmarks(bookmarks, firstPage, objects)} 0 R`)
  const names = [
    attachments.length > 0 ? `/EmbeddedFiles << /Names [${attachments.map((each, i) => `(${i}) ${addFile(each, objects)} 0 R`).join(' ')}] >>` : '',
    destinations.length > 0 ? `/Dests << /Names [${destinations.map((name) => `${string(name)} [${firstPage} 0 R /Fit]`).join(' ')}] >>` : '',
    script === undefined ? '' : `/JavaScript << /Names [(s) << /S /JavaScript /JS ${string(script)} >>] >>`,
  ]
  entries.push(`/Names << ${names.join(' ')} >>`)
  if (labels !== undefined) entries.push(`/PageLabels << /Nums [0 << /S /D /P ${string(labels)} >>] >>`)
  return entries
}

function addBookmarks(titles: readonly string[], firstPage: number, objects: Objects): number {
  const root = objects.reserve()
  const numbers = titles.map(() => objects.reserve())
  numbers.forEach((number, i) => {
    const next = numbers[i + 1] === undefined ? '' : `/Next ${numbers[i + 1]} 0 R`
    objects.set(number, `<< /Title ${string(titles[i]!)} /Parent ${root} 0 R /Dest [${firstPage} 0 R /Fit] ${next} >>`)
  })
  objects.set(root, `<< /Type /Outlines /First ${numbers[0]} 0 R /Last ${numbers.at(-1)} 0 R /Count ${numbers.length} >>`)
  return root
}

function addFile({ name, bytes, description = '' }: NonNullable<DocumentOptions['attachments']>[number], objects: Objects): number {
  const content = objects.add(stream('/Type /EmbeddedFile', bytes))
  return objects.add(`<< /Type /Filespec /F (f) /UF ${string(name)} /Desc ${string(description)} /EF << /F ${content} 0 R >> >>`)
}

/** A text string as UTF-16BE in hexadecimal. */
function string(value: string): string {
  return `<feff${utf16(value)}>`
}

/** A stream object. String content is encoded as UTF-8. Bytes are Latin-1 strings until the file is written. */
export function stream(entries: string, content: string | Uint8Array): string {
  const bytes = Buffer.from(content as string).toString('latin1')
  return `<< ${entries} /Length ${bytes.length} >>\nstream\n${bytes}\nendstream`
}

function utf16(value: string): string {
  return [...Array(value.length).keys()].map((i) => value.charCodeAt(i).toString(16).padStart(4, '0')).join('')
}

/** Character codes of a predefined CMap (ISO 32000-1, table 118) in hexadecimal. */
function encode(value: string, cmap: string): string {
  if (/UCS2|UTF16/.test(cmap)) return `<${utf16(value)}>`
  if (/UTF8/.test(cmap)) return `<${Buffer.from(value).toString('hex')}>`
  const codes = doubleBytes(/B5/.test(cmap) ? 'big5' : 'gb18030')
  return `<${[...value].map((character) => codes.get(character) ?? character.charCodeAt(0).toString(16).padStart(2, '0')).join('')}>`
}

const tables = new Map<string, Map<string, string>>()

/** Two-byte codes by character, taken from the decoder. */
function doubleBytes(encoding: string): Map<string, string> {
  const known = tables.get(encoding)
  if (known) return known
  const table = new Map<string, string>()
  const decoder = new TextDecoder(encoding)
  for (let lead = 0x81; lead < 0xff; lead++) {
    for (let trail = 0x40; trail < 0xff; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if ([...character].length === 1 && character !== '\ufffd') table.set(character, lead.toString(16) + trail.toString(16))
    }
  }
  tables.set(encoding, table)
  return table
}

/** Numbers objects and writes the file around them. */
class Objects {
  readonly #bodies: string[] = []
  readonly #fonts = new Map<string, number>()

  reserve(): number {
    return this.#bodies.push('null')
  }

  set(number: number, body: string): void {
    this.#bodies[number - 1] = body
  }

  add(body: string): number {
    return this.#bodies.push(body)
  }

  /** A Chinese font that is not embedded, with a predefined CMap. */
  font(cmap: string): number {
    const known = this.#fonts.get(cmap)
    if (known !== undefined) return known
    if (cmap === 'ZapfDingbats') {
      const plain = this.add('<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>')
      this.#fonts.set(cmap, plain)
      return plain
    }
    const ordering = /B5/.test(cmap) ? 'CNS1' : 'GB1'
    const descriptor = this.add('<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>')
    const descendant = this.add(`<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (${ordering}) /Supplement 2 >> /FontDescriptor ${descriptor} 0 R /DW 1000 >>`)
    const number = this.add(`<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-${cmap} /Encoding /${cmap} /DescendantFonts [${descendant} 0 R] >>`)
    this.#fonts.set(cmap, number)
    return number
  }

  file(catalogue: number, info: number | undefined, encrypted: 'user' | 'owner' | undefined): Uint8Array {
    const key = encrypted && new StandardKey(encrypted === 'user' ? 'secret' : '')
    let out = '%PDF-1.7\n'
    const offsets: number[] = []
    this.#bodies.forEach((body, i) => {
      offsets.push(out.length)
      out += `${i + 1} 0 obj\n${key ? key.encrypt(body, i + 1) : body}\nendobj\n`
    })
    const start = out.length
    out += `xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n`
    out += offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
    out += `trailer\n<< /Size ${offsets.length + 1} /Root ${catalogue} 0 R ${info === undefined ? '' : `/Info ${info} 0 R`} ${key ? key.entries : ''} >>\n`
    return Buffer.from(`${out}startxref\n${start}\n%%EOF\n`, 'latin1')
  }
}

const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')

/** The standard security handler, revision 3 (ISO 32000-1, 7.6.3). */
class StandardKey {
  readonly #key: Buffer
  readonly entries: string

  constructor(userPassword: string) {
    const id = Buffer.alloc(16, 7)
    const padded = Buffer.concat([Buffer.from(userPassword), PADDING]).subarray(0, 32)
    const owner = repeatedRc4(hashed(Buffer.concat([Buffer.from('owner'), PADDING]).subarray(0, 32)), padded)
    const permissions = Buffer.from([0xfc, 0xff, 0xff, 0xff])
    this.#key = hashed(Buffer.concat([padded, owner, permissions, id]))
    const user = repeatedRc4(this.#key, createHash('md5').update(PADDING).update(id).digest())
    this.entries = `/ID [<${id.toString('hex')}> <${id.toString('hex')}>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 `
      + `/O <${owner.toString('hex')}> /U <${Buffer.concat([user, Buffer.alloc(16)]).toString('hex')}> >>`
  }

  encrypt(body: string, number: number): string {
    const salt = Buffer.from([number & 255, number >> 8, 0, 0, 0])
    const key = createHash('md5').update(this.#key).update(salt).digest()
    const [head, ...rest] = body.split('\nstream\n')
    const dictionary = head!
      .replace(/(?<!<)<([0-9a-f]+)>(?!>)/gi, (_, hex: string) => `<${rc4(key, Buffer.from(hex, 'hex')).toString('hex')}>`)
      .replace(/\(([^()]*)\)/g, (_, plain: string) => `<${rc4(key, Buffer.from(plain, 'latin1')).toString('hex')}>`)
    if (rest.length === 0) return dictionary
    const content = rest.join('\nstream\n').slice(0, -'\nendstream'.length)
    return `${dictionary}\nstream\n${rc4(key, Buffer.from(content, 'latin1')).toString('latin1')}\nendstream`
  }
}

function hashed(data: Buffer): Buffer {
  let digest = createHash('md5').update(data).digest()
  for (let i = 0; i < 50; i++) digest = createHash('md5').update(digest).digest()
  return digest
}

function repeatedRc4(key: Buffer, data: Buffer): Buffer {
  let out = data
  for (let i = 0; i < 20; i++) out = rc4(key.map((byte) => byte ^ i), out)
  return out
}

function rc4(key: Uint8Array, data: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i)
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + state[i]! + key[i % key.length]!) & 255
    ;[state[i], state[j]] = [state[j]!, state[i]!]
  }
  let [a, b] = [0, 0]
  return Buffer.from(data.map((byte) => {
    a = (a + 1) & 255
    b = (b + state[a]!) & 255
    ;[state[a], state[b]] = [state[b]!, state[a]!]
    return byte ^ state[(state[a]! + state[b]!) & 255]!
  }))
}
