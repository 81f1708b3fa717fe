/**
 * Builds .ppt files (PowerPoint 97).
 *
 *   ppt({ slides: [{ text: '标题', notes: '备注', hidden: true, comment: ['某', '批注'] }], master: '母版' })
 *
 * `outline` is a text of the slide that stands in the document's list of slides; `earlier` are texts of slides that an earlier save left behind.
 */
import { deflateSync } from 'node:zlib'
import { compound, word16, word32, type Streams } from './compound.js'

export interface PptSlide {
  readonly text?: string
  /** Told in one byte a unit. */
  readonly narrow?: string
  readonly outline?: string
  readonly hidden?: boolean
  readonly notes?: string
  readonly comment?: readonly [author: string, text: string]
  readonly footer?: string
  /** Alternative text of a shape. */
  readonly description?: string
}

export interface PptDescription {
  readonly slides: readonly PptSlide[]
  readonly master?: string
  readonly link?: string
  readonly earlier?: readonly string[]
  /** Embedded compound files. */
  readonly objects?: readonly Uint8Array[]
  readonly encrypted?: boolean
  readonly streams?: Streams
}

export function ppt({ slides, master, link, earlier = [], objects = [], encrypted = false, streams = {} }: PptDescription): Buffer {
  const pieces: Buffer[] = []
  const offsets: number[] = []
  let length = 0
  const put = (bytes: Buffer, numbered: boolean): void => {
    if (numbered) offsets.push(length)
    pieces.push(bytes)
    length += bytes.length
  }
  for (const text of earlier) put(container(0x03ee, textbox(text)), false)
  put(document(slides, link), true)
  for (const slide of slides) put(slideRecord(slide), true)
  for (const [at, { notes }] of slides.entries()) if (notes !== undefined) put(container(0x03f0, atom(0x03f1, word32(256 + at, 0)), textbox(notes)), true)
  if (master !== undefined) put(container(0x03f8, textbox(master)), true)
  for (const bytes of objects) put(atom(0x1011, Buffer.concat([word32(bytes.length), deflateSync(bytes)]), 1), true)
  const directory = length
  put(atom(0x1772, word32((offsets.length << 20) | 1, ...offsets)), false)
  const edit = length
  put(atom(0x0ff5, word32(0, 0, 0, directory, 1, offsets.length + 1, 0)), false)
  const current = atom(0x0ff6, word32(20, encrypted ? 0xf3d1c4df : 0xe391c05f, edit, 0))
  return compound({ 'PowerPoint Document': Buffer.concat(pieces), 'Current User': current, ...streams })
}

function document(slides: readonly PptSlide[], link: string | undefined): Buffer {
  const list = slides.flatMap(({ outline }, at) => [
    atom(0x03f3, word32(at + 2, 0, 0, 256 + at, 0)), ...(outline === undefined ? [] : [atom(0x0f9f, word32(0)), atom(0x0fa0, wide(outline))]),
  ])
  return container(0x03e8, container(0x0ff0, ...list), ...(link === undefined ? [] : [container(0x0409, container(0x0fd7, atom(0x0fba, wide(link))))]))
}

function slideRecord({ text, narrow, hidden, comment, footer, description }: PptSlide): Buffer {
  const shape = description === undefined ? [] : [shapeText(0x0381, description)]
  return container(0x03ee,
    atom(0x03f9, Buffer.concat([word32(0, 0), Buffer.of(0, 0, hidden ? 4 : 0, 0), word32(0)])),
    ...(text === undefined ? [] : [textbox(text)]),
    ...(narrow === undefined ? [] : [container(0x040c, atom(0x0fa8, Buffer.from(narrow, 'latin1')))]),
    ...(shape.length === 0 ? [] : [container(0x040c, container(0xf004, ...shape))]),
    ...(footer === undefined ? [] : [container(0x0fd9, atom(0x0fba, wide(footer), 2))]),
    ...(comment === undefined ? [] : [container(0x1388, container(0x138a, atom(0x0fba, wide('___PPT10')), atom(0x138b, container(0x2ee0, atom(0x0fba, wide(comment[0]), 0), atom(0x0fba, wide(comment[1]), 1)))))]),
  )
}

function textbox(text: string): Buffer {
  return container(0x040c, container(0xf002, container(0xf004, container(0xf00d, atom(0x0f9f, word32(4)), atom(0x0fa0, wide(text))))))
}

/** A table of one property of a shape, whose value is a text. */
function shapeText(property: number, text: string): Buffer {
  const value = wide(`${text}\0`)
  return Buffer.concat([word16(0x13, 0xf00b), word32(6 + value.length), word16(property | 0x8000), word32(value.length), value])
}

function container(type: number, ...content: readonly Buffer[]): Buffer {
  const data = Buffer.concat(content)
  return Buffer.concat([word16(0xf, type), word32(data.length), data])
}

function atom(type: number, data: Buffer, instance = 0): Buffer {
  return Buffer.concat([word16(instance << 4, type), word32(data.length), data])
}

function wide(text: string): Buffer {
  return Buffer.from(text, 'utf16le')
}
