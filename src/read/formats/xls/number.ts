import { plainNumber } from '../../text/sheet-number.js'

/**
 * A number as its digits, never with an exponent where it has fewer than 40 of them: as many as are needed to tell it
 * from its neighbours.
 */
export function digitsOf(value: number): string {
  return plainNumber(String(value))
}

/** A packed number ([MS-XLS] 2.5.217): 30 bits of a double or of an integer, perhaps in hundredths. */
export function packedNumber(bytes: Buffer, at: number): string {
  const packed = bytes.readInt32LE(at)
  const value = (packed & 2) !== 0 ? packed >> 2 : doubleOf(packed & ~3)
  return digitsOf((packed & 1) !== 0 ? value / 100 : value)
}

function doubleOf(high: number): number {
  const bytes = Buffer.alloc(8)
  bytes.writeInt32LE(high, 4)
  return bytes.readDoubleLE(0)
}

/** What a cell shows for a truth value or an error (2.5.10). */
export function boolOrError(value: number, isError: boolean): string {
  if (!isError) return value === 0 ? 'FALSE' : 'TRUE'
  return ERRORS.get(value) ?? ''
}

const ERRORS: ReadonlyMap<number, string> = new Map([
  [0, '#NULL!'], [7, '#DIV/0!'], [0x0f, '#VALUE!'], [0x17, '#REF!'], [0x1d, '#NAME?'], [0x24, '#NUM!'], [0x2a, '#N/A'],
])
