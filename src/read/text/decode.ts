import { isUtf8, transcode } from 'node:buffer'
import { decodeAs } from './decode-as.js'
import { decodeLines } from './decode-lines.js'
import { isForced, type Decoded, type Piece } from './decoded.js'
import { bomOf, looksUtf16, isPlausibleUtf16, sampleOf } from './signs.js'
import { beyondAscii, plausibility } from './plausibility.js'
import { CONTROLS, lineReadings } from './line-readings.js'
import { sevenBit } from './seven-bit.js'

export type { Decoded } from './decoded.js'

/** With fewer characters beyond ASCII, frequencies prove nothing, and every valid reading is returned. */
const FEW_CHARACTERS = 24
/** A reading with this share of common characters is Chinese. Names and tables have fewer and stay in doubt. */
const CERTAIN_SCORE = 0.15

/**
 * Decodes text of unknown encoding. A byte order mark decides; then valid UTF-8; then zero bytes typical of UTF-16;
 * then, of GB18030, Big5, Shift_JIS, EUC-JP, UTF-16 and the declared encoding, the valid one with the most common
 * Chinese characters. Other valid readings become alternatives, unless the best one is certain and they are less than
 * half as plausible. Where no encoding is valid for all bytes, each line is decoded by itself. Single lines in yet
 * another encoding are alternatives (`lineReadings`). A declared encoding breaks ties. It never overrules valid UTF-8,
 * but its reading is then an alternative.
 */
export function decode(bytes: Uint8Array, declared?: string): Decoded {
  const decoded = decodeWhole(bytes, declared)
  if (decoded.encoding.startsWith('utf-16') || decoded.encoding.startsWith('utf-32')) return decoded
  const others = decoded.encoding === 'utf-8' && !CONTROLS.test(decoded.text) ? [] : lineReadings(bytes)
  return others.length > 0 ? { ...decoded, alternatives: [...decoded.alternatives, ...others] } : decoded
}

function decodeWhole(bytes: Uint8Array, declared: string | undefined): Decoded {
  const bom = bomOf(bytes)
  if (bom) return decodeByMark(bytes.subarray(bom.length), bom.encoding)
  if (isUtf8(bytes)) {
    const wide = looksUtf16(bytes)
    if (wide) return single(wide, lenient(wide, bytes))
    return fromUtf8(bytes, declared)
  }
  const wide = looksUtf16(bytes)
  if (wide) return single(wide, lenient(wide, bytes))
  if (mostlyUtf8(bytes)) return decodeLines(bytes, 'utf-8')
  return strongest(readings(bytes, declared), bytes) ?? byLines(bytes, declared)
}

/**
 * Every byte is valid in a declared single-byte encoding. It is used unless the lines, read one by one, are Chinese.
 */
function byLines(bytes: Uint8Array, declared: string | undefined): Decoded {
  const mixed = decodeLines(bytes, declared ?? 'gb18030')
  if (mixed.damagedLines === 0 || plausibility(mixed.text) >= CERTAIN_SCORE || declared === undefined) return mixed
  const text = isMultiByte(declared) ? undefined : strictly(declared, bytes)
  if (text === undefined) return mixed
  const alternatives = toAlternatives([['mixed', mixed.text]], text)
  return { encoding: declared.toLowerCase(), text, alternatives, damagedLines: 0 }
}

function decodeByMark(bytes: Uint8Array, encoding: string): Decoded {
  if (encoding.startsWith('utf-32')) return single(encoding, fromUtf32(bytes, encoding === 'utf-32le'))
  const text = strictly(encoding, bytes)
  if (!encoding.startsWith('utf-16')) return text === undefined ? decodeLines(bytes, encoding) : single(encoding, text)
  // With zeros or noncharacters, the two bytes are no mark but other data.
  const sound = text !== undefined && !/[\0-\x08\ufffe\uffff]/.test(text)
  return { ...single(encoding, text ?? lenient(encoding, bytes), sound ? 0 : 1), alternatives: utf8Lines(bytes) }
}

function single(encoding: string, text: string, damagedLines = text.includes('\ufffd') ? 1 : 0): Decoded {
  return { encoding, text, alternatives: [], damagedLines }
}

/**
 * Valid UTF-8; the alternatives are seven-bit escapes, short GBK text that happens to be valid, a declared encoding.
 */
function fromUtf8(bytes: Uint8Array, declared: string | undefined): Decoded {
  const text = validUtf8(bytes)
  const beyond = beyondAscii(text, FEW_CHARACTERS)
  const alternatives: [string, string | undefined][] = []
  if (beyond === 0 && /\x1b\$|~\{|\+[A-Za-z0-9+/]{3}|\x0e/.test(text)) {
    for (const way of sevenBit(text)) alternatives.push([way.encoding, way.text])
  }
  if (beyond > 0 && beyond < FEW_CHARACTERS) alternatives.push(['gb18030', gbLike(bytes)])
  if (beyond > 0 && declared !== undefined && !/^(utf-?8|unicode.*)$/i.test(declared)) {
    alternatives.push([declared, isMultiByte(declared) ? strictly(declared, bytes) : undefined])
  }
  return { encoding: 'utf-8', text, alternatives: toAlternatives(alternatives, text), damagedLines: 0 }
}

/** The GB18030 reading, if every byte beyond ASCII pairs to a hanzi or sign of GB 2312's filled rows (01–09, 16–87). */
function gbLike(bytes: Uint8Array): string | undefined {
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at]!
    if (lead < 0x80) continue
    const trail = bytes[++at] ?? 0
    if (lead < 0xa1 || (lead > 0xa9 && lead < 0xb0) || lead > 0xf7 || trail < 0xa1) return undefined
  }
  return strictly('gb18030', bytes)
}

