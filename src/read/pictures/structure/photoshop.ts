/**
 * The resources of Photoshop (Adobe Photoshop File Formats Specification, Image Resource Section), each one a region:
 * `8BIM`, a number, a name of even length, a size, the data. What is no resource is the last region.
 */
export function photoshopResources(bytes: Buffer): Buffer[] {
  const found: Buffer[] = []
  let at = 0
  while (at + 12 <= bytes.length && bytes.toString('latin1', at, at + 4) === '8BIM') {
    const nameEnd = at + 6 + ((bytes[at + 6]! + 2) & ~1)
    if (nameEnd + 4 > bytes.length) break
    const size = bytes.readUInt32BE(nameEnd)
    const end = nameEnd + 4 + size
    if (end > bytes.length) break
    found.push(bytes.subarray(nameEnd + 4, end))
    at = end + (size & 1)
  }
  return at < bytes.length ? [...found, bytes.subarray(at)] : found
}
