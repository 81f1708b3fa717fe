import { packedFile } from '../../containers/compound/packed-file.js'

/** A file of an object, and what stands around it: names of classes, labels and paths. */
export interface ObjectFile {
  readonly bytes: Buffer
  readonly rest?: Buffer
}

/**
 * The file inside the hexadecimal digits of `\objdata`: an OLE 1 object ([MS-OLEDS] 2.2.5) is a header and its native
 * data; anything else is given back as it stands.
 */
export function objectFrom(hex: string): ObjectFile {
  const bytes = Buffer.from(hex.replace(/[^\da-fA-F]/g, ''), 'hex')
  if (bytes.length < 12 || bytes.readUInt32LE(4) !== 2) return { bytes }
  let at = 8
  for (let name = 0; name < 3; name++) {
    if (at + 4 > bytes.length) return { bytes }
    at += 4 + bytes.readUInt32LE(at)
  }
  if (at + 4 > bytes.length) return { bytes }
  const size = bytes.readUInt32LE(at)
  const native = bytes.subarray(at + 4, at + 4 + size)
  if (native.length === 0) return { bytes }
  const file = packedFile(native, 0)
  const content = file?.content ?? native
  const start = at + 4 + (file?.start ?? 0)
  return { bytes: content, rest: Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + content.length)]) }
}
