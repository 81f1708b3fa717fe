import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'

type Method = 'rc4' | 'aes' | 'aes-256' | 'none'

/** Decrypts the strings and streams of one document. */
export interface Cipher {
  /** Decrypts a string. `number` and `generation` are those of the object that contains it. */
  string(bytes: Uint8Array, number: number, generation: number): Uint8Array
  /** Decrypts the stored bytes of a stream. */
  stream(bytes: Uint8Array, number: number, generation: number): Uint8Array
}

/** The encryption dictionary of the standard security handler (ISO 32000-1, table 21; ISO 32000-2, table 21). */
export interface Security {
  readonly revision: number
  /** Length of the key in bytes. */
  readonly length: number
  readonly owner: Uint8Array
  readonly user: Uint8Array
  /** The file key, encrypted with keys from the user's and the owner's password (revisions 5 and 6). */
  readonly userKey: Uint8Array
  readonly ownerKey: Uint8Array
  readonly permissions: number
  /** False where metadata streams are not encrypted. */
  readonly metadata: boolean
  /** First identifier of the file. */
  readonly id: Uint8Array
  readonly strings: Method
  readonly streams: Method
}

/** Pads a password (ISO 32000-1, 7.6.3.3). */
const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')
const ALL = Buffer.from('ffffffff', 'hex')
/** Rounds of MD5 from revision 3 on (algorithm 2). */
const ROUNDS = 50

/** The cipher of a document that `password` opens, as that of its user or its owner. Undefined for other documents. */
export function cipherFor(security: Security, password = ''): Cipher | undefined {
  const key = security.revision >= 5 ? newKey(security, password) : oldKey(security, password)
  if (!key) return undefined
  const decrypt = (method: Method, bytes: Uint8Array, number: number, generation: number): Uint8Array => {
    if (method === 'none') return bytes
    if (method === 'aes-256') return aes(key, bytes)
    const objectKey = keyOf(key, number, generation, method === 'aes')
    return method === 'aes' ? aes(objectKey, bytes) : rc4(objectKey, bytes)
  }
  return {
    string: (bytes, number, generation) => decrypt(security.strings, bytes, number, generation),
    stream: (bytes, number, generation) => decrypt(security.streams, bytes, number, generation),
  }
}

/** The file key up to revision 4 (ISO 32000-1, 7.6.3). The owner's password opens that of the user (algorithm 7). */
function oldKey(security: Security, password: string): Uint8Array | undefined {
  const padded = paddedPassword(Buffer.from(password, 'latin1'))
  return keyOfUser(security, padded) ?? (password === '' ? undefined : keyOfUser(security, userOf(security, padded)))
}

function paddedPassword(password: Uint8Array): Uint8Array {
  return Buffer.concat([password, PADDING]).subarray(0, 32)
}

/** The padded password of the user, decrypted with that of the owner (algorithms 3 and 7). */
function userOf({ revision, length, owner }: Security, padded: Uint8Array): Uint8Array {
  let key = md5(padded)
  if (revision >= 3) for (let round = 0; round < ROUNDS; round++) key = md5(key.subarray(0, length))
  key = key.subarray(0, length)
  let result = owner.subarray(0, 32)
  for (let round = revision === 2 ? 0 : 19; round >= 0; round--) result = rc4(key.map((byte) => byte ^ round), result)
  return result
}

/** Algorithm 2, checked with algorithms 4 and 5. */
function keyOfUser(
  { revision, length, owner, user, permissions, metadata, id }: Security, padded: Uint8Array,
): Uint8Array | undefined {
  const flags = Buffer.alloc(4)
  flags.writeInt32LE(permissions | 0)
  let key = md5(padded, owner.subarray(0, 32), flags, id, ...(revision >= 4 && !metadata ? [ALL] : []))
  if (revision >= 3) for (let round = 0; round < ROUNDS; round++) key = md5(key.subarray(0, length))
  key = key.subarray(0, length)
  const check = revision === 2 ? rc4(key, PADDING) : rc4Rounds(key, md5(PADDING, id))
  return Buffer.compare(check, user.subarray(0, check.length)) === 0 && user.length >= check.length ? key : undefined
}

