import { isSymbolFont } from '../../text/symbol-font.js'

/** Bytes of a font's description before its name ([MS-DOC] 2.9.77 FFN), its length included. */
const NAME_START = 40

/**
 * The fonts of a document whose letters are pictures, by their number in the font table (2.9.276 SttbfFfn). A table
 * that breaks off gives the fonts before the break.
 */
export function readSymbolFonts(table: Buffer): ReadonlyMap<number, string> {
  const fonts = new Map<number, string>()
  const count = table.length < 4 ? 0 : table.readUInt16LE(0)
  for (let font = 0, at = 4; font < count && at < table.length; font++) {
    const end = at + 1 + table[at]!
    const name = table.subarray(at + NAME_START, end).toString('utf16le').replace(/\0.*$/s, '')
    if (isSymbolFont(name)) fonts.set(font, name)
    at = end
  }
  return fonts
}
