const DIGITS: Readonly<Record<string, number>> = {
  〇: 0, 零: 0, 一: 1, 壹: 1, 二: 2, 两: 2, 贰: 2, 三: 3, 叁: 3, 四: 4, 肆: 4, 五: 5, 伍: 5, 六: 6, 陆: 6,
  七: 7, 柒: 7, 八: 8, 捌: 8, 九: 9, 玖: 9,
}
const TENS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 廿: 20, 卅: 30 }

/** The characters of numerals, for use in a character class. */
export const NUMERAL_CHARACTERS = `0-9${[...Object.keys(DIGITS), ...Object.keys(TENS), '百', '半'].join('')}`

/**
 * The value of a numeral below a thousand or of a year, in Arabic or Chinese digits (二十, 廿, 二〇三〇; 半 is a half).
 * Spaces are ignored. `undefined` when it is not a numeral.
 */
export function parseNumeral(text: string): number | undefined {
  const compact = text.replace(/\s/g, '')
  if (/^\d{1,8}$/.test(compact)) return Number(compact)
  if (compact === '半') return 0.5
  return /[十拾廿卅百]/.test(compact) ? parseWithUnits(compact) : parseDigits(compact)
}

/** One character for each digit: 二〇三〇. */
function parseDigits(text: string): number | undefined {
  const digits = [...text].map(parseDigit)
  if (digits.length === 0 || digits.length > 4 || digits.includes(undefined)) return undefined
  return Number(digits.join(''))
}

/** With tens and hundreds: 三百, 二十五, 廿一. */
function parseWithUnits(text: string): number | undefined {
  let total = 0
  let digit: number | undefined
  for (const character of text) {
    const tens = TENS[character]
    if (character === '百') {
      total += (digit ?? 1) * 100
      digit = undefined
    } else if (tens !== undefined) {
      total += tens === 10 ? (digit ?? 1) * 10 : tens
      digit = undefined
    } else {
      digit = parseDigit(character)
      if (digit === undefined) return undefined
    }
  }
  return total + (digit ?? 0)
}

function parseDigit(character: string): number | undefined {
  return DIGITS[character] ?? (/^\d$/.test(character) ? Number(character) : undefined)
}
