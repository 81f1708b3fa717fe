import { createHash } from 'node:crypto'
import { rc4 } from './rc4.js'

/**
 * The password with which Excel encrypts a workbook whose structure is protected ([MS-OFFCRYPTO] 2.4.2.3): every copy
 * of Excel opens such a file without asking.
 */
export const DEFAULT_PASSWORD = 'VelvetSweatshop'

/** Gives the key of a block of a stream. */
export type KeyOf = (block: number) => Buffer

/**
 * The keys of a binary document under the first password that fits: RC4 ([MS-OFFCRYPTO] 2.3.6) or RC4 CryptoAPI
 * (2.3.5). `header`: the structure that begins with the version and holds the verifier, which decides. Undefined where
 * no password fits, or another cipher was used.
 */
export function officeKeys(header: Buffer, passwords: readonly string[]): KeyOf | undefined {
  for (const password of passwords) {
    const bytes = Buffer.from(password, 'utf16le')
    const keyOf = keyOfRc4(header, bytes) ?? keyOfCryptoApi(header, bytes)
    if (keyOf) return keyOf
  }
  return undefined
}

/** The keystream for `length` bytes: the cipher starts anew with each block of `blockSize`. */
export function keystreamOf(keyOf: KeyOf, length: number, blockSize: number): Buffer {
  const count = Math.ceil(length / blockSize)
  return Buffer.concat(Array.from({ length: count }, (_, block) => rc4(keyOf(block), Buffer.alloc(blockSize))))
}

function keyOfRc4(header: Buffer, password: Buffer): KeyOf | undefined {
  const isRc4 = header.length >= 52 && header.readUInt32LE(0) === 0x00010001
  if (!isRc4) return undefined
  const salt = header.subarray(4, 20)
  const start = md5(password).subarray(0, 5)
  const repeated = Buffer.concat(Array.from({ length: 16 }, () => Buffer.concat([start, salt])))
  const base = md5(repeated).subarray(0, 5)
  const keyOf: KeyOf = (block) => md5(Buffer.concat([base, numberOf(block)]))
  const verifier = rc4(keyOf(0), header.subarray(20, 52))
  return md5(verifier.subarray(0, 16)).equals(verifier.subarray(16)) ? keyOf : undefined
}

function keyOfCryptoApi(header: Buffer, password: Buffer): KeyOf | undefined {
  if (header.length < 12) return undefined
  const [major, minor] = [header.readUInt16LE(0), header.readUInt16LE(2)]
  const verifierAt = 12 + header.readUInt32LE(8)
  if (major < 2 || major > 4 || minor !== 2 || verifierAt < 32 || verifierAt + 60 > header.length) return undefined
  const bits = header.readUInt32LE(12 + 16) || 40
  const salt = header.subarray(verifierAt + 4, verifierAt + 20)
  const base = sha1(Buffer.concat([salt, password]))
  const keyOf: KeyOf = (block) => {
    const key = sha1(Buffer.concat([base, numberOf(block)])).subarray(0, bits >> 3)
    // A key of 40 bits is filled up with zeros to 128 (2.3.5.2).
    return bits === 40 ? Buffer.concat([key, Buffer.alloc(11)]) : key
  }
  const encrypted = header.subarray(verifierAt + 20, verifierAt + 60)
  const verifier = rc4(keyOf(0), Buffer.concat([encrypted.subarray(0, 16), encrypted.subarray(20)]))
  return sha1(verifier.subarray(0, 16)).equals(verifier.subarray(16)) ? keyOf : undefined
}

function numberOf(block: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(block)
  return bytes
}

function md5(bytes: Buffer): Buffer {
  return createHash('md5').update(bytes).digest()
}

function sha1(bytes: Buffer): Buffer {
  return createHash('sha1').update(bytes).digest()
}
