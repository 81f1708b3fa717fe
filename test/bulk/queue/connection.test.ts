import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { ScreenError } from '../../../src/model/index.js'
import { startRedis, type RedisServer } from '../../builders/redis-server.js'
import { open, put, sourcesOf } from './queue.js'

let server: RedisServer | undefined
afterEach(() => server?.remove().then(() => (server = undefined)))

/** Opens it, puts a document there, and says how many jobs there are. */
async function use(url: string): Promise<number> {
  const connection = await open(url)
  try {
    await put(connection, ['a'], sourcesOf(['a']))
    return await connection.queue.getJobCountByTypes('waiting')
  } finally {
    await connection.close()
  }
}

async function refusal(url: string): Promise<string> {
  const error: unknown = await use(url).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ScreenError)
  expect((error as ScreenError).code).toBe('configuration')
  return (error as Error).message
}

describe('a connection', () => {
  it('that cannot be made is an error, at once', async () => {
    const sentence = 'the queue redis://127.0.0.1:1/0?name=documents cannot be reached (ECONNREFUSED)'
    expect(await refusal('redis://:secret@127.0.0.1:1')).toBe(sentence)
  })

  it('asks for the password of the server, which no message shows', async () => {
    server = await startRedis(['--requirepass', 'open sesame'])
    expect(await use(server.url().replace('//', '//:open%20sesame@'))).toBe(1)
    expect(await refusal(server.url())).toMatch(/\(NOAUTH\)$/)
    const message = await refusal(server.url().replace('//', '//:wrong-password@'))
    expect(message).toMatch(/\(WRONGPASS\)$/)
    expect(message).not.toContain('wrong-password')
  })

  it('may be that of a user who has the keys of queues and nothing else', async () => {
    const user = ['on', '>sesame', '~screen:*', '+@all', '-@admin', '-@dangerous', '+info']
    server = await startRedis(['--user', 'reader', ...user, '--user', 'default', 'off'])
    expect(await use(server.url().replace('//', '//reader:sesame@'))).toBe(1)
    expect(await refusal(server.url().replace('//', '//reader:other@'))).toMatch(/\(WRONGPASS\)$/)
  })
})

describe('a connection by TLS', () => {
  it('is made with a server that the named authority vouches for, and with no other', async () => {
    const folder = execFileSync('mktemp', ['-d'], { encoding: 'utf8' }).trim()
    const [cert, key] = ['cert.pem', 'key.pem'].map((name) => join(folder, name)) as [string, string]
    execFileSync('openssl', [
      'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
      '-subj', '/CN=queue', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert,
    ], { stdio: 'ignore' })
    const files = ['--tls-cert-file', cert, '--tls-key-file', key, '--tls-ca-cert-file', cert]
    server = await startRedis(['--tls-port', ...files])
    const url = server.url().replace('redis:', 'rediss:')
    expect(await use(`${url}?ca=${cert}&cert=${cert}&key=${key}`)).toBe(1)
    expect(await refusal(`${url}?cert=${cert}&key=${key}`)).toMatch(/\(DEPTH_ZERO_SELF_SIGNED_CERT\)$/)
    expect(await refusal(`${url}?ca=${join(folder, 'none.pem')}`)).toMatch(/none\.pem cannot be read \(ENOENT\)$/)
    expect(await refusal(server.url())).toMatch(/cannot be reached \(\w+\)$/)
    execFileSync('rm', ['-r', folder])
  })
})
