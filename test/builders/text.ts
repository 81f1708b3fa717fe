/**
 * Chinese text as bytes of an encoding that Node decodes and does not encode: the table is made by decoding every
 * double byte once. Characters the encoding lacks throw, so that no test proves less than it says.
 */
export function encode(text: string, encoding: 'gb18030' | 'big5' | 'utf-8' | 'utf-16le' | 'utf-16be'): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8')
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le')
  if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16()
  const table = tableOf(encoding)
  return Buffer.from([...text].flatMap((character) => {
    if (character < '\x80') return [character.charCodeAt(0)]
    const pair = table.get(character)
    if (pair === undefined) throw new Error(`${encoding} has no U+${character.codePointAt(0)!.toString(16)}`)
    return [pair >> 8, pair & 0xff]
  }))
}

const tables = new Map<string, Map<string, number>>()

function tableOf(encoding: string): Map<string, number> {
  const known = tables.get(encoding)
  if (known) return known
  const table = new Map<string, number>()
  const decoder = new TextDecoder(encoding)
  for (let lead = 0x81; lead < 0xff; lead++) {
    for (let trail = 0x40; trail < 0xff; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if (character.length === 1 && character !== '\ufffd' && !table.has(character)) table.set(character, (lead << 8) | trail)
    }
  }
  tables.set(encoding, table)
  return table
}

/** A sentence of official prose, long enough for its frequencies to tell its encoding. */
export const PROSE = '国务院办公厅关于进一步加强政府信息公开保密审查工作的通知，各单位应当按照规定办理。'
/** The same in traditional characters. */
export const PROSE_TRADITIONAL = '國務院辦公廳關於進一步加強政府信息公開保密審查工作的通知，各單位應當按照規定辦理。'