function rc4Rounds(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  let result = bytes
  for (let round = 0; round < 20; round++) result = rc4(key.map((byte) => byte ^ round), result)
  return result
}

/** The file key from revision 5 on: algorithm 2.A (ISO 32000-2, 7.6.4.3.3). `user` holds a hash and two salts. */
function newKey(security: Security, password: string): Uint8Array | undefined {
  const { revision, user, userKey, owner, ownerKey } = security
  const bytes = Buffer.from(password, 'utf8').subarray(0, 127)
  const hash = revision === 5 ? simpleHash : hardHash
  const none = new Uint8Array()
  return unlocked(user, userKey, (salt) => hash(bytes, salt, none))
    ?? unlocked(owner, ownerKey, (salt) => hash(bytes, salt, user.subarray(0, 48)))
}

/** `stored` is a hash that checks the password, and the salts of the check and of the key. */
function unlocked(stored: Uint8Array, key: Uint8Array, hash: (salt: Uint8Array) => Buffer): Uint8Array | undefined {
  if (stored.length < 48 || key.length < 32) return undefined
  if (Buffer.compare(hash(stored.subarray(32, 40)), stored.subarray(0, 32)) !== 0) return undefined
  const own = hash(stored.subarray(40, 48))
  const decipher = createDecipheriv('aes-256-cbc', own, Buffer.alloc(16)).setAutoPadding(false)
  return Buffer.concat([decipher.update(key.subarray(0, 32)), decipher.final()])
}

function simpleHash(password: Uint8Array, salt: Uint8Array, user: Uint8Array): Buffer {
  return sha(256, Buffer.concat([password, salt, user]))
}

/** Algorithm 2.B (ISO 32000-2, 7.6.4.3.4). `user`: the stored hash of the user, for the password of the owner. */
function hardHash(password: Uint8Array, salt: Uint8Array, user: Uint8Array): Buffer {
  let key = simpleHash(password, salt, user)
  for (let round = 0, last = 0; round < 64 || last > round - 32; round++) {
    const once = Buffer.concat([password, key, user])
    const block = Buffer.alloc(64 * once.length, once)
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false)
    const mixed = cipher.update(block)
    const sum = mixed.subarray(0, 16).reduce((total, byte) => total + byte, 0) % 3
    key = sha(sum === 0 ? 256 : sum === 1 ? 384 : 512, mixed)
    last = mixed.at(-1)!
  }
  return key.subarray(0, 32)
}

/** Algorithm 1 (ISO 32000-1, 7.6.2): each object has its own key. */
function keyOf(key: Uint8Array, number: number, generation: number, forAes: boolean): Buffer {
  const object = Buffer.from([number, number >> 8, number >> 16, generation, generation >> 8])
  return md5(key, object, ...(forAes ? [Buffer.from('sAlT')] : [])).subarray(0, Math.min(16, key.length + 5))
}

/** AES in CBC mode. The first block is the initialisation vector; the last byte is the length of the padding. */
function aes(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  const whole = bytes.length - (bytes.length % 16)
  if (whole < 32) return new Uint8Array()
  const cipher = key.length === 32 ? 'aes-256-cbc' : 'aes-128-cbc'
  const decipher = createDecipheriv(cipher, key, bytes.subarray(0, 16)).setAutoPadding(false)
  const plain = Buffer.concat([decipher.update(bytes.subarray(16, whole)), decipher.final()])
  const padding = plain.at(-1) ?? 0
  return padding >= 1 && padding <= 16 ? plain.subarray(0, plain.length - padding) : plain
}

/** OpenSSL no longer provides RC4. */
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
