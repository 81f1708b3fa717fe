import { isUtf8 } from 'node:buffer'
import { fromQuoted } from '../mime/transfer.js'
import { dataUris } from '../../text/data-uri.js'

/** A run of a text that stands for bytes: its range, and the bytes. */
export interface PackedRun {
  readonly at: number
  readonly end: number
  readonly bytes: Buffer
}

/**
 * The runs of a text that decode to bytes, of all ways of packing, one way after another. Runs of hexadecimal digits
 * and base64 inside `data:` addresses and uuencoded files are left out. Cost: linear.
 */
export function* packedRuns(text: string): Generator<PackedRun> {
  const files: PackedRun[] = []
  for (const { start, end, bytes } of dataUris(text)) files.push({ at: start, end, bytes: Buffer.from(bytes) })
  files.push(...uuencodedRuns(text))
  files.sort((one, other) => one.at - other.at)
  yield* files
  yield* quotedRuns(text)
  for (const runs of [hexRuns, base64Runs]) {
    let next = 0
    for (const run of runs(text)) {
      while (next < files.length && files[next]!.end <= run.at) next++
      if (next >= files.length || files[next]!.at >= run.end) yield run
    }
  }
}

/**
 * Sixteen digits of base64 (RFC 4648, 4) or of its variant for addresses (5). Before them may stand an escape that ends
 * with a letter (`\n`).
 */