type Reading = readonly [encoding: string, text: string, score: number]

function readings(bytes: Uint8Array, declared: string | undefined): Reading[] {
  const found: Reading[] = []
  const labels = new Set([...(declared !== undefined && isMultiByte(declared) ? [canonical(declared)] : []),
    'gb18030', 'big5', 'shift_jis', 'euc-jp', ...plausibleUtf16(bytes)])
  for (const label of labels) {
    const text = strictly(label, bytes)
    if (text !== undefined && !(label !== 'gb18030' && isForced(text))) found.push([label, text, plausibility(text)])
  }
  return found.sort((a, b) => b[2] - a[2])
}

function plausibleUtf16(bytes: Uint8Array): string[] {
  if (bytes.length % 2 !== 0) return []
  return (['utf-16le', 'utf-16be'] as const).filter((encoding) => isPlausibleUtf16(sampleOf(bytes), encoding))
}

function strongest(found: readonly Reading[], bytes: Uint8Array): Decoded | undefined {
  const [first, ...others] = found
  if (!first) return undefined
  const [encoding, text, score] = first
  const sure = score >= CERTAIN_SCORE && beyondAscii(text, FEW_CHARACTERS) >= FEW_CHARACTERS
  const doubtful = others.filter((other) => !sure || other[2] * 2 >= score)
  const read = toAlternatives(doubtful.map((other) => [other[0], other[1]]), text)
  const alternatives = [...read, ...(sure ? [] : utf8Words(bytes)), ...utf8Lines(bytes)]
  return { encoding, text, alternatives, damagedLines: 0 }
}

/** A few words of UTF-8 among bytes of another encoding. */
function utf8Words(bytes: Uint8Array): Decoded['alternatives'] {
  const text = lenient('utf-8', bytes)
  if (beyondAscii(text, FEW_CHARACTERS) >= FEW_CHARACTERS || plausibility(text) < 2 * CERTAIN_SCORE) return []
  if (!/[\u4e00-\u9fff]{2}/.test(text)) return []
  return [{ encoding: 'utf-8', pieces: [{ line: 1, text }] }]
}

/** Lines of UTF-8 in a text of another encoding, as when two files were joined; valid in both, so easily missed. */
function utf8Lines(bytes: Uint8Array): Decoded['alternatives'] {
  const pieces: Piece[] = []
  let line = 1
  let start = 0
  while (start < bytes.length) {
    const found = bytes.indexOf(0x0a, start)
    const end = found < 0 ? bytes.length : found
    const slice = bytes.subarray(start, end)
    if (slice.length < 100_000 && isUtf8(slice)) {
      const text = lenient('utf-8', slice)
      if (text.length < slice.length && /[\u4e00-\u9fff]/.test(text)) pieces.push({ line, text })
    }
    start = end + 1
    line++
  }
  return pieces.length > 0 ? [{ encoding: 'utf-8', pieces }] : []
}

function toAlternatives(
  readings: readonly (readonly [string, string | undefined])[],
  primary: string,
): Decoded['alternatives'] {
  const seen = new Set([primary])
  return readings.flatMap(([encoding, text]) => {
    if (text === undefined || seen.has(text)) return []
    seen.add(text)
    return [{ encoding, pieces: differing(text, primary) }]
  })
}

/** The lines in which two readings differ, adjacent ones together; all of `text` where their line ends differ. */
function differing(text: string, primary: string): Piece[] {
  const lines = text.split('\n')
  const known = primary.split('\n')
  if (lines.length !== known.length) return [{ line: 1, text }]
  const pieces: { line: number; text: string }[] = []
  for (let at = 0; at < lines.length; at++) {
    if (lines[at] === known[at]) continue
    const last = at > 0 && lines[at - 1] !== known[at - 1] ? pieces.at(-1) : undefined
    if (last) last.text += '\n' + lines[at]!
    else pieces.push({ line: at + 1, text: lines[at]! })
  }
  return pieces
}

/** True for UTF-8 with some damage: at least four valid three-byte sequences for each invalid one. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  const text = lenient('utf-8', sampleOf(bytes))
  let good = 0
  let bad = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 0xfffd) bad++
    else if (unit >= 0x800) good++
  }
  return good >= 2 && good >= 4 * bad
}

const MULTI_BYTE =
  /^(gb|hz|x-gbk|chinese|csgb|iso-ir-58|big5|cn-big5|shift|sjis|ms_?kanji|x-sjis|euc|ks_c|korean|utf-16)/i

/** True for encodings in which bytes can be invalid. In single-byte encodings, every byte is valid. */
function isMultiByte(label: string): boolean {
  return MULTI_BYTE.test(label.trim())
}

function canonical(label: string): string {
  try {
    const name = new TextDecoder(label.trim()).encoding
    return name === 'gbk' ? 'gb18030' : name
  } catch {
    return 'gb18030'
  }
}

function strictly(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return decodeAs(encoding, bytes, true)
  } catch {
    return undefined
  }
}

/**
 * Decodes valid UTF-8. Transcoding to UTF-16 first takes a sixth of the time of TextDecoder on Chinese (Node 20).
 */
function validUtf8(bytes: Uint8Array): string {
  return bytes.length === 0 ? '' : transcode(bytes, 'utf8', 'ucs2').toString('utf16le')
}

function lenient(encoding: string, bytes: Uint8Array): string {
  return decodeAs(encoding, bytes)
}

function fromUtf32(bytes: Uint8Array, little: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const pieces: string[] = []
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = view.getUint32(at, little)
    pieces.push(point > 0x10ffff || (point >= 0xd800 && point < 0xe000) ? '\ufffd' : String.fromCodePoint(point))
  }
  return pieces.join('') + (bytes.length % 4 === 0 ? '' : '\ufffd')
}
