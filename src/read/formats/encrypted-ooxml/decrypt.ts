import { createDecipheriv, createHash } from 'node:crypto'
import { DEFAULT_PASSWORD } from '../../containers/compound/office-cipher.js'

/** Most rounds of hashing: Office asks for 100,000, and the format allows 10,000,000. */
const MOST_ROUNDS = 1_000_000
/** Bytes that share one initialisation vector in agile encryption. */
const SEGMENT = 4096

/**
 * The package of an encrypted document: agile (2.3.4.10) or standard encryption (2.3.4.5) under Excel's default
 * password or one of `passwords`. Undefined where another password or another cipher was used; the verifier in `info`
 * decides. Cost for each password: the rounds that `info` demands, some 0.1 s for those of Office.
 */
export function decryptPackage(
  info: Buffer, encrypted: Buffer, passwords: readonly string[] = [],
): Buffer | undefined {
  for (const password of [DEFAULT_PASSWORD, ...passwords]) {
    const found = decryptWith(Buffer.from(password, 'utf16le'), info, encrypted)
    if (found) return found
  }
  return undefined
}

function decryptWith(password: Buffer, info: Buffer, encrypted: Buffer): Buffer | undefined {
  if (info.length < 8 || encrypted.length < 8) return undefined
  const size = Number(encrypted.readBigUInt64LE(0))
  const data = encrypted.subarray(8)
  if (size > data.length) return undefined
  try {
    const isAgile = info.readUInt32LE(0) === 0x00040004
    const decrypted = isAgile
      ? decryptAgile(password, info.toString('utf8', 8), data) : decryptStandard(password, info, data)
    return decrypted?.subarray(0, size)
  } catch {
    return undefined // a key, a vector or a name of a cipher that does not fit
  }
}

// ---- agile encryption ----

const VERIFIER_INPUT = Buffer.from('fea7d2763b4b9e79', 'hex')
const VERIFIER_VALUE = Buffer.from('d7aa0f6d3061344e', 'hex')
const KEY_VALUE = Buffer.from('146e0be7abacd0d6', 'hex')

interface Cipher {
  readonly hash: string
  readonly keyBytes: number
  readonly salt: Buffer
  readonly attribute: (name: string) => string
}

function decryptAgile(secret: Buffer, xml: string, data: Buffer): Buffer | undefined {
  const [content, password] = [cipherOf(xml, 'keyData'), cipherOf(xml, 'encryptedKey')]
  const rounds = Number(password?.attribute('spinCount'))
  if (!content || !password || !(rounds <= MOST_ROUNDS)) return undefined
  const start = stretched(password.hash, password.salt, secret, rounds)
  const open = (name: string, block: Buffer): Buffer => {
    const key = fitted(digest(password.hash, start, block), password.keyBytes)
    return decipher(password, key, password.salt, Buffer.from(password.attribute(name), 'base64'))
  }
  const input = open('encryptedVerifierHashInput', VERIFIER_INPUT).subarray(0, password.salt.length)
  const expected = digest(password.hash, input)
  const stored = open('encryptedVerifierHashValue', VERIFIER_VALUE).subarray(0, expected.length)
  if (!stored.equals(expected)) return undefined
  const key = open('encryptedKeyValue', KEY_VALUE).subarray(0, content.keyBytes)
  const segments: Buffer[] = []
  for (let at = 0; at < data.length; at += SEGMENT) {
    const vector = digest(content.hash, content.salt, numberOf(at / SEGMENT))
    segments.push(decipher(content, key, vector, data.subarray(at, at + SEGMENT)))
  }
  return Buffer.concat(segments)
}

/** The cipher that an element describes; AES with chained blocks alone, as Office writes it. */
function cipherOf(xml: string, element: string): Cipher | undefined {
  const tag = new RegExp(`<(?:\\w+:)?${element}\\s[^>]*>`).exec(xml)?.[0]
  if (tag === undefined) return undefined
  const attribute = (name: string): string => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  const hash = attribute('hashAlgorithm').replace('-', '').toLowerCase()
  const isKnown = attribute('cipherAlgorithm') === 'AES' && attribute('cipherChaining') === 'ChainingModeCBC'
  if (!isKnown || !/^sha(1|256|384|512)$/.test(hash)) return undefined
  const salt = Buffer.from(attribute('saltValue'), 'base64')
  return { hash, attribute, keyBytes: Number(attribute('keyBits')) / 8, salt }
}

function decipher({ keyBytes }: Cipher, key: Buffer, vector: Buffer, bytes: Buffer): Buffer {
  const aes = createDecipheriv(`aes-${keyBytes * 8}-cbc`, key, fitted(vector, 16)).setAutoPadding(false)
  return Buffer.concat([aes.update(bytes.subarray(0, bytes.length & ~15)), aes.final()])
}

/** Cut to a length, or filled up to it with 0x36 (2.3.4.11). */
function fitted(bytes: Buffer, length: number): Buffer {
  if (bytes.length >= length) return bytes.subarray(0, length)
  return Buffer.concat([bytes, Buffer.alloc(length - bytes.length, 0x36)])
}

// ---- standard encryption ----

const STANDARD_ROUNDS = 50_000

function decryptStandard(password: Buffer, info: Buffer, data: Buffer): Buffer | undefined {
  const verifierAt = 12 + info.readUInt32LE(8)
  if (info.readUInt16LE(2) !== 2 || verifierAt + 72 > info.length) return undefined
  const keyBytes = info.readUInt32LE(12 + 16) / 8
  const salt = info.subarray(verifierAt + 4, verifierAt + 20)
  const last = digest('sha1', stretched('sha1', salt, password, STANDARD_ROUNDS), numberOf(0))
  const key = Buffer.concat([0x36, 0x5c].map((fill) => {
    const block = Buffer.alloc(64, fill)
    last.forEach((byte, at) => { block[at]! ^= byte })
    return digest('sha1', block)
  })).subarray(0, keyBytes)
  const open = (bytes: Buffer): Buffer => {
    const aes = createDecipheriv(`aes-${keyBytes * 8}-ecb`, key, null).setAutoPadding(false)
    return Buffer.concat([aes.update(bytes.subarray(0, bytes.length & ~15)), aes.final()])
  }
  const verifier = open(info.subarray(verifierAt + 20, verifierAt + 36))
  const expected = open(info.subarray(verifierAt + 40, verifierAt + 72)).subarray(0, 20)
  return digest('sha1', verifier).equals(expected) ? open(data) : undefined
}

// ---- keys ----

/** The password, hashed again and again so that guessing takes time (2.3.4.7, 2.3.4.11). */
function stretched(hash: string, salt: Buffer, password: Buffer, rounds: number): Buffer {
  let value = digest(hash, salt, password)
  for (let round = 0; round < rounds; round++) value = digest(hash, numberOf(round), value)
  return value
}

function numberOf(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function digest(hash: string, ...bytes: readonly Buffer[]): Buffer {
  const state = createHash(hash)
  for (const each of bytes) state.update(each)
  return state.digest()
}
