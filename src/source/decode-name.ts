const DECODERS = ['utf-8', 'gb18030'].map((encoding) => new TextDecoder(encoding, { fatal: true, ignoreBOM: true }))

/** Decodes a file name: UTF-8, or else GB18030, which older Chinese systems use, or else Latin-1. */
export function decodeName(name: Buffer): string {
  for (const decoder of DECODERS) {
    try {
      return decoder.decode(name)
    } catch {
      continue
    }
  }
  return name.toString('latin1')
}
