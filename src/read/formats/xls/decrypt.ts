import { createHash } from 'node:crypto'
import { recordsOf } from './records.js'
import { rc4 } from './rc4.js'

/**
 * The password with which Excel encrypts a workbook whose structure is protected ([MS-OFFCRYPTO] 2.4.2.3): every copy
 * of Excel opens such a file without asking.
 */
const DEFAULT_PASSWORD = Buffer.from('VelvetSweatshop', 'utf16le')

/** Bytes that share one key. */
const BLOCK = 1024

/** Records whose data is never encrypted ([MS-XLS] 2.2.10): they say what the file is, and who has it open. */
const PLAIN: ReadonlySet<number> = new Set([0x809, 0x2f, 0x194, 0x195, 0xe1, 0x196, 0x138])
const BOUND_SHEET = 0x85

/** Gives the key of a block of the stream. */
type KeyOf = (block: number) => Buffer

/**
 * A workbook stream without its encryption: RC4 ([MS-OFFCRYPTO] 2.3.6) or RC4 CryptoAPI (2.3.5) under Excel's default
 * password. `filePass`: data of the record `FilePass`. Undefined where another password or another cipher was used; the
 * verifier in the record decides. Cost: linear.
 */
export function decryptWorkbook(stream: Buffer, filePass: Buffer): Buffer | undefined {
  const keyOf = keyOfRc4(filePass) ?? keyOfCryptoApi(filePass)
  if (!keyOf) return undefined
  const decrypted = Buffer.from(stream)
  const keystream = keystreamOf(keyOf, stream.length)
  for (const { type, offset, pieces } of recordsOf(stream)) {
    let at = offset
    pieces.forEach((piece, index) => {
      const start = at + 4 + (type === BOUND_SHEET && index === 0 ? 4 : 0) // the position of a sheet is plain
      at += 4 + piece.length
      if (PLAIN.has(type)) return
      for (let byte = start; byte < at; byte++) decrypted[byte]! ^= keystream[byte]!
    })
  }
  return decrypted
}

/** The cipher runs over the whole stream, heads of records included, with a new key for each block. */
function keystreamOf(keyOf: KeyOf, length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / BLOCK) }, (_, block) => rc4(keyOf(block), Buffer.alloc(BLOCK)))
  return Buffer.concat(blocks)
}

function keyOfRc4(filePass: Buffer): KeyOf | undefined {
  const isRc4 = filePass.length >= 54 && filePass.readUInt16LE(0) === 1 && filePass.readUInt32LE(2) === 0x00010001
  if (!isRc4) return undefined
  const salt = filePass.subarray(6, 22)
  const start = md5(DEFAULT_PASSWORD).subarray(0, 5)
  const repeated = Buffer.concat(Array.from({ length: 16 }, () => Buffer.concat([start, salt])))
  const base = md5(repeated).subarray(0, 5)
  const keyOf: KeyOf = (block) => md5(Buffer.concat([base, numberOf(block)]))
  const verifier = rc4(keyOf(0), filePass.subarray(22, 54))
  return md5(verifier.subarray(0, 16)).equals(verifier.subarray(16)) ? keyOf : undefined
}

function keyOfCryptoApi(filePass: Buffer): KeyOf | undefined {
  if (filePass.length < 14 || filePass.readUInt16LE(0) !== 1) return undefined
  const [major, minor] = [filePass.readUInt16LE(2), filePass.readUInt16LE(4)]
  const verifierAt = 14 + filePass.readUInt32LE(10)
  if (major < 2 || major > 4 || minor !== 2 || verifierAt < 34 || verifierAt + 60 > filePass.length) return undefined
  const bits = filePass.readUInt32LE(14 + 16) || 40
  const salt = filePass.subarray(verifierAt + 4, verifierAt + 20)
  const base = sha1(Buffer.concat([salt, DEFAULT_PASSWORD]))
  const keyOf: KeyOf = (block) => {
    const key = sha1(Buffer.concat([base, numberOf(block)])).subarray(0, bits >> 3)
    // A key of 40 bits is filled up with zeros to 128 (2.3.5.2).
    return bits === 40 ? Buffer.concat([key, Buffer.alloc(11)]) : key
  }
  const encrypted = filePass.subarray(verifierAt + 20, verifierAt + 60)
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
