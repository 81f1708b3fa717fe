import { evidence, oddly, repeatsOneDigit, type Evidence } from './evidence.js'

/** Ranges handed out for public mobile service (公众移动通信网号), third digits by second. */
const RANGES: Readonly<Record<string, string>> = {
  3: '0123456789', 4: '0145678', 5: '012356789', 6: '24567', 7: '012345678', 8: '0123456789', 9: '012356789',
}

/** How people write one: in one piece, 3-4-4, 3-8, 7-4, 4-4-3, or digit by digit. */
const SHAPES = new Set(['11', '3,4,4', '3,8', '7,4', '4,4,3', '1,1,1,1,1,1,1,1,1,1,1'])

/** Judges a mobile number by its eleven digits and how they are grouped. There is no check digit to prove it. */
export function checkMobile(digits: string, shape: readonly number[]): Evidence {
  const third = RANGES[digits.charAt(1)]
  if (digits.charAt(0) !== '1' || third === undefined) return evidence('refuted', 'prefix-unknown')
  if (/^13800(?:138000|[0-9]{3}500)$/.test(digits)) return evidence('refuted', 'public-number') // short-message centres
  if (repeatsOneDigit(digits.slice(3))) return evidence('refuted', 'repeats-one-digit')
  if (!third.includes(digits.charAt(2))) return evidence('silent', 'prefix-unknown')
  if (!SHAPES.has(shape.join())) return oddly('prefix-known')
  return evidence('confirmed', 'prefix-known')
}
