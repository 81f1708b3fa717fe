import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'

type Method = 'rc4' | 'aes' | 'aes-256' | 'none'

/** Undoes the encryption of one document. */
export interface Cipher {
  /** Of a string of the object that it stands in. */
  string(bytes: Uint8Array, number: number, generation: number): Uint8Array
  /** Of the stored bytes of a stream. */
  stream(bytes: Uint8Array, number: number, generation: number): Uint8Array
}

/** What the standard security handler says of a document (ISO 32000-1, table 21; ISO 32000-2, table 21). */
export interface Security {
  readonly revision: number
  /** Bytes of the key. */
  readonly length: number
  readonly owner: Uint8Array
  readonly user: Uint8Array
  /** The key itself, under that of the user (revision 5 and 6). */
  readonly userKey: Uint8Array
  readonly permissions: number
  readonly metadata: boolean
  /** First identifier of the file. */
  readonly id: Uint8Array
  readonly strings: Method
  readonly streams: Method
}

/** Fills a password up (7.6.3.3). */
const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')
const ALL = Buffer.from('ffffffff', 'hex')
/** Whoever wants more rounds is no document. */
const ROUNDS = 50

/** The cipher of a document that opens with the empty password; undefined where it does not. */
export function cipherFor(security: Security): Cipher | undefined {
  const key = security.revision >= 5 ? newKey(security) : oldKey(security)
  if (!key) return undefined
  const decrypt = (method: Method, bytes: Uint8Array, number: number, generation: number): Uint8Array => {
    if (method === 'none') return bytes
    if (method === 'aes-256') return aes(key, bytes)
    const own = keyOf(key, number, generation, method === 'aes')
    return method === 'aes' ? aes(own, bytes) : rc4(own, bytes)
  }
  return {
    string: (bytes, number, generation) => decrypt(security.strings, bytes, number, generation),
    stream: (bytes, number, generation) => decrypt(security.streams, bytes, number, generation),
  }
}

/** Algorithms 2, 4 and 5. */
function oldKey({ revision, length, owner, user, permissions, metadata, id }: Security): Uint8Array | undefined {
  const flags = Buffer.alloc(4)
  flags.writeInt32LE(permissions | 0)
  let key = md5(PADDING, owner.subarray(0, 32), flags, id, ...(revision >= 4 && !metadata ? [ALL] : []))
  if (revision >= 3) for (let round = 0; round < ROUNDS; round++) key = md5(key.subarray(0, length))
  key = key.subarray(0, length)
  const check = revision === 2 ? rc4(key, PADDING) : rc4Often(key, md5(PADDING, id))
  return Buffer.compare(check, user.subarray(0, check.length)) === 0 && user.length >= check.length ? key : undefined
}

function rc4Often(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  let turned = bytes
  for (let round = 0; round < 20; round++) turned = rc4(key.map((byte) => byte ^ round), turned)
  return turned
}

/** Algorithm 2.A: hash and salts stand in the user's string one after the other. */
function newKey({ revision, user, userKey }: Security): Uint8Array | undefined {
  if (user.length < 48 || userKey.length < 32) return undefined
  const hash = revision === 5 ? (salt: Uint8Array) => sha(256, salt) : hardHash
  if (Buffer.compare(hash(user.subarray(32, 40)), user.subarray(0, 32)) !== 0) return undefined
  const opener = createDecipheriv('aes-256-cbc', hash(user.subarray(40, 48)), Buffer.alloc(16)).setAutoPadding(false)
  return Buffer.concat([opener.update(userKey.subarray(0, 32)), opener.final()])
}

/** Algorithm 2.B for the empty password. */
function hardHash(salt: Uint8Array): Buffer {
  let key = sha(256, salt)
  for (let round = 0, last = 0; round < 64 || last > round - 32; round++) {
    const block = Buffer.alloc(64 * key.length, key)
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false)
    const mixed = cipher.update(block)
    const sum = mixed.subarray(0, 16).reduce((total, byte) => total + byte, 0) % 3
    key = sha(sum === 0 ? 256 : sum === 1 ? 384 : 512, mixed)
    last = mixed.at(-1)!
  }
  return key.subarray(0, 32)
}

/** Algorithm 1: each object has a key of its own. */
function keyOf(key: Uint8Array, number: number, generation: number, forAes: boolean): Buffer {
  const object = Buffer.from([number, number >> 8, number >> 16, generation, generation >> 8])
  return md5(key, object, ...(forAes ? [Buffer.from('sAlT')] : [])).subarray(0, Math.min(16, key.length + 5))
}

/**
 * The first block is where the chain begins; the last says how much of it is filling. Bytes of no such shape stay as
 * they are.
 */
function aes(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  const whole = bytes.length - (bytes.length % 16)
  if (whole < 32) return new Uint8Array()
  const cipher = key.length === 32 ? 'aes-256-cbc' : 'aes-128-cbc'
  const decipher = createDecipheriv(cipher, key, bytes.subarray(0, 16)).setAutoPadding(false)
  const plain = Buffer.concat([decipher.update(bytes.subarray(16, whole)), decipher.final()])
  const filling = plain.at(-1) ?? 0
  return filling >= 1 && filling <= 16 ? plain.subarray(0, plain.length - filling) : plain
}

/** OpenSSL has given it up. */
function rc4(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  const state = Uint8Array.from({ length: 256 }, (_, at) => at)
  for (let at = 0, other = 0; at < 256; at++) {
    other = (other + state[at]! + key[at % key.length]!) & 255
    ;[state[at], state[other]] = [state[other]!, state[at]!]
  }
  const plain = new Uint8Array(bytes.length)
  for (let at = 0, one = 0, other = 0; at < bytes.length; at++) {
    one = (one + 1) & 255
    const value = state[one]!
    other = (other + value) & 255
    state[one] = state[other]!
    state[other] = value
    plain[at] = bytes[at]! ^ state[(state[one]! + value) & 255]!
  }
  return plain
}

function md5(...pieces: readonly Uint8Array[]): Buffer {
  const hash = createHash('md5')
  for (const piece of pieces) hash.update(piece)
  return hash.digest()
}

function sha(bits: 256 | 384 | 512, bytes: Uint8Array): Buffer {
  return createHash(`sha${bits}`).update(bytes).digest()
}
