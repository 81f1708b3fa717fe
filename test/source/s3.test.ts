import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createS3Reader, listSources, type S3Source, type Source } from '../../src/source/index.js'
import { environmentOf, startS3, type S3Store } from '../builders/s3-store.js'

afterEach(() => vi.unstubAllEnvs())

function useStore(env: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
}

async function list(path: string, inputBytes?: number): Promise<Source[]> {
  const all: Source[] = []
  for await (const source of listSources([path], inputBytes === undefined ? {} : { inputBytes })) all.push(source)
  return all
}

/** Paths, with the reasons of gaps. */
const summary = (all: readonly Source[]) =>
  all.map((source) => (source.kind === 'gap' ? `${source.path} ${source.gap.reason}` : source.path))
const s3Source = (properties: Partial<S3Source> = {}): S3Source =>
  ({ kind: 's3', path: 's3://archive/a.txt', bucket: 'archive', key: 'a.txt', size: 5, ...properties })

describe('an S3 store', () => {
  let store: S3Store
  beforeAll(async () => {
    store = await startS3()
    for (const key of ['b/c.txt', 'b/a 名+%41.txt', 'b.txt', 'bb.txt']) await store.put(key, `text of ${key}`)
    await store.put('folder/', '')
  })
  afterAll(() => store.stop())

  it('lists all objects of a prefix in the order of the store', async () => {
    useStore(store.env)
    const keys = ['b/a 名+%41.txt', 'b/c.txt', 'b.txt', 'bb.txt']
    expect(summary(await list('s3://archive/b'))).toEqual(keys.map((key) => `s3://archive/${key}`))
    expect(summary(await list('s3://archive/b/c.txt'))).toEqual(['s3://archive/b/c.txt'])
  })

  it('lists size and ETag, with which the object is fetched', async () => {
    useStore(store.env)
    const [source] = await list('s3://archive/b/a')
    const text = Buffer.from('text of b/a 名+%41.txt')
    expect(source).toEqual({
      kind: 's3', path: 's3://archive/b/a 名+%41.txt', bucket: 'archive', key: 'b/a 名+%41.txt', size: text.length,
      etag: `"${createHash('md5').update(text).digest('hex')}"`,
    })
    expect(await createS3Reader(1000)(source as S3Source)).toEqual({ bytes: text })
  })

  it('has a gap for an object that was replaced since it was listed', async () => {
    useStore(store.env)
    const other = s3Source({ key: 'b.txt', etag: '"0"' })
    expect(await createS3Reader(1000)(other)).toMatchObject({ gap: { reason: 'changed-while-read' } })
  })

  it('has a gap for a large object without fetching it, and for an object that grew', async () => {
    useStore(store.env)
    const gap = { piece: '', reason: 'limit-exceeded', args: { limit: 'inputBytes', value: 4 } }
    expect(await list('s3://archive/b.txt', 4)).toEqual([{ kind: 'gap', path: 's3://archive/b.txt', gap }])
    expect(await createS3Reader(4)(s3Source({ key: 'b.txt' }))).toMatchObject({ gap: { reason: 'limit-exceeded' } })
  })

  it.each([
    ['s3://archive/none', 'not-found'],
    ['s3://archive/folder/', 'not-found'],
    ['s3://', 'not-found'],
    ['s3:///key', 'not-found'],
    ['s3://nowhere/b', 'unreadable'],
  ])('has a gap for %s: %s', async (path, reason) => {
    useStore(store.env)
    expect(summary(await list(path))).toEqual([`${path} ${reason}`])
  })

  it('has a gap for an object that was deleted since it was listed', async () => {
    useStore(store.env)
    expect(await createS3Reader(10)(s3Source({ key: 'gone' }))).toMatchObject({ gap: { reason: 'not-found' } })
  })
})

