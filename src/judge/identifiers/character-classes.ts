import { DROPPED, foldTable } from '../../normalise/index.js'
import { HYPHENS } from './digit-groups.js'

/** Characters that mask digits. */
export const MASK_CHARACTERS = '*＊×●■█□○xX'
/** They mark blanks and occur in names, so they are masks only in a number that is plainly a resident number. */
export const WEAK_MASK_CHARACTERS = '_＿?？~～#＃⚫⬛▇'

/** The provinces as number plates have them. */
export const PROVINCES = '京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁新'

/** Classes of the characters next to a group of digits; a character may have several. */
export const CLASS = {
  /** May separate two groups of one number: space, hyphen, line end, invisible character. */
  separator: 1,
  invisible: 2,
  white: 4,
  /** A Latin letter, or an invisible character as it occurs inside words. */
  letter: 8,
  capital: 16,
  /** May stand between the letter and the digits of a number plate. */
  plate: 32,
  /** A decimal point or a degree sign. */
  degrees: 64,
  /** 室, 户, 号. */
  door: 128,
  mask: 256,
  /** A province, as on number plates of the armed police: WJ京. */
  province: 512,
} as const

let cached: Uint16Array | undefined

/** The classes of each UTF-16 unit: 65,536 bit sets of `CLASS`. Built once, in a quarter of a millisecond. */
export function characterClasses(): Uint16Array {
  return (cached ??= makeClasses())
}

const WHITE = '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a'
  + '\u2028\u2029\u202f\u205f\u3000\ufeff'
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const INVISIBLE_IN_WORDS = '\u00ad\u200b\u200c\u200d\u2060\ufeff'

function makeClasses(): Uint16Array {
  const classes = new Uint16Array(0x10000)
  const add = (characters: string, bits: number): void => {
    for (let at = 0; at < characters.length; at++) classes[characters.charCodeAt(at)]! |= bits
  }
  const { units, spaces } = foldTable()
  for (let unit = 0; unit < classes.length; unit++) {
    if (units[unit] === DROPPED) classes[unit] = CLASS.separator | CLASS.invisible
    else if (spaces[unit] !== 0) classes[unit] = CLASS.separator
  }
  add(HYPHENS, CLASS.separator)
  add(WHITE, CLASS.white | CLASS.plate)
  add('·.•・-', CLASS.plate)
  add(CAPITALS + fullWidth(CAPITALS), CLASS.capital | CLASS.letter)
  add(CAPITALS.toLowerCase() + fullWidth(CAPITALS.toLowerCase()) + INVISIBLE_IN_WORDS, CLASS.letter)
  add('.°º˚度', CLASS.degrees)
  add('室户号號', CLASS.door)
  add(PROVINCES, CLASS.province)
  add(MASK_CHARACTERS + WEAK_MASK_CHARACTERS, CLASS.mask)
  return classes
}

function fullWidth(letters: string): string {
  return [...letters].map((letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)).join('')
}
