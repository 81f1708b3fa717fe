import { createCipheriv, pbkdf2Sync } from 'node:crypto'
import { crc32 } from 'node:zlib'

/**
 * Builds a RAR 5 archive of stored files (RAR 5.0 archive format): signature, main header, a header before each file, end. A password encrypts
 * the content of the files.
 */
export function rar(files: Readonly<Record<string, string>>, password?: string): Buffer {
  const entries = Object.entries(files).map(([name, text]) => {
    const data = Buffer.from(text)
    const sum = Buffer.alloc(4)
    sum.writeUInt32LE(crc32(data))
    const label = Buffer.from(name)
    if (password !== undefined) return encryptedEntry(data, sum, label, password)
    const fields = [number(data.length), number(4), number(data.length), number(0), sum, number(0), number(1), number(label.length), label]
    return Buffer.concat([block(2, 2, fields), data])
  })
  return Buffer.concat([Buffer.from('526172211a070100', 'hex'), block(1, 0, [number(0)]), ...entries, block(5, 0, [number(0)])])
}

const SALT = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex')
/** Rounds of hashing, as a power of two. */
const ROUNDS = 4

/** The extra record of type 1 says how the key is made: version, flags, rounds, salt and vector. */
function encryptedEntry(data: Buffer, sum: Buffer, label: Buffer, password: string): Buffer {
  const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(password, SALT, 2 ** ROUNDS, 32, 'sha256'), SALT).setAutoPadding(false)
  const packed = cipher.update(Buffer.concat([data, Buffer.alloc(-data.length & 15)]))
  const record = Buffer.concat([number(1), number(0), number(0), Buffer.of(ROUNDS), SALT, SALT])
  const extra = Buffer.concat([number(record.length), record])
  const fields = [
    number(extra.length), number(packed.length), number(4), number(data.length), number(0), sum, number(0), number(1), number(label.length), label, extra,
  ]
  return Buffer.concat([block(2, 3, fields), packed])
}

/** Checksum, size, type, flags and the fields of the type. */
function block(type: number, flags: number, fields: readonly Buffer[]): Buffer {
  const content = Buffer.concat([number(type), number(flags), ...fields])
  const sized = Buffer.concat([number(content.length), content])
  const sum = Buffer.alloc(4)
  sum.writeUInt32LE(crc32(sized))
  return Buffer.concat([sum, sized])
}

/** Seven bits a byte, lowest first, the eighth set on all but the last. */
function number(value: number): Buffer {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    bytes.push((rest % 128) | (rest >= 128 ? 0x80 : 0))
    if (rest < 128) return Buffer.from(bytes)
  }
}
