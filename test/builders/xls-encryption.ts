/**
 * Encrypts workbook streams as Excel does ([MS-OFFCRYPTO] 2.3.5 and 2.3.6).
 *
 *   encrypted(workbook({ … }), 'rc4')                      // under Excel's default password
 *   encrypted(workbook({ … }), 'crypto-api', 'another')
 */
import { createHash } from 'node:crypto'
import { word16, word32 } from './compound.js'
import { record } from './xls.js'

export type Cipher = 'rc4' | 'crypto-api' | 'crypto-api-40'

const SALT = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex')
const VERIFIER = Buffer.from('f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff', 'hex')
const PLAIN = [0x809, 0x2f, 0x194, 0x195, 0xe1, 0x196, 0x138]

export function encrypted(stream: Buffer, cipher: Cipher, password = 'VelvetSweatshop'): Buffer {
  const filePass = record(0x2f, word16(1), encryptionHeader(cipher, password))
  const first = 4 + stream.readUInt16LE(2)
  const whole = Buffer.concat([stream.subarray(0, first), filePass, stream.subarray(first)])
  const pad = padOf(cipher, password, whole.length, 1024)
  for (let at = 0; at + 4 <= whole.length;) {
    const type = whole.readUInt16LE(at)
    const end = at + 4 + whole.readUInt16LE(at + 2)
    if (type === 0x85) whole.writeUInt32LE(whole.readUInt32LE(at + 4) + filePass.length, at + 4)
    const start = at + 4 + (type === 0x85 ? 4 : 0)
    if (!PLAIN.includes(type)) for (let byte = start; byte < end; byte++) whole[byte]! ^= pad[byte]!
    at = end
  }
  return whole
}

/** The structure that says how the key is made, with the verifier of the password. */
export function encryptionHeader(cipher: Cipher, password: string): Buffer {
  const key = keyOf(cipher, password, 0)
  return cipher === 'rc4' ? rc4Header(key) : cryptoApiHeader(key, cipher === 'crypto-api-40' ? 40 : 128)
}

/** What bytes are combined with, by exclusive or, to encrypt them: with a new key for each block. */
export function padOf(cipher: Cipher, password: string, length: number, block: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / block) }, (_, at) => cipherBytes(keyOf(cipher, password, at), Buffer.alloc(block)))
  return Buffer.concat(blocks)
}

function keyOf(cipher: Cipher, password: string, block: number): Buffer {
  const text = Buffer.from(password, 'utf16le')
  if (cipher === 'rc4') {
    const short = hash('md5', text).subarray(0, 5)
    const long = hash('md5', ...Array.from({ length: 16 }, () => [short, SALT]).flat()).subarray(0, 5)
    return hash('md5', long, word32(block))
  }
  const key = hash('sha1', hash('sha1', SALT, text), word32(block))
  return cipher === 'crypto-api' ? key.subarray(0, 16) : Buffer.concat([key.subarray(0, 5), Buffer.alloc(11)])
}

function rc4Header(key: Buffer): Buffer {
  return Buffer.concat([word16(1, 1), SALT, cipherBytes(key, Buffer.concat([VERIFIER, hash('md5', VERIFIER)]))])
}

function cryptoApiHeader(key: Buffer, bits: number): Buffer {
  const header = Buffer.concat([word32(4, 0, 0x6801, 0x8004, bits, 1, 0, 0), Buffer.from('CSP\0', 'utf16le')])
  const verifier = cipherBytes(key, Buffer.concat([VERIFIER, hash('sha1', VERIFIER)]))
  return Buffer.concat([
    word16(2, 2), word32(4, header.length), header, word32(16), SALT, verifier.subarray(0, 16), word32(20), verifier.subarray(16),
  ])
}

function hash(name: string, ...bytes: readonly Buffer[]): Buffer {
  return createHash(name).update(Buffer.concat(bytes)).digest()
}

/** RC4, written from its description and apart from the one under test. */
function cipherBytes(key: Buffer, bytes: Buffer): Buffer {
  const box = [...Array(256).keys()]
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + box[i]! + key[i % key.length]!) % 256
    ;[box[i], box[j]] = [box[j]!, box[i]!]
  }
  let [i, j] = [0, 0]
  return Buffer.from(bytes.map((byte) => {
    i = (i + 1) % 256
    j = (j + box[i]!) % 256
    ;[box[i], box[j]] = [box[j]!, box[i]!]
    return byte ^ box[(box[i]! + box[j]!) % 256]!
  }))
}
