/** What Windows 1252 has at 0x80 to 0x9F, where ISO 8859-1 has controls. */
const UPPER_CONTROLS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/**
 * Decodes as `TextDecoder` does, by label (WHATWG names), but windows-1252 as the standard has it: Node 20 takes that
 * one for ISO 8859-1, which turns quotes and dashes into controls.
 * @throws TypeError where `fatal` is asked for and the bytes are refused, RangeError where the label is unknown.
 */
export function decodeAs(label: string, bytes: Uint8Array, fatal = false): string {
  const decoder = new TextDecoder(label, { fatal })
  return decoder.encoding === 'windows-1252' ? fromWestern(bytes) : decoder.decode(bytes)
}

/** Windows 1252 refuses no byte. */
export function fromWestern(bytes: Uint8Array): string {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  return latin.replace(/[\x80-\x9f]/g, (control) => UPPER_CONTROLS[control.charCodeAt(0) - 0x80]!)
}
