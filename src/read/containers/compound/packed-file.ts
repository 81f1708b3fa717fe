/**
 * A file inserted into a document: its label in the author's code page, the offset of its bytes, and the bytes.
 */
export interface PackedFile {
  readonly label: Buffer
  readonly start: number
  readonly content: Buffer
}

/**
 * The file in native data from `at` on ([MS-OLEDS] 2.3.6): label, path, the bytes. `undefined` where there is none, or
 * an empty one. All lengths are checked against the data; offsets count from the beginning of `data`.
 */
export function packedFile(data: Buffer, at: number): PackedFile | undefined {
  if (data.length < 12 || data.readUInt16LE(at) !== 2) return undefined
  const label = data.indexOf(0, at + 2)
  const path = label < 0 ? -1 : data.indexOf(0, label + 1)
  if (path < 0 || path + 9 > data.length) return undefined
  const size = path + 9 + data.readUInt32LE(path + 5)
  if (size + 4 > data.length) return undefined
  const start = size + 4
  const content = data.subarray(start, start + data.readUInt32LE(size))
  return content.length === 0 ? undefined : { label: data.subarray(at + 2, label), start, content }
}
