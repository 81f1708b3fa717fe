import { DROPPED, foldTable } from '../../normalise/index.js'
import { HYPHENS } from './digit-groups.js'

/** No low line: it stands for the blanks of a form, and in names of machines. */
export const MASKS = '*＊×●■█□○xX'

/** What a unit beside a group of digits may mean; several at once. */
export const BESIDE = {
  /** A separator that a number may go on after: space, hyphen, line end, an invisible character. */
  joins: 1,
  unseen: 2,
  white: 4,
  /** A letter, or what words are parted by that no reader sees. */
  letter: 8,
  /** A capital letter. */
  capital: 16,
  /** What may stand between the letter and the digits of a plate. */
  plate: 32,
  /** A point or a sign of degrees. */
  degrees: 64,
  /** 室, 户, 号. */
  door: 128,
  mask: 256,
} as const

let cached: Uint16Array | undefined

/** The meanings of each UTF-16 unit: 65,536 sums of `BESIDE`. Made once, in a quarter of a millisecond. */
export function besideTable(): Uint16Array {
  return (cached ??= make())
}

const WHITE = '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a'
  + '\u2028\u2029\u202f\u205f\u3000\ufeff'
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const UNSEEN_IN_WORDS = '\u00ad\u200b\u200c\u200d\u2060\ufeff'

function make(): Uint16Array {
  const table = new Uint16Array(0x10000)
  const mark = (characters: string, meaning: number): void => {
    for (let at = 0; at < characters.length; at++) table[characters.charCodeAt(at)]! |= meaning
  }
  const { units, spaces } = foldTable()
  for (let unit = 0; unit < table.length; unit++) {
    if (units[unit] === DROPPED) table[unit] = BESIDE.joins | BESIDE.unseen
    else if (spaces[unit] !== 0) table[unit] = BESIDE.joins
  }
  mark(HYPHENS, BESIDE.joins)
  mark(WHITE, BESIDE.white | BESIDE.plate)
  mark('·.•・-', BESIDE.plate)
  mark(CAPITALS + wide(CAPITALS), BESIDE.capital | BESIDE.letter)
  mark(CAPITALS.toLowerCase() + wide(CAPITALS.toLowerCase()) + UNSEEN_IN_WORDS, BESIDE.letter)
  mark('.°º˚度', BESIDE.degrees)
  mark('室户号號', BESIDE.door)
  mark(MASKS, BESIDE.mask)
  return table
}

function wide(letters: string): string {
  return [...letters].map((letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)).join('')
}
