import { createCipheriv, createHmac, pbkdf2Sync } from 'node:crypto'
import { constants, crc32, inflateRawSync } from 'node:zlib'
import { extraField } from './directory.js'
import { inGbk } from './gbk.js'
import type { ZipEntry } from './zip-entry.js'

/** An entry as it is without its encryption, and its compressed bytes. */
export interface DecryptedEntry {
  readonly entry: ZipEntry
  readonly packed: Buffer
}

/** Decrypts the bytes of an entry. Undefined where no password opens it, or where its encryption is not known. */
export type ZipDecryptor = (entry: ZipEntry, bytes: Buffer) => DecryptedEntry | undefined

/**
 * Tries passwords on the entries of one archive: traditional encryption (PKWARE APPNOTE 6.1) and AES of WinZip (AE-1
 * and AE-2). The password that opened the last entry is tried first. Strong encryption (7) is not known. Cost for each
 * entry and password: a thousand rounds of SHA-1 for AES, and for traditional encryption inflating the entry where its
 * check byte fits, which is so for one wrong password in 256.
 */
export function zipDecryptor(passwords: readonly string[]): ZipDecryptor {
  let candidates = passwords.flatMap(encodings)
  return (entry, bytes) => {
    for (const password of candidates) {
      const decrypted = entry.method === AES ? decryptAes(entry, bytes, password) : decryptOld(entry, bytes, password)
      if (!decrypted) continue
      candidates = [password, ...candidates.filter((other) => other !== password)]
      return decrypted
    }
    return undefined
  }
}

/** Programs write a password in UTF-8 or in the code page of their system. */
function encodings(password: string): Buffer[] {
  const utf8 = Buffer.from(password, 'utf8')
  const gbk = inGbk(password)
  return !gbk || gbk.equals(utf8) ? [utf8] : [utf8, gbk]
}

// ---- AES ----

/** The method of entries with AES; the real one is in an extra field. */
const AES = 99
const AES_FIELD = 0x9901
/** Bytes that check the password, and bytes of the code behind the data. */
const CHECK = 2
const CODE = 10

function decryptAes(entry: ZipEntry, bytes: Buffer, password: Buffer): DecryptedEntry | undefined {
  const field = extraField(entry.extra, AES_FIELD)
  const strength = field?.[4] ?? 0
  if (!field || field.length < 7 || strength < 1 || strength > 3) return undefined
  const [keyBytes, saltBytes] = [8 + 8 * strength, 4 + 4 * strength]
  const start = saltBytes + CHECK
  if (bytes.length < start + CODE) return undefined
  const keys = pbkdf2Sync(password, bytes.subarray(0, saltBytes), 1000, 2 * keyBytes + CHECK, 'sha1')
  if (!keys.subarray(2 * keyBytes).equals(bytes.subarray(saltBytes, start))) return undefined
  const data = bytes.subarray(start, -CODE)
  const code = createHmac('sha1', keys.subarray(keyBytes, 2 * keyBytes)).update(data).digest().subarray(0, CODE)
  if (!code.equals(bytes.subarray(-CODE))) return undefined
  const packed = inCounterMode(keys.subarray(0, keyBytes), data)
  const version = field.readUInt16LE(0)
  const method = field.readUInt16LE(5)
  // AE-2 keeps no checksum of the content: the code over the data stands for it.
  const checksum = version === 1 ? entry.checksum : undefined
  return { packed, entry: { ...entry, method, packed: packed.length, checksum, encrypted: false } }
}

/** The counter of WinZip is little-endian and begins at 1, so the keystream is made with the block cipher alone. */
function inCounterMode(key: Buffer, data: Buffer): Buffer {
  const counters = Buffer.alloc(16 * Math.ceil(data.length / 16))
  for (let block = 0; 16 * block < counters.length; block++) counters.writeUInt32LE(block + 1, 16 * block)
  const cipher = createCipheriv(`aes-${key.length * 8}-ecb`, key, null).setAutoPadding(false)
  const stream = cipher.update(counters)
  for (let at = 0; at < data.length; at++) stream[at]! ^= data[at]!
  return stream.subarray(0, data.length)
}

// ---- traditional encryption ----

/** Bytes before the data; the last of them checks the password. */
const HEADER = 12
const STRONG = 0x40

function decryptOld(entry: ZipEntry, bytes: Buffer, password: Buffer): DecryptedEntry | undefined {
  if ((entry.flags & STRONG) !== 0 || bytes.length < HEADER) return undefined
  const keys = new Keys(password)
  const header = keys.decrypt(bytes.subarray(0, HEADER))
  const streamed = (entry.flags & 8) !== 0
  const checks = [entry.checksum! >>> 24, ...(streamed ? [entry.time >>> 8] : [])]
  if (!checks.includes(header[HEADER - 1]!)) return undefined
  const packed = keys.decrypt(bytes.subarray(HEADER))
  const decrypted = { ...entry, packed: packed.length, encrypted: false }
  return isContent(decrypted, packed) ? { entry: decrypted, packed } : undefined
}

/** The three keys of traditional encryption (APPNOTE 6.1.5), which change with each byte. */
class Keys {
  #one = 0x12345678
  #two = 0x23456789
  #three = 0x34567890

  constructor(password: Buffer) {
    for (const byte of password) this.#update(byte)
  }

  decrypt(bytes: Buffer): Buffer {
    const plain = Buffer.alloc(bytes.length)
    for (let at = 0; at < bytes.length; at++) {
      const mixed = (this.#three | 2) & 0xffff
      plain[at] = bytes[at]! ^ ((mixed * (mixed ^ 1)) >>> 8)
      this.#update(plain[at]!)
    }
    return plain
  }

  #update(byte: number): void {
    this.#one = crcOf(this.#one, byte)
    this.#two = (Math.imul(this.#two + (this.#one & 0xff), 134775813) + 1) | 0
    this.#three = crcOf(this.#three, this.#two >>> 24)
  }
}

const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ ((value & 1) === 0 ? 0 : 0xedb88320)
  return value
})

function crcOf(crc: number, byte: number): number {
  return (crc >>> 8) ^ CRC_TABLE[(crc ^ byte) & 0xff]!
}

/** Packed bytes that are inflated to see whether a password is right. */
const PROBE = 32_768

/** A wrong password fits the check byte once in 256 times, and gives bytes that are no deflate stream. */
function isContent({ method, checksum }: ZipEntry, packed: Buffer): boolean {
  if (method === 0) return crc32(packed) === checksum
  if (method !== 8) return true
  try {
    const inflated = inflateRawSync(packed.subarray(0, PROBE), { finishFlush: constants.Z_SYNC_FLUSH })
    return packed.length > PROBE || crc32(inflated) === checksum
  } catch {
    return false
  }
}
