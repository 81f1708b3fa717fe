/**
 * Decodes a name or comment: as UTF-8 where it is valid, else as GB18030, which Chinese Windows writes without
 * declaring it. Bytes that are neither become one character each, so that different names stay different.
 */
export function decodeName(raw: Uint8Array, claimsUtf8: boolean): string {
  for (const label of claimsUtf8 ? ['utf-8'] : ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(raw)
    } catch {
      continue
    }
  }
  return new TextDecoder('latin1').decode(raw)
}
