/**
 * Encrypts packages as Office does: agile encryption with AES and SHA-512, or standard encryption ([MS-OFFCRYPTO] 2.3.4).
 *
 *   encryptedPackage(xlsx({ … }), 'agile')                      // under Excel's default password
 *   encryptedPackage(xlsx({ … }), 'standard', 'another')
 */
import { createCipheriv, createHash } from 'node:crypto'
import { compound, word16, word32 } from './compound.js'

const SALT = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex')
const VERIFIER = Buffer.from('f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', 'hex')
const ROUNDS = 1000

export function encryptedPackage(bytes: Uint8Array, kind: 'agile' | 'standard', password = 'VelvetSweatshop'): Buffer {
  const size = Buffer.alloc(8)
  size.writeBigUInt64LE(BigInt(bytes.length))
  const padded = Buffer.concat([bytes, Buffer.alloc(-bytes.length & 15)])
  const [info, content] = kind === 'agile' ? agile(padded, password) : standard(padded, password)
  return compound({
    EncryptionInfo: info,
    EncryptedPackage: Buffer.concat([size, content]),
    '\x06DataSpaces': { Version: Buffer.from('Microsoft.Container.DataSpaces', 'utf16le') },
  })
}

function agile(bytes: Buffer, password: string): [Buffer, Buffer] {
  const start = stretched('sha512', password, ROUNDS)
  const secret = Buffer.alloc(32, 0x5a)
  const seal = (block: string, value: Buffer): string =>
    aes('aes-256-cbc', hash('sha512', start, Buffer.from(block, 'hex')).subarray(0, 32), SALT, value).toString('base64')
  const cipher = `saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="${SALT.toString('base64')}"`
  const xml = `<encryption xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><keyData ${cipher}/><keyEncryptors><keyEncryptor>`
    + `<p:encryptedKey spinCount="${ROUNDS}" ${cipher} encryptedVerifierHashInput="${seal('fea7d2763b4b9e79', VERIFIER)}"`
    + ` encryptedVerifierHashValue="${seal('d7aa0f6d3061344e', hash('sha512', VERIFIER))}" encryptedKeyValue="${seal('146e0be7abacd0d6', secret)}"/>`
    + '</keyEncryptor></keyEncryptors></encryption>'
  const segments = Array.from({ length: Math.ceil(bytes.length / 4096) }, (_, at) =>
    aes('aes-256-cbc', secret, hash('sha512', SALT, word32(at)).subarray(0, 16), bytes.subarray(4096 * at, 4096 * at + 4096)))
  return [Buffer.concat([word16(4, 4), word32(0x40), Buffer.from(xml)]), Buffer.concat(segments)]
}

function standard(bytes: Buffer, password: string): [Buffer, Buffer] {
  const last = hash('sha1', stretched('sha1', password, 50_000), word32(0))
  const key = hash('sha1', Buffer.alloc(64, 0x36).map((byte, at) => byte ^ (last[at] ?? 0)) as Buffer).subarray(0, 16)
  const header = word32(0x24, 0, 0x660e, 0x8004, 128, 0x18, 0, 0)
  const verifier = Buffer.concat([
    word32(16), SALT, aes('aes-128-ecb', key, null, VERIFIER), word32(20), aes('aes-128-ecb', key, null, Buffer.concat([hash('sha1', VERIFIER), Buffer.alloc(12)])),
  ])
  return [Buffer.concat([word16(4, 2), word32(0x24, header.length), header, verifier]), aes('aes-128-ecb', key, null, bytes)]
}

function stretched(name: string, password: string, rounds: number): Buffer {
  let value = hash(name, SALT, Buffer.from(password, 'utf16le'))
  for (let round = 0; round < rounds; round++) value = hash(name, word32(round), value)
  return value
}

function aes(name: string, key: Buffer, vector: Buffer | null, bytes: Buffer): Buffer {
  const cipher = createCipheriv(name, key, vector).setAutoPadding(false)
  return Buffer.concat([cipher.update(bytes), cipher.final()])
}

function hash(name: string, ...bytes: readonly Buffer[]): Buffer {
  return createHash(name).update(Buffer.concat(bytes)).digest()
}
