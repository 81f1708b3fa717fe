/** A text in GBK, the code page of Chinese Windows. Undefined where it has a character that GBK has not. */
export function inGbk(text: string): Buffer | undefined {
  const bytes: number[] = []
  for (const character of text) {
    const code = character < '\x80' ? character.charCodeAt(0) : (codes ??= readCodes()).get(character)
    if (code === undefined) return undefined
    if (code > 0xff) bytes.push(code >> 8)
    bytes.push(code & 0xff)
  }
  return Buffer.from(bytes)
}

/** Code by character; 24,000 entries, made when the first Chinese text is encoded. */
let codes: ReadonlyMap<string, number> | undefined

function readCodes(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('gbk')
  const found = new Map<string, number>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if (character.length === 1 && character !== '\ufffd') found.set(character, lead << 8 | trail)
    }
  }
  return found
}
