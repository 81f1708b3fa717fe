/**
 * A name or comment of a zip as text: UTF-8 where its bytes are that (or claim to be), else GB18030, which Chinese
 * Windows writes without saying so; bytes that are neither come out one character each, so that no two names fall
 * together.
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
