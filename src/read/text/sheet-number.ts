/**
 * A number without exponent, as a person would type it: 1.10101199003070E+17 becomes 18 digits. Other text, and numbers
 * of more than 40 digits, are returned unchanged.
 */
export function plainNumber(value: string): string {
  if (value.length > 64) return value
  const match = /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?\d{1,3})$/.exec(value.trim())
  if (!match) return value
  const [, sign = '', whole = '', fraction = '', exponent = ''] = match
  const digits = whole + fraction
  const point = whole.length + Number(exponent)
  if (point > 40 || point < -40) return value
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0')
  const at = Math.max(1, point)
  const rest = padded.slice(at).replace(/(?<!0)0+$/, '')
  return sign + (padded.slice(0, at).replace(/^0+(?=\d)/, '') || '0') + (rest === '' ? '' : `.${rest}`)
}
