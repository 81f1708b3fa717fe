import { adjacentGroups, digitStrings, toMatch, type DigitString } from './digit-strings.js'
import { evidence, repeatsOneDigit, unlikely, type Evidence, type IdentifierMatch } from './evidence.js'
import type { IdentifierIndex } from './identifier-index.js'

/** Finds mobile numbers, with or without the country code. */
export function* mobiles(index: IdentifierIndex): Generator<IdentifierMatch> {
  const { text } = index
  for (const string of digitStrings(index, { lengths: [11, 12, 13, 15] })) {
    const prefix = countryPrefix(string.digits)
    if (prefix === undefined) continue
    const digits = string.digits.slice(prefix.length)
    const checked = checkMobile(digits, shapeAfter(string.shape, prefix.length))
    const prefixMarked = prefix !== '86' || string.shape[0] === 2 || text.charAt(string.start - 1) === '+'
    const inRow = prefix === '' && isChanceInRow(text, string)
    const trunk = prefix === '0'
    const doubtful = checked.state === 'confirmed' && (!prefixMarked || inRow || trunk)
    const result: Evidence =
      doubtful ? { state: 'undecided', reasons: checked.reasons, unlikely: inRow || trunk } : checked
    yield { ...toMatch(string, result), canonical: digits }
  }
}

/**
 * 86 or 0086 before eleven digits, or the 0 that was dialled before numbers of other cities; '' without a prefix;
 * `undefined` when the string is no mobile number.
 */
function countryPrefix(digits: string): string | undefined {
  const prefix = digits.length === 11 ? '' : /^(?:(?:00)?86|0)(?=1[3-9])/.exec(digits)?.[0]
  return prefix !== undefined && digits.length - prefix.length === 11 ? prefix : undefined
}

function shapeAfter(shape: readonly number[], digits: number): readonly number[] {
  const [first = 0, ...rest] = shape
  return first === digits ? rest : [first - digits, ...rest]
}

/** A row of figures forms 3-8 and 7-4 by chance if one more group is adjacent, the usual 3-4-4 if two are. */
function isChanceInRow(text: string, string: DigitString): boolean {
  if (string.shape.length === 1 || string.shape.length === 11) return false
  return adjacentGroups(text, string) > (string.shape.join() === '3,4,4' ? 1 : 0)
}

/** Checks the eleven digits of a mobile number and their grouping. It has no check digit. */
function checkMobile(digits: string, shape: readonly number[]): Evidence {
  const thirdDigits = RANGES[digits.charAt(1)]
  if (digits.charAt(0) !== '1' || thirdDigits === undefined) return evidence('refuted', 'prefix-unknown')
  if (/^13800(?:138000|[0-9]{3}500)$/.test(digits)) return evidence('refuted', 'public-number') // short-message centres
  if (repeatsOneDigit(digits.slice(3))) return evidence('refuted', 'repeats-one-digit')
  if (!thirdDigits.includes(digits.charAt(2))) return evidence('undecided', 'prefix-unknown')
  if (!SHAPES.has(shape.join())) return unlikely('prefix-known')
  return evidence('confirmed', 'prefix-known')
}

/** Number ranges of public mobile networks (公众移动通信网号): the third digits for each second digit. */
const RANGES: Readonly<Record<string, string>> = {
  3: '0123456789', 4: '01456789', 5: '012356789', 6: '24567', 7: '012345678', 8: '0123456789', 9: '012356789',
}

/** The usual groupings: in one piece, 3-4-4, 3-8, 7-4, 4-4-3, or digit by digit. */
const SHAPES = new Set(['11', '3,4,4', '3,8', '7,4', '4,4,3', '1,1,1,1,1,1,1,1,1,1,1'])
