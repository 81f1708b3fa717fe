/** The initial content of the dictionary ([MS-OXRTFCP] 2.1.2.1). */
const INITIAL_DICTIONARY = '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}'
  + '{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArial'
  + 'Times New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx'

/**
 * Unpacks the RTF body of an Outlook message ([MS-OXRTFCP] 2.1.3). Undefined if the bytes are not one, or if they end
 * before the end mark. Cost: linear; two bytes unpack to at most 17.
 */
export function unpackRtf(packed: Buffer): Buffer | undefined {
  if (packed.length < 16) return undefined
  const kind = packed.toString('latin1', 8, 12)
  if (kind === 'MELA') return packed.subarray(16, 16 + packed.readUInt32LE(4))
  return kind === 'LZFu' ? unpack(packed.subarray(16)) : undefined
}

function unpack(packed: Buffer): Buffer | undefined {
  const out = Buffer.alloc(packed.length * 9 + 32)
  const dictionary = Buffer.alloc(4096)
  let end = dictionary.write(INITIAL_DICTIONARY, 'latin1')
  let length = 0
  const put = (byte: number): void => {
    out[length++] = byte
    dictionary[end] = byte
    end = (end + 1) % 4096
  }
  for (let at = 0; at < packed.length;) {
    const flags = packed[at++]!
    for (let bit = 0; bit < 8 && at < packed.length; bit++) {
      if ((flags >> bit & 1) === 0) {
        put(packed[at++]!)
        continue
      }
      if (at + 2 > packed.length) return undefined
      const token = packed.readUInt16BE(at)
      at += 2
      const from = token >> 4
      if (from === end) return out.subarray(0, length)
      for (let step = 0; step < (token & 15) + 2; step++) put(dictionary[(from + step) % 4096]!)
    }
  }
  return undefined
}
