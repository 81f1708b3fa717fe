/** Bytes of a font's description before its name ([MS-DOC] 2.9.77 FFN), its length included. */
const NAME_START = 40

/**
 * The names of the fonts of a document, by their number in the font table ([MS-DOC] 2.9.276 SttbfFfn). A table that
 * breaks off gives the fonts before the break.
 */
export function readFonts(table: Buffer): readonly string[] {
  const fonts: string[] = []
  const count = table.length < 4 ? 0 : table.readUInt16LE(0)
  for (let at = 4; fonts.length < count && at < table.length;) {
    const end = at + 1 + table[at]!
    fonts.push(table.subarray(at + NAME_START, end).toString('utf16le').replace(/\0.*$/s, ''))
    at = end
  }
  return fonts
}
