import { deflateSync, inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { decodeStream } from '../../../src/read/formats/pdf/decode-stream.js'
import { Name } from '../../../src/read/formats/pdf/syntax.js'
import { page, pdf, text } from '../../builders/pdf.js'
import { reading, told } from '../reading.js'

const FIRST = '机密★10年'
const LINES = Array.from({ length: 60 }, (_, at) => `第${at}行${'甲乙丙丁戊己庚辛壬癸'[at % 10]!}`)
const SPACE = 0x20

/** The file with the contents of its only page deflated in place and changed by `change`. */
function deflated(file: Uint8Array, change: (packed: Buffer) => Buffer): Buffer {
  const bytes = Buffer.from(file)
  const head = /<<\s*\/Length (\d+)\s*>>\s*stream\n/.exec(bytes.toString('latin1'))!
  const start = head.index + head[0].length
  const end = start + Number(head[1])
  const packed = change(deflateSync(bytes.subarray(start, end)))
  const stream = Buffer.concat([
    Buffer.from(`<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`), packed,
    Buffer.from('\nendstream\nendobj\n'),
  ])
  const next = bytes.indexOf('endobj\n', end) + 'endobj\n'.length
  bytes.fill(SPACE, head.index, next)
  stream.copy(bytes, head.index)
  return bytes
}

/** Changes a byte after the middle so that inflating fails there. */
function damage(packed: Buffer): Buffer {
  for (let at = packed.length >> 1; at < packed.length - 8; at++) {
    const changed = Buffer.from(packed)
    changed[at] = changed[at]! ^ 0xff
    const code = codeOf(changed)
    if (code === 'Z_DATA_ERROR' && salvaged(changed).length < salvaged(packed).length) return changed
  }
  throw new Error('no byte breaks the stream')
}

function codeOf(packed: Buffer): string | undefined {
  try {
    inflateSync(packed)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code
  }
  return undefined
}

function salvaged(packed: Uint8Array): Uint8Array {
  return decodeStream(new Map([['Filter', new Name('FlateDecode')]]), packed, 1 << 20)!.bytes
}

describe('a deflated stream', () => {
  const contents =
    deflateSync(Buffer.from(Array.from({ length: 20 }, (_, at) => LINES.map((line) => at + line)).join('\n')))

  it('gives the bytes before an error', () => {
    const whole = Buffer.from(salvaged(contents))
    const some = Buffer.from(salvaged(damage(contents)))
    expect(some.length).toBeGreaterThan(100)
    expect(whole.subarray(0, 100)).toEqual(some.subarray(0, 100))
  })

  it('gives nothing where it is over the limit', () => {
    const filter = new Map([['Filter', new Name('FlateDecode')]])
    expect(decodeStream(filter, contents, 10)).toEqual({ bytes: new Uint8Array(), whole: false })
  })

  const file =
    pdf([page([text(FIRST, { y: 800 }), ...LINES.map((line, at) => text(line, { y: 780 - at * 10, size: 8 }))])])

  it('is read without a gap where it is undamaged', async () => {
    const found = await reading('a.pdf', deflated(file, (packed) => packed))
    expect(told(found, 'body')).toContain(LINES.at(-1))
    expect(found.gaps).toEqual([])
  })

  it('gives the replacement texts before an error', async () => {
    const replaced = pdf([page([text('一', { actual: FIRST }), ...LINES.map((line) => text(line))])])
    const found = await reading('a.pdf', deflated(replaced, damage))
    expect(told(found, 'alt-text')).toContain(FIRST)
  })

  it('gives the text before an error, and is a gap', async () => {
    const found = await reading('a.pdf', deflated(file, damage))
    expect(told(found, 'body')).toContain(FIRST)
    expect(told(found, 'body')).not.toContain(LINES.at(-1))
    expect(found.gaps.map(({ reason }) => reason)).toContain('damaged')
  })
})
