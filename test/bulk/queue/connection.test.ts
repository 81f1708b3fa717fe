import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { ScreenError } from '../../../src/model/index.js'
import { startRedis, type RedisServer } from '../../builders/redis-server.js'
import { temporaryFolder } from '../../temporary-folder.js'
import { enqueue, namedSources, openQueue } from './queue.js'

let server: RedisServer | undefined
afterEach(() => server?.remove().then(() => (server = undefined)))

/** Opens a queue and enqueues a document. @returns the number of jobs */
async function use(url: string): Promise<number> {
  const connection = await openQueue(url)
  try {
    await enqueue(connection, ['a'], namedSources(['a']))
    return await connection.queue.getJobCountByTypes('waiting')
  } finally {
    await connection.close()
  }
}

async function refusalOf(url: string): Promise<string> {
  const error: unknown = await use(url).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ScreenError)
  expect((error as ScreenError).code).toBe('configuration')
  return (error as Error).message
}

describe('a connection', () => {
  it('that cannot be made fails at once', async () => {
    const sentence = 'the queue redis://127.0.0.1:1/0?name=documents cannot be reached: the connection was refused (ECONNREFUSED)'
    expect(await refusalOf('redis://:secret@127.0.0.1:1')).toBe(sentence)
  })

  it('needs the password of the server, and no message shows it', async () => {
    server = await startRedis(['--requirepass', 'open sesame'])
    expect(await use(server.url().replace('//', '//:open%20sesame@'))).toBe(1)
    expect(await refusalOf(server.url())).toMatch(/\(NOAUTH\)$/)
    const message = await refusalOf(server.url().replace('//', '//:wrong-password@'))
    expect(message).toMatch(/\(WRONGPASS\)$/)
    expect(message).not.toContain('wrong-password')
  })

  it('works for a user who may access the keys of queues only', async () => {
    const user = ['on', '>sesame', '~screen:*', '+@all', '-@admin', '-@dangerous', '+info']
    server = await startRedis(['--user', 'reader', ...user, '--user', 'default', 'off'])
    expect(await use(server.url().replace('//', '//reader:sesame@'))).toBe(1)
    expect(await refusalOf(server.url().replace('//', '//reader:other@'))).toMatch(/\(WRONGPASS\)$/)
  })
})

describe('a TLS connection', () => {
  it('accepts only a server whose certificate the named authority has signed', async () => {
    const folder = temporaryFolder()
    const [cert, key] = ['cert.pem', 'key.pem'].map((name) => join(folder, name)) as [string, string]
    execFileSync('openssl', [
      'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
      '-subj', '/CN=queue', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert,
    ], { stdio: 'ignore' })
    const files = ['--tls-cert-file', cert, '--tls-key-file', key, '--tls-ca-cert-file', cert]
    server = await startRedis(['--tls-port', ...files])
    const url = server.url().replace('redis:', 'rediss:')
    expect(await use(`${url}?ca=${cert}&cert=${cert}&key=${key}`)).toBe(1)
    expect(await refusalOf(`${url}?cert=${cert}&key=${key}`)).toMatch(/\(DEPTH_ZERO_SELF_SIGNED_CERT\)$/)
    expect(await refusalOf(`${url}?ca=${join(folder, 'none.pem')}`)).toMatch(/none\.pem cannot be read: it does not exist \(ENOENT\)$/)
    expect(await refusalOf(server.url())).toMatch(/cannot be reached: .* \(?\w+\)?$/)
  })
})
