/** The characters of Windows 1252 at 0x80 to 0x9F, where ISO 8859-1 has controls. */
const UPPER_CONTROLS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/**
 * Decodes by label (WHATWG names), as `TextDecoder` does. Windows-1252 is decoded here: Node 20 decodes it as
 * ISO 8859-1, which turns quotes and dashes into controls.
 * @throws TypeError if `fatal` is set and the bytes are invalid; RangeError for an unknown label.
 */
export function decodeAs(label: string, bytes: Uint8Array, fatal = false): string {
  const decoder = new TextDecoder(label, { fatal })
  return decoder.encoding === 'windows-1252' ? fromWestern(bytes) : decoder.decode(bytes)
}

/** Decodes Windows 1252, in which every byte is valid. */
export function fromWestern(bytes: Uint8Array): string {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  return latin.replace(/[\x80-\x9f]/g, (control) => UPPER_CONTROLS[control.charCodeAt(0) - 0x80]!)
}