const BASE64_START = /(?<![\w+/-]|\\u)(?:(?<=\\)[nrt])?(?:[\w+/]|-(?!-)){16}/g
const BASE64_DIGITS = /(?:[\w+/]|-(?!-)|\\\/)*/y
/** An escaped line end, or a line end with the signs that continue a string or a comment on the next line. */
const LINE_END = /(?:\\r)?\\n|["'`]?[ \t]*(?:[,+\\&.;][ \t]*)?\r?\n(?:[ \t]|[>#*%;|"'`]|\/\/[ \t]|--[ \t])*/y
/** Widths at which programs wrap base64 (RFC 1421, 2045, 7468; BSD, vCard). A shorter line then is the last. */
const WIDTHS: ReadonlySet<number> = new Set([57, 60, 61, 64, 65, 68, 70, 72, 74, 75, 76, 78])

/**
 * Base64 on one line, in groups of the same length, or in lines as MIME, PEM, property lists and source code wrap it;
 * also with the slashes that JSON escapes.
 */
function* base64Runs(text: string): Generator<PackedRun> {
  let last = 0
  for (const match of text.matchAll(BASE64_START)) {
    if (match.index < last) continue
    const at = match.index + match[0].length - 16
    const run = piecesFrom(text, at, BASE64_DIGITS, isLastLine)
    last = run.end
    for (const digits of run.hasBlanks ? [run.pieces.join(''), run.pieces[0]!] : [run.pieces.join('')]) {
      const plain = digits.replaceAll('\\', '')
      if (plain.length % 4 === 1 || !mayBeBase64(plain.slice(0, 400))) continue
      yield { at, end: run.end, bytes: Buffer.from(plain, 'base64') }
    }
  }
}

/** A word on the line below is no base64, but for padding, other signs than letters, or lines as programs wrap them. */
function isLastLine(piece: string, width: number, next: string): boolean {
  return next === '=' || WIDTHS.has(width) || (piece.length % 4 === 0 && !/^[A-Z]?[a-z]+$/.test(piece))
}

/** Words, numbers and names with dashes are none: base64 has letters of both cases and digits. */
function mayBeBase64(digits: string): boolean {
  if (/^(?:[0-9a-fA-F]+|[A-Za-z]+|\d+[A-Za-z]?)$/.test(digits)) return false
  return !/[_-]/.test(digits) || (/[a-z]/.test(digits) && /[A-Z]/.test(digits) && /\d/.test(digits))
}

interface Pieces {
  readonly pieces: readonly string[]
  readonly end: number
  readonly hasBlanks: boolean
}

/** Pieces of the same length on lines or between blanks; a shorter one is the last, if `isLast` says so. */
function piecesFrom(
  text: string, at: number, digits: RegExp, isLast: (piece: string, width: number, next: string) => boolean,
): Pieces {
  let end = endOf(digits, text, at)
  const pieces = [text.slice(at, end)]
  const width = end - at
  let hasBlanks = false
  for (;;) {
    const isBlank = text[end] === ' '
    const start = isBlank ? end + 1 : endOf(LINE_END, text, end)
    const next = start === end ? end : endOf(digits, text, start)
    const length = next - start
    const piece = text.slice(start, next)
    if (length <= 0 || length > width || (length < width && !isLast(piece, width, text[next] ?? ''))) break
    pieces.push(piece)
    hasBlanks ||= isBlank
    end = next
    if (length < width) break
  }
  return { pieces, end, hasBlanks }
}

/** The offset at which a sticky pattern ends that begins at `at`; `at` itself where it does not match. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

const HEX_START = new RegExp([
  String.raw`(?:[xX]'|\\x|0x|<|"|hex(?:\([0-9a-f]\))?:)(?=[0-9a-fA-F]{2})`,
  String.raw`(?<!\w)(?=[0-9a-fA-F]{12})`,
  String.raw`(?<![\w.-])(?=(?:[0-9a-fA-F]{2}[ :,-]){6})`,
].join('|'), 'g')
const HEX_DIGITS = /[0-9a-fA-F]+/y
/** What stands between two bytes or groups: signs, line ends, the prefix of a number. */
const HEX_SEPARATOR = /(?:[,:;-]?\s*(?:0x|\\x)?|,?\\\r?\n\s*|(?:\\r)?\\n)(?=[0-9a-fA-F]{2})/y
const FEWEST_HEX_BYTES = 6
/** Fewer digits without a sign before them are numbers and digests, unless they are words in UTF-8. */
const SURE_HEX_BYTES = 24

/**
 * Hexadecimal strings: X'e69c…', \xe69c…, <…> of PostScript, 0x…, hex:… of registry files, digits alone, and bytes with
 * blanks, colons, commas or dashes between them.
 */
function* hexRuns(text: string): Generator<PackedRun> {
  let last = 0
  for (const match of text.matchAll(HEX_START)) {
    const at = match.index + match[0].length
    if (at < last) continue
    const { pieces, end } = hexPieces(text, at)
    last = end
    const digits = pieces.join('')
    if (digits.length % 2 !== 0 || digits.length < 2 * FEWEST_HEX_BYTES) continue
    const bytes = Buffer.from(digits, 'hex')
    if (match[0] !== '' || bytes.length >= SURE_HEX_BYTES || isWords(bytes)) yield { at, end, bytes }
  }
}

/** Groups of one even length; a shorter one is the last. Between `<` and `>` groups have any length. */
function hexPieces(text: string, at: number): { readonly pieces: readonly string[]; readonly end: number } {
  let end = endOf(HEX_DIGITS, text, at)
  const width = end - at
  const pieces = [text.slice(at, end)]
  const isBracketed = text[at - 1] === '<'
  while (isBracketed || width % 2 === 0) {
    const start = Math.max(endOf(HEX_SEPARATOR, text, end), endOf(LINE_END, text, end))
    const next = start === end ? end : endOf(HEX_DIGITS, text, start)
    const length = next - start
    if (next === end || length === 0 || (!isBracketed && (length > width || length % 2 !== 0))) break
    pieces.push(text.slice(start, next))
    end = next
    if (!isBracketed && length < width) break
  }
  return { pieces, end }
}

function isWords(bytes: Buffer): boolean {
  return isUtf8(bytes) && /[\u4e00-\u9fff]{2}/.test(bytes.toString('utf8'))
}

const UUENCODE_START = /^([^\w\n]{0,8})begin [0-7]{3,4} .{1,255}$/gm
/** The same in a string of a program, with escaped line ends. */
const ESCAPED_UUENCODE = /begin [0-7]{3,4} [^"'\\\n]{1,255}(?:\\r)?\\n/

/**
 * Uuencoded files (POSIX uuencode): lines that begin with the number of their bytes, up to one that is none. All lines
 * may be indented or stand in comments.
 */
export function* uuencodedRuns(text: string): Generator<PackedRun> {
  if (ESCAPED_UUENCODE.test(text)) {
    const unescaped = text.replace(/(?:\\r)?\\n/g, '\n').replace(/\\(["'\\])/g, '$1').replaceAll('"begin ', '\nbegin ')
    for (const { bytes } of uuencodedRuns(unescaped)) yield { at: 0, end: 0, bytes }
  }
  for (const match of text.matchAll(UUENCODE_START)) {
    const at = match.index
    const prefix = match[1]!
    let end = text.indexOf('\n', at + match[0].length) + 1
    const bytes: Buffer[] = []
    while (end > 0 && end < text.length) {
      const lineEnd = text.indexOf('\n', end)
      const line = text.slice(end, lineEnd < 0 ? text.length : lineEnd).replace(/\r$/, '')
      const own = line.startsWith(prefix) ? line.slice(prefix.length) : line
      if (!/^[ -`]{1,80}$/.test(own)) break
      bytes.push(uudecodedLine(own))
      end = lineEnd < 0 ? text.length : lineEnd + 1
    }
    if (bytes.length > 0) yield { at, end, bytes: Buffer.concat(bytes) }
  }
}

/** Four characters of six bits each are three bytes. */
function uudecodedLine(line: string): Buffer {
  const sextet = (at: number): number => ((at < line.length ? line.charCodeAt(at) : 32) - 32) & 63
  const bytes: number[] = []
  for (let at = 1; at < line.length; at += 4) {
    const bits = (sextet(at) << 18) | (sextet(at + 1) << 12) | (sextet(at + 2) << 6) | sextet(at + 3)
    bytes.push((bits >> 16) & 255, (bits >> 8) & 255, bits & 255)
  }
  return Buffer.from(bytes.slice(0, sextet(0)))
}

const QUOTED = new RegExp([
  ';ENCODING=QUOTED-PRINTABLE[^:\\n]{0,200}:',          // values of address cards (vCard 2.1, 2.1.3)
  '(?:=[89A-F][\\dA-F]){2}',                            // two bytes beyond ASCII
  '[\\d\\u4e00-\\u9fff]=\\r?\\n[\\dX\\u4e00-\\u9fff]', // a soft line end within a number or words
].join('|'), 'gi')
const QUOTED_BYTES = /(?:=[\dA-F]{2}(?:=\r?\n)?){12,}/gi

/** Quoted-printable (RFC 2045, 6.7), over soft line ends: bytes that follow each other, and whole lines. */
function* quotedRuns(text: string): Generator<PackedRun> {
  for (const { 0: run, index } of text.matchAll(QUOTED_BYTES)) {
    yield { at: index, end: index + run.length, bytes: Buffer.from(run.replace(/[^\dA-F]/gi, ''), 'hex') }
  }
  let last = 0
  for (const { index } of text.matchAll(QUOTED)) {
    if (index < last) continue
    const at = Math.max(last, text.lastIndexOf('\n', index) + 1)
    let end = index
    do {
      const lineEnd = text.indexOf('\n', end)
      end = lineEnd < 0 ? text.length : lineEnd + 1
    } while (end < text.length && /=\r?\n$/.test(text.slice(end - 3, end)))
    last = end
    yield { at, end, bytes: fromQuoted(Buffer.from(text.slice(at, end), 'utf8')) }
  }
}
