import { describe, expect, it } from 'vitest'
import { parseQueueUrl } from '../../../src/bulk/queue/index.js'
import { ScreenError } from '../../../src/model/index.js'

describe('the URL of a queue', () => {
  it.each([
    ['redis://here', { name: 'documents', host: 'here', port: 6379, db: 0 }],
    ['redis://here:7000/3', { name: 'documents', host: 'here', port: 7000, db: 3 }],
    ['redis://[::1]:7000/', { name: 'documents', host: '::1', port: 7000, db: 0 }],
    ['redis://:p%40ss@here/1', { name: 'documents', host: 'here', port: 6379, db: 1, password: 'p@ss' }],
    [
      'redis://us%3Aer:pass@here?name=archive-2026',
      { name: 'archive-2026', host: 'here', port: 6379, db: 0, username: 'us:er', password: 'pass' },
    ],
    ['rediss://here', { name: 'documents', host: 'here', port: 6379, db: 0, tls: {} }],
    [
      'rediss://here?ca=/a/ca.pem&cert=c.pem&key=k.pem',
      { name: 'documents', host: 'here', port: 6379, db: 0, tls: { ca: '/a/ca.pem', cert: 'c.pem', key: 'k.pem' } },
    ],
  ])('%s is read', (url, parts) => {
    const { displayUrl, ...address } = parseQueueUrl(url)
    expect(address).toEqual(parts)
    expect(displayUrl).toMatch(/^rediss?:\/\/[\w:[\]]+:\d+\/\d\?name=[\w-]+$/)
  })

  it.each([
    '', 'here:6379', 'http://user:secret@here', 'redis://', 'redis://:secret@', 'redis://here/zero', 'redis://here/0/1',
    'redis://here?name=a:b', 'redis://here?name=', 'redis://here?retries=3', 'redis://here?ca=ca.pem',
    'redis://:%E0%A4%secret@here', 'redis://:secret@here:99999', 'redis://here#secret',
  ])('“%s” is refused, in a message that does not repeat it', (url) => {
    let error: unknown
    try {
      parseQueueUrl(url)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(ScreenError)
    expect(error).toMatchObject({ code: 'usage', reason: 'queue-url', args: {}, details: {} })
  })
})
