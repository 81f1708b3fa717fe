/** Bytes at the start of an obfuscated font that were changed. */
const OBFUSCATED = 32

/**
 * Undoes the obfuscation of an embedded font (ISO/IEC 29500-4, 17.8.1): its first 32 bytes are XORed with a GUID, last
 * byte first. `key`: the GUID, with or without braces and hyphens; bytes come back as they are where it is none.
 */
export function deobfuscate(bytes: Uint8Array, key: string): Uint8Array {
  const digits = key.replace(/[{}-]/g, '')
  if (!/^[\da-f]{32}$/i.test(digits)) return bytes
  const guid = Buffer.from(digits, 'hex').reverse()
  const plain = Buffer.from(bytes)
  for (let at = 0; at < Math.min(OBFUSCATED, plain.length); at++) plain[at]! ^= guid[at % 16]!
  return plain
}
