const BITS = 160n
const ONE = 1n << BITS
const LOG_2 = logOfMantissa(2n * ONE)

/**
 * The correctly rounded natural logarithm of a positive, normal double. `Math.log` is off by one bit for one in a
 * hundred of jieba's frequencies. The C library's `log`, which nodejieba uses, is off for none, and one bit can decide
 * between two segmentations.
 */
export function exactLog(value: number): number {
  const bits = new DataView(new ArrayBuffer(8))
  bits.setFloat64(0, value)
  const raw = bits.getBigUint64(0)
  const exponent = (raw >> 52n) - 1023n
  const mantissa = ((raw & ((1n << 52n) - 1n)) | (1n << 52n)) << (BITS - 52n)
  return toNumber(logOfMantissa(mantissa) + exponent * LOG_2)
}

/** log m = 2 artanh((m − 1) / (m + 1)) for m in [1, 2], in units of 2^-160. */
function logOfMantissa(mantissa: bigint): bigint {
  const ratio = ((mantissa - ONE) << BITS) / (mantissa + ONE)
  const square = (ratio * ratio) >> BITS
  let power = ratio
  let sum = 0n
  for (let odd = 1n; power !== 0n; odd += 2n) {
    sum += power / odd
    power = (power * square) >> BITS
  }
  return 2n * sum
}

/** Rounds to the nearest double, as `Number` does for integers; the scaling is exact. */
function toNumber(units: bigint): number {
  return Number(units) / 2 ** Number(BITS)
}
