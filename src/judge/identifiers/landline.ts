import { evidence, oddly, type Evidence } from './evidence.js'

/**
 * Judges a fixed-line number by its form: an area (0 and two or three digits) with seven or eight digits, or those
 * alone. Nothing in it tells a home from an office: only the words of a rule do, and without them it is nothing.
 * Source: 电信网编号计划.
 */
export function checkLandline(digits: string, shape: readonly number[]): Evidence {
  const whole = /^0(?:10|2[0-9]|[3-9][0-9]{2})[2-8][0-9]{6,7}$/.test(digits)
  const local = /^[2-8][0-9]{6,7}$/.test(digits) && shape.length <= 2
  if (/^[48]00/.test(digits) || !(whole || local)) return { ...evidence('refuted', 'prefix-unknown'), odd: true }
  return oddly(whole ? 'prefix-known' : 'prefix-unknown')
}