it('a listing without credentials is an error of the configuration', async () => {
  const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE', 'AWS_WEB_IDENTITY_TOKEN_FILE']
  for (const name of names) vi.stubEnv(name, undefined)
  const files = { AWS_SHARED_CREDENTIALS_FILE: '/nowhere', AWS_CONFIG_FILE: '/nowhere' }
  useStore({ ...files, AWS_EC2_METADATA_DISABLED: 'true', AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:1' })
  await expect(list('s3://archive/a')).rejects.toMatchObject({ code: 'configuration', reason: 's3-no-credentials' })
})

describe('a compatible store', () => {
  let server: Server
  let respond: (request: IncomingMessage, response: ServerResponse) => void
  beforeAll(async () => {
    server = createServer((request, response) => respond(request, response)).listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  afterAll(() => server.close())

  const environment = () => environmentOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const page = (keys: readonly string[], more: string) => {
    const contents = keys.map((key) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`).join('')
    return `<ListBucketResult><EncodingType>url</EncodingType>${contents}${more}</ListBucketResult>`
  }
  const more = (token: string) => `<IsTruncated>true</IsTruncated><NextContinuationToken>${token}</NextContinuationToken>`

  it('is listed page by page, and no page is lost', async () => {
    useStore(environment())
    respond = ({ url = '' }, response) => {
      const token = Number(/continuation-token=(\d+)/.exec(url)?.[1] ?? 0)
      const keys = Array.from({ length: 1000 }, (_, n) => `${token}/${n}`)
      response.end(page(keys, token < 3 ? more(String(token + 1)) : ''))
    }
    const all = Array.from({ length: 4000 }, (_, n) => `s3://archive/${Math.floor(n / 1000)}/${n % 1000}`)
    expect(summary(await list('s3://archive/'))).toEqual(all)
  })

  it('whose listing fails gives the objects listed so far, and a gap', async () => {
    useStore(environment())
    respond = ({ url = '' }, response) => {
      if (url.includes('continuation-token')) response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>')
      else response.end(page(['a'], more('t')))
    }
    expect(await list('s3://archive/')).toEqual([
      { kind: 's3', path: 's3://archive/a', bucket: 'archive', key: 'a', size: 1 },
      { kind: 'gap', path: 's3://archive/', gap: { piece: '', reason: 'unreadable', args: { code: 'SlowDown' } } },
    ])
  })

  it('may have keys that XML cannot contain', async () => {
    useStore(environment())
    respond = (_, response) => void response.end(page(['a+b%01%2B%E5%90%8D'], '<IsTruncated>false</IsTruncated>'))
    expect(summary(await list('s3://archive/'))).toEqual(['s3://archive/a b\u0001+名'])
  })

  it.each([
    [
      'a refused request', 403, '<Error><Code>AccessDenied</Code><Message>a secret</Message></Error>',
      { reason: 'unreadable', args: { code: 'AccessDenied' } },
    ],
    ['a changed object', 412, '<Error><Code>PreconditionFailed</Code></Error>', { reason: 'changed-while-read' }],
  ])('reports %s as a gap with the code, without the message', async (_, status, body, gap) => {
    useStore(environment())
    respond = (_request, response) => void response.writeHead(status).end(body)
    expect(await createS3Reader(10)(s3Source())).toEqual({ gap: { piece: '', ...gap }, size: 5 })
  })

  it('has a gap for a body that ends early, and for one above the limit', async () => {
    useStore(environment())
    respond = (_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('12345')
      setImmediate(() => response.destroy())
    }
    expect(await createS3Reader(1000)(s3Source())).toMatchObject({ gap: { reason: 'unreadable' } })
    respond = (_, response) => void response.writeHead(200).end('x'.repeat(5000))
    expect(await createS3Reader(1000)(s3Source())).toMatchObject({ gap: { reason: 'limit-exceeded' } })
  })

  it('that cannot be reached is a gap', async () => {
    useStore(environmentOf('http://127.0.0.1:1'))
    const gap = { reason: 'unreadable', args: { code: 'ECONNREFUSED' } }
    expect(await list('s3://archive/')).toMatchObject([{ kind: 'gap', gap }])
    expect(await createS3Reader(10)(s3Source())).toMatchObject({ gap })
  })
})
