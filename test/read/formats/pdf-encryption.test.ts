import { createCipheriv, createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { cipherFor, type Security } from '../../../src/read/formats/pdf/cipher.js'
import type { PdfObject } from '../../../src/read/formats/pdf/objects.js'
import { Name, Reference, type Dictionary, type Value } from '../../../src/read/formats/pdf/syntax.js'
import { decryptorFor } from '../../../src/read/formats/pdf/decryptor.js'

const WORDS = Buffer.from('机密★2年')
const KEY = createHash('sha256').update('key of a file').digest()
const ID = Buffer.alloc(16, 7)
const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')
const BASE = { owner: Buffer.alloc(48, 1), userKey: Buffer.alloc(0), ownerKey: Buffer.alloc(0), permissions: -4, metadata: true, id: ID }

function aes(key: Buffer, bytes: Buffer, vector = Buffer.alloc(16, 9)): Buffer {
  const cipher = createCipheriv(`aes-${8 * key.length as 128 | 256}-cbc`, key, vector)
  return Buffer.concat([vector, cipher.update(bytes), cipher.final()])
}

/** The encryption entries of revisions 5 and 6 for the empty password, with the hash of the revision. */
function stored(hash: (salt: Buffer) => Buffer): Pick<Security, 'user' | 'userKey'> {
  const [check, own] = [Buffer.alloc(8, 3), Buffer.alloc(8, 4)]
  const cipher = createCipheriv('aes-256-cbc', hash(own), Buffer.alloc(16)).setAutoPadding(false)
  const userKey = Buffer.concat([cipher.update(KEY), cipher.final()])
  return { user: Buffer.concat([hash(check), check, own]), userKey }
}

const plainHash = (salt: Buffer): Buffer => createHash('sha256').update(salt).digest()

/** Algorithm 2.B of ISO 32000-2, literally: the remainder is that of a number of 16 bytes. */
function hardHash(salt: Buffer, password = Buffer.alloc(0), user = Buffer.alloc(0)): Buffer {
  let key = plainHash(Buffer.concat([password, salt, user]))
  let ends = false
  for (let round = 1; !ends; round++) {
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false)
    const mixed = cipher.update(Buffer.concat(Array.from({ length: 64 }, () => [password, key, user]).flat()))
    const rest = BigInt(`0x${mixed.subarray(0, 16).toString('hex')}`) % 3n
    key = createHash(['sha256', 'sha384', 'sha512'][Number(rest)]!).update(mixed).digest()
    ends = round >= 64 && mixed[mixed.length - 1]! <= round - 32
  }
  return key.subarray(0, 32)
}

/** The key of revision 4, and the entry that verifies it. */
function revision4(): { key: Buffer; user: Buffer } {
  const flags = Buffer.from([0xfc, 0xff, 0xff, 0xff])
  let key: Buffer =
    createHash('md5').update(PADDING).update(BASE.owner.subarray(0, 32)).update(flags).update(ID).digest()
  for (let round = 0; round < 50; round++) key = createHash('md5').update(key).digest()
  let user: Buffer = createHash('md5').update(PADDING).update(ID).digest()
  for (let round = 0; round < 20; round++) user = rc4(key.map((byte) => byte ^ round) as Buffer, user)
  return { key, user: Buffer.concat([user, Buffer.alloc(16)]) }
}

function rc4(key: Buffer, bytes: Buffer): Buffer {
  const state = [...Array(256).keys()]
  let j = 0
  state.forEach((_, i) => {
    j = (j + state[i]! + key[i % key.length]!) % 256
    ;[state[i], state[j]] = [state[j]!, state[i]!]
  })
  let [a, b] = [0, 0]
  return Buffer.from(bytes.map((byte) => {
    a = (a + 1) % 256
    b = (b + state[a]!) % 256
    ;[state[a], state[b]] = [state[b]!, state[a]!]
    return byte ^ state[(state[a]! + state[b]!) % 256]!
  }))
}

