import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScreener, type Screener, type ScreenInput } from '../../src/index.js'
import { zip } from '../builders/zip.js'

const TEXT = '机密★20年\n关于开展检查的通知'
const LIMIT = 1000

let folder: string
let screener: Screener

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'library-'))
  screener = await createScreener({ ocr: 'off', limits: { inputBytes: LIMIT } })
})
afterAll(() => rmSync(folder, { recursive: true }))

function file(text: string): string {
  const path = join(folder, `${Math.random()}.txt`)
  writeFileSync(path, text)
  return path
}

async function* inPieces(bytes: Uint8Array, size = 3): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

function webStream(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new Blob([Buffer.from(bytes)]).stream() as ReadableStream<Uint8Array>
}

describe('a document', () => {
  const bytes = new TextEncoder().encode(TEXT)

  it.each<[string, () => ScreenInput]>([
    ['bytes', () => bytes],
    ['a Buffer', () => Buffer.from(TEXT)],
    ['text', () => TEXT],
    ['a web stream', () => webStream(bytes)],
    ['a Node stream', () => createReadStream(file(TEXT))],
    ['a Node stream of objects', () => Readable.from([bytes.subarray(0, 4), bytes.subarray(4)])],
    ['an async iterable that cuts characters', () => inPieces(bytes, 1)],
  ])('given as %s has the same screening', async (_, input) => {
    const expected = await screener.screen(bytes, { name: 'a.txt' })
    expect(expected).toMatchObject({ path: 'a.txt', bytes: bytes.length, verdict: 'block' })
    expect(await screener.screen(input(), { name: 'a.txt' })).toEqual(expected)
    expect(await screener.screenAll(input(), { name: 'a.txt' })).toEqual([expected])
  })

  it('that is an archive is screened with its members by screenAll, and its verdict includes them in screen', async () => {
    const archive = zip({ 'inner.txt': TEXT })
    const all = await screener.screenAll(archive, { name: 'a.zip' })
    expect(all.map(({ path, verdict }) => [path, verdict])).toEqual([['a.zip', 'block'], ['a.zip!inner.txt', 'block']])
    expect(await screener.screen(archive, { name: 'a.zip' })).toEqual(all[0])
  })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a number', 7],
    ['an array of numbers', [0x31]],
    ['the document of an earlier version', { path: 'a.txt', bytes }],
    ['a stream of text', Readable.from(['机密'])],
    ['a Node stream with an encoding', Readable.from([bytes]).setEncoding('utf8')],
  ])('that is %s is wrong use', async (_, input) => {
    await expect(screener.screen(input as ScreenInput, { name: 'a.txt' })).rejects.toMatchObject({ code: 'usage' })
  })

  it.each<[string, unknown]>([
    ['no options', undefined],
    ['no name', {}],
    ['a name that is no string', { name: 7 }],
    ['a signal that is none', { name: 'a', signal: new AbortController() }],
    ['an unknown option', { name: 'a', signals: undefined }],
  ])('with %s is wrong use', async (_, options) => {
    await expect(screener.screen(TEXT, options as never)).rejects.toMatchObject({ code: 'usage' })
  })
})

describe('a stream', () => {
  it('that is longer than the limit is a gap, and is read no further', async () => {
    let yielded = 0
    const endless = (async function* () {
      for (;;) {
        yielded++
        yield Buffer.alloc(LIMIT / 2, '机')
      }
    })()
    const screening = await screener.screen(endless, { name: 'a.txt' })
    expect(screening).toMatchObject({ verdict: 'incomplete', gaps: [{ reason: 'limit-exceeded', args: { value: LIMIT } }] })
    expect(yielded).toBe(3)
    expect(await endless.next()).toEqual({ done: true, value: undefined })
  })

  it('as long as the limit is read whole', async () => {
    const { verdict, bytes } = await screener.screen(inPieces(Buffer.alloc(LIMIT, 'a'), 999), { name: 'a.txt' })
    expect({ verdict, bytes }).toEqual({ verdict: 'clear', bytes: LIMIT })
  })

  it('of Node that is not read to its end is destroyed', async () => {
    const stream = createReadStream(file('a'.repeat(LIMIT + 1)))
    await screener.screen(stream, { name: 'a.txt' })
    expect(stream.destroyed).toBe(true)
  })

  it('of the web that is not read to its end is cancelled', async () => {
    let cancelled = false
    const stream = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(LIMIT)),
      cancel: () => void (cancelled = true),
    })
    await screener.screen(stream, { name: 'a.txt' })
    expect(cancelled).toBe(true)
  })

  it('that fails is a gap with its code', async () => {
    const failing = (async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from('机密')
      throw Object.assign(new Error('reset'), { code: 'ECONNRESET' })
    })()
    const { verdict, gaps } = await screener.screen(failing, { name: 'a.txt' })
    expect(verdict).toBe('incomplete')
    expect(gaps).toEqual([{ piece: '', reason: 'unreadable', args: { code: 'ECONNRESET' } }])
  })

  it('that is a request which is too long leaves its socket for the answer', async () => {
    const server = createServer((request: IncomingMessage, response) => {
      void screener.screen(request, { name: 'upload.txt' }).then(({ verdict }) => {
        response.setHeader('connection', 'close').end(verdict)
      })
    })
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    try {
      const { port } = server.address() as AddressInfo
      const answer = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: 'a'.repeat(LIMIT + 1) })
      expect(await answer.text()).toBe('incomplete')
    } finally {
      server.close()
    }
  })
})

describe('an aborted signal', () => {
  const reason = new Error('enough')
  const never = new Promise<never>(() => undefined)

  it.each<[string, () => ScreenInput]>([
    ['text', () => TEXT],
    ['a stream', () => inPieces(Buffer.from(TEXT))],
  ])('rejects the screening of %s with its reason', async (_, input) => {
    const options = { name: 'a.txt', signal: AbortSignal.abort(reason) }
    await expect(screener.screen(input(), options)).rejects.toBe(reason)
  })

  it.each<[string, () => ScreenInput]>([
    ['generator', () => (async function* (): AsyncGenerator<Uint8Array> { yield await never })()],
    ['Node stream', () => new Readable({ read: () => undefined })],
    ['web stream', () => new ReadableStream({ pull: () => never })],
  ])('does not wait for a %s that is stuck', async (_, input) => {
    const controller = new AbortController()
    const screening = screener.screen(input(), { name: 'a.txt', signal: controller.signal })
    controller.abort(reason)
    await expect(screening).rejects.toBe(reason)
  })
})

describe('a closed screener', () => {
  it('rejects new documents and may be closed again', async () => {
    const closing = await createScreener({ ocr: 'off' })
    const before = closing.screen(TEXT, { name: 'a.txt' })
    await closing.close()
    expect((await before).verdict).toBe('block')
    await expect(closing.screen(TEXT, { name: 'a.txt' })).rejects.toMatchObject({ code: 'usage' })
    await closing[Symbol.asyncDispose]()
  })
})
