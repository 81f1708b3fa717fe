import { digitSign, fold } from '../normalise/index.js'

/** A text as a reader or a program would decode it, folded, and where each of its units stands in the original. */
export interface View {
  readonly text: string
  /** UTF-16 offsets in the original, of the first unit and behind the last one. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  /** Units of codes stand for others: a value is masked as a whole. */
  readonly isDecoded?: true
}

/**
 * The readings of a text in which values are looked for: folded; with Chinese numerals as digits, where eleven or more
 * stand together; with percent-encoding, quoted-printable, character references and escapes of JavaScript decoded.
 * Cost: linear.
 */
export function viewsOf(text: string): View[] {
  const plain = foldedView(text)
  return [
    plain,
    ...(NUMERAL_RUN.test(plain.text) ? [{ ...plain, text: plain.text.replace(NUMERALS, (one) => DIGITS[one]!) }] : []),
    ...(ENCODED.test(text) ? [decodedView(text)] : []),
  ]
}

function foldedView(text: string): View {
  const { text: folded, starts } = fold(text)
  const units = Array.from({ length: folded.length }, (_, at) => folded.charAt(at))
  const positions = units.map((_, at) => starts[at]!)
  return {
    text: units.map((unit) => digitSign(unit) ?? unit).join(''), starts: positions,
    ends: positions.map((at) => at + (text.codePointAt(at)! > 0xffff ? 2 : 1)),
  }
}

const DIGITS: Readonly<Record<string, string>> = Object.fromEntries(
  ['〇一二三四五六七八九', '零壹贰叁肆伍陆柒捌玖', '○幺两'].flatMap((row) => [...row].map((one, at) => [one, String(at)])),
)
const NUMERAL = `[${Object.keys(DIGITS).join('')}]`
const NUMERALS = new RegExp(NUMERAL, 'g')
const NUMERAL_RUN = new RegExp(`${NUMERAL}(?:[^\\p{L}\\p{N}\\n]?${NUMERAL}){10}`, 'u')

/** One or more encoded characters. One or two codes of quoted-printable are an ordinary `a=12`. */
const ENCODED = new RegExp('(?:%[0-9a-f]{2})+|(?:=[0-9a-f]{2}){3,}|(?:&(?:amp;)*#(?:x[0-9a-f]{1,6}|[0-9]{1,7});?)+'
  + '|(?:\\\\u[0-9a-f]{4}|\\\\u\\{[0-9a-f]{1,6}\\}|\\\\x[0-9a-f]{2}|%u[0-9a-f]{4})+', 'i')
const ALL_ENCODED = new RegExp(ENCODED.source, 'gi')
/** Codes of codes of codes: `%253125`. */
const MAX_ROUNDS = 3

/** What is encoded is one character of the original for all of its decoded units: it is masked as a whole. */
function decodedView(text: string): View {
  const each = Array.from({ length: text.length }, (_, at) => at)
  let positions: Positions = { text, starts: each, ends: each.map((at) => at + 1) }
  for (let round = 0; round < MAX_ROUNDS && ENCODED.test(positions.text); round++) positions = decodeOnce(positions)
  const { text: folded, starts } = fold(positions.text)
  const at = Array.from({ length: folded.length }, (_, unit) => starts[unit]!)
  return {
    text: folded, starts: at.map((one) => positions.starts[one]!), ends: at.map((one) => positions.ends[one]!),
    isDecoded: true,
  }
}

type Positions = Pick<View, 'text' | 'starts' | 'ends'>

function decodeOnce({ text, starts, ends }: Positions): Positions {
  const decoded = { text: [] as string[], starts: [] as number[], ends: [] as number[] }
  const add = (characters: string, from: number, length: number): void => {
    decoded.text.push(characters)
    for (let at = 0; at < characters.length; at++) {
      decoded.starts.push(starts[from]!)
      decoded.ends.push(ends[from + length - 1]!)
    }
  }
  let from = 0
  for (const { 0: run, index } of [...text.matchAll(ALL_ENCODED), { 0: '', index: text.length }]) {
    for (; from < index; from++) add(text.charAt(from), from, 1)
    for (const { characters, length } of decode(run)) {
      add(characters, from, length)
      from += length
    }
  }
  return { ...decoded, text: decoded.text.join('') }
}

/** The characters of a run, each with the length of its code. */
function decode(run: string): { readonly characters: string; readonly length: number }[] {
  if (/^(?:%[^u]|=)/i.test(run)) return decodeBytes(run)
  return [...run.matchAll(ONE_CODE)].map(({ 0: code, 1: decimal, 2: hexadecimal }) => {
    const value = decimal === undefined ? parseInt(hexadecimal!, 16) : Number(decimal)
    return { characters: value > 0 && value < 0x10000 ? String.fromCharCode(value) : '\ufffd', length: code.length }
  })
}

const ONE_CODE = /&(?:amp;)*#([0-9]+);?|(?:&(?:amp;)*#x|\\[ux]|%u)\{?([0-9a-f]+)[};]?/gi

/** UTF-8: the first byte says how many belong to the character. */
function decodeBytes(run: string): { readonly characters: string; readonly length: number }[] {
  const bytes = Buffer.from(run.replace(/[%=]/g, ''), 'hex')
  const decoded: { characters: string; length: number }[] = []
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at]!
    const size = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
    decoded.push({ characters: bytes.toString('utf8', at, at + size), length: Math.min(size, bytes.length - at) * 3 })
    at += size
  }
  return decoded
}
