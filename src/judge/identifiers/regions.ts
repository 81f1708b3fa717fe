/**
 * The prefectures of each province in the codes of administrative divisions since 1980 (GB/T 2260 and its revisions).
 * Abolished ones are included, because cards issued under them are in use. Counties are not: 6,400 codes would add
 * little to the check digit. 81–83: residence permits of Hongkong, Macao and Taiwan residents; 71: Taiwan.
 */
const PREFECTURES: Readonly<Record<string, string>> = {
  11: '01-02', 12: '01-02', 13: '01-11 21-30 90', 14: '01-11 21-27 90', 15: '01-09 21-29',
  21: '01-14 21-22 90', 22: '01-08 21-26 90', 23: '01-12 21-27 90',
  31: '01-02', 32: '01-13 21-27 90', 33: '01-11 21-28 90', 34: '01-18 21-29 90', 35: '01-09 21-28 90',
  36: '01-11 21-26 90', 37: '01-17 21-29 90',
  41: '01-17 21-30 90', 42: '01-13 21-29 90', 43: '01-13 21-31 90', 44: '01-29 51-53 90', 45: '01-14 21-28',
  46: '00-04 90',
  50: '01-03', 51: '01-39 70 90', 52: '01-06 21-27', 53: '01-09 21-35', 54: '01-06 21-27',
  61: '01-10 21-27 90', 62: '01-12 21-30', 63: '01-02 21-28', 64: '01-05 21-22', 65: '01-05 21-32 40-43 90',
  71: '00', 81: '00', 82: '00', 83: '00',
}

/** How far a region code is known: to a present or past prefecture, to the province only, or not at all. */
export type RegionMatch = 'prefecture' | 'province' | 'none'

/**
 * Looks up the first six digits of a resident number. On permanent residence cards of foreigners they are 9, province
 * and nationality; a known province is enough there.
 */
export function lookUpRegion(code: string): RegionMatch {
  if (code.startsWith('9')) return PREFECTURES[code.slice(1, 3)] === undefined ? 'none' : 'prefecture'
  const prefectures = PREFECTURES[code.slice(0, 2)]
  if (prefectures === undefined) return 'none'
  const prefecture = Number(code.slice(2, 4))
  return prefectures.split(' ').some((range) => isInRange(prefecture, range)) ? 'prefecture' : 'province'
}

function isInRange(value: number, range: string): boolean {
  const [from, to = from] = range.split('-')
  return Number(from) <= value && value <= Number(to)
}