describe('the cipher of a document with an empty user password', () => {
  it.each([['5', 5, plainHash], ['6', 6, hardHash]] as const)('decrypts revision %s', (_name, revision, hash) => {
    const security: Security = { ...BASE, revision, length: 32, strings: 'aes-256', streams: 'none', ...stored(hash) }
    const cipher = cipherFor(security)!
    expect(Buffer.from(cipher.string(aes(KEY, WORDS), 5, 0)).toString()).toBe('机密★2年')
    expect(Buffer.from(cipher.stream(WORDS, 5, 0)).toString()).toBe('机密★2年')
    expect(cipherFor({ ...security, user: Buffer.alloc(48) })).toBeUndefined()
    expect(cipherFor({ ...security, user: Buffer.alloc(9) })).toBeUndefined()
  })

  it.each([5, 6] as const)('decrypts revision %i with the password of the user or of the owner', (revision) => {
    const hash = (password: string, user = Buffer.alloc(0)) => (salt: Buffer): Buffer =>
      (revision === 5 ? plainHash(Buffer.concat([Buffer.from(password), salt, user])) : hardHash(salt, Buffer.from(password), user))
    const { user, userKey } = stored(hash('密码'))
    const { user: owner, userKey: ownerKey } = stored(hash('主人', Buffer.from(user)))
    const security: Security = { ...BASE, revision, length: 32, strings: 'aes-256', streams: 'none', user, userKey, owner, ownerKey }
    for (const password of ['密码', '主人']) {
      expect(Buffer.from(cipherFor(security, password)!.string(aes(KEY, WORDS), 5, 0)).toString()).toBe('机密★2年')
    }
    expect(cipherFor(security, '别的')).toBeUndefined()
    expect(cipherFor(security)).toBeUndefined()
  })

  it('decrypts AES of revision 4, with a key for each object', () => {
    const { key, user } = revision4()
    const security: Security = { ...BASE, revision: 4, length: 16, strings: 'aes', streams: 'rc4', user }
    const own = createHash('md5').update(key).update(Buffer.from([0x11, 0x22, 0, 3, 0])).update('sAlT').digest()
    expect(Buffer.from(cipherFor(security)!.string(aes(own, WORDS), 0x2211, 3)).toString()).toBe('机密★2年')
    expect(cipherFor({ ...security, id: Buffer.alloc(16) })).toBeUndefined()
  })

  it('returns nothing for incomplete blocks', () => {
    const { user } = revision4()
    const cipher = cipherFor({ ...BASE, revision: 4, length: 16, strings: 'aes', streams: 'aes', user })!
    for (const length of [0, 7, 16, 31]) expect(cipher.string(Buffer.alloc(length), 1, 0)).toHaveLength(0)
  })
})

describe('decryptorFor', () => {
  const object = (number: number, entries: readonly (readonly [string, Value])[]): PdfObject => {
    const value: Dictionary = new Map(entries)
    return { number, generation: 0, value, start: 0, end: 0, head: 0, terminated: true, comments: new Map() }
  }
  const { key, user } = revision4()
  const encryption = object(9, [
    ['Filter', new Name('Standard')], ['V', 4], ['R', 4], ['P', -4], ['O', BASE.owner.subarray(0, 32)], ['U', user],
    ['CF', new Map([['Own', new Map([['CFM', new Name('AESV2')]])]])], ['StrF', new Name('Own')],
    ['StmF', new Name('Identity')],
  ])
  const own = createHash('md5').update(key).update(Buffer.from([2, 0, 0, 0, 0])).update('sAlT').digest()
  const encrypted = object(2, [['Title', [aes(own, WORDS)]]])
  const trailer = (id: string): Buffer => Buffer.from(`trailer << /Encrypt 9 0 R /ID [<${id}>] >>`)

  it('decrypts strings at any depth, but not those of the encryption dictionary', () => {
    const decryptor = decryptorFor(trailer(ID.toString('hex')), [encrypted, encryption])
    expect(typeof decryptor).toBe('object')
    if (typeof decryptor !== 'object') return
    expect(decryptor.decrypt(encrypted, WORDS))
      .toEqual({ object: { ...encrypted, value: new Map([['Title', [WORDS]]]) }, stored: WORDS })
    expect(decryptor.decrypt(encryption, WORDS).object).toBe(encryption)
  })

  it('is undefined where a password is needed, and `plain` where no trailer names an encryption', () => {
    expect(decryptorFor(trailer('00'), [encrypted, encryption])).toBeUndefined()
    expect(decryptorFor(Buffer.from('trailer << /Root 1 0 R >>'), [encrypted])).toBe('plain')
    expect(decryptorFor(Buffer.from('/Encrypt'), [object(3, [['Root', new Reference(1, 0)]])])).toBeUndefined()
  })
})
