import type { MaskedSpan } from './shapes.js'

/**
 * Finds numbers of identity cards, mobile phones, bank cards and landlines whose groups of digits are split by a sign:
 * 199/9975/3090, 6222_0212_3456_7890, 3|3|0|1…. Dates, times, versions and lists of numbers are not among them.
 * @param folded a folded line or path
 * Cost: linear in the text.
 */
export function* findSplitNumbers(folded: string): Generator<MaskedSpan> {
  for (const { 0: run, index } of folded.matchAll(RUN)) {
    const groups = groupsOf(run)
    const kind = mixedNumber(groups)
    if (kind) {
      yield { start: index, end: index + run.length, kind }
      continue
    }
    for (let first = 0; first < groups.length; first++) {
      const found = numberAt(groups, first)
      if (!found) continue
      yield { start: index + groups[first]!.start, end: index + groups[found.last]!.end, kind: found.kind }
      first = found.last
    }
  }
}

/** Between two groups: one or two signs. Stars are those of a value that is masked already. */
const RUN = /(?<![0-9])[0-9]+(?:[^\p{L}\p{N}\n*]{1,2}[0-9]+)+x?/gu

interface Group {
  readonly start: number
  readonly end: number
  readonly digits: string
  /** The signs before it. */
  readonly sign: string
}

function groupsOf(run: string): Group[] {
  let from = 0
  return [...run.matchAll(/[0-9]+x?/g)].map(({ 0: digits, index }) => {
    const sign = run.slice(from, index)
    from = index + digits.length
    return { start: index, end: from, digits, sign }
  })
}

interface Found {
  readonly last: number
  readonly kind: MaskedSpan['kind']
}

/** What a run is whose groups are split by different signs. */
function mixedNumber(groups: readonly Group[]): MaskedSpan['kind'] | undefined {
  if (groups.length > MAX_GROUPS || groups.every(({ sign }, at) => at < 2 || sign === groups[1]!.sign)) return undefined
  const lengths = groups.map(({ digits }) => digits.length)
  const written = groups.map(({ digits }) => digits).join('-')
  return DATE.test(written) ? undefined : kindOf(groups.map(({ digits }) => digits).join(''), lengths, true)
}

/** The number that begins with a group. */
function numberAt(groups: readonly Group[], first: number): Found | undefined {
  const sign = groups[first + 1]?.sign
  let digits = groups[first]!.digits
  for (let last = first + 1; last < groups.length && digits.length < MAX_DIGITS; last++) {
    digits += groups[last]!.digits
    if (groups[last]!.sign !== sign) return undefined
    const lengths = groups.slice(first, last + 1).map((group) => group.digits.length)
    const isWhole = groups[first - 1] === undefined || groups[first]!.sign !== sign
    const isAlone = isWhole && groups[last + 1]?.sign !== sign
    const kind = kindOf(digits, lengths, isAlone)
    const written = groups.slice(first, last + 1).map((group) => group.digits).join('-')
    const isAmount = kind !== 'resident-id' && /^[ ,]$/.test(sign) && AMOUNT.test(written)
    if (kind && !isAmount && !DATE.test(written)) return { last, kind }
  }
  return undefined
}

/** Digits of the longest number, a bank card. */
const MAX_DIGITS = 19

const MONTH = '(?:0?[1-9]|1[0-2])'
const DAY = '(?:0?[1-9]|[12][0-9]|3[01])'
const YEAR = '(?:18|19|20)[0-9]{2}'
/** A date in groups, the year first or last. */
const DATE = new RegExp(`(?:^|-)(?:${YEAR}-${MONTH}-${DAY}|${DAY}-${MONTH}-${YEAR}|${MONTH}-${DAY}-${YEAR})(?:-|$)`)

/** Thousands. */
const AMOUNT = /^[0-9]{1,3}(?:-[0-9]{3})+$/

/** @param isAlone no other group follows or precedes with the same sign: it is no part of a list */
function kindOf(digits: string, lengths: readonly number[], isAlone: boolean): MaskedSpan['kind'] | undefined {
  const shape = lengths.join('-')
  const isEven = isAlone && (lengths.every((one) => one === 1) || lengths.slice(0, -1).every((one) => one === 2))
  const isFew = isAlone && lengths.length <= MAX_GROUPS
  if (RESIDENT_ID.test(digits) && (isEven || lengths.length <= MAX_GROUPS)) return 'resident-id'
  if (digits.length === 11 && /^1[3-9]/.test(digits) && (shape === '3-4-4' || isEven || isFew)) return 'mobile'
  const isCard = /^(?:4-){3}4(?:-[1-3])?$/.test(shape) || isEven || isFew
  if (isCard && /^[3-9][0-9]{15,18}$/.test(digits) && isLuhn(digits)) return 'bank-card'
  return /^[34]-[78]$/.test(shape) && isAlone && /^0[1-9][0-9]{1,2}[2-8]/.test(digits) ? 'landline' : undefined
}

/** Groups of a number that a person writes: 330102-1990-0307-1234. */
const MAX_GROUPS = 5
const BIRTH = '(?:18[89]|19[0-9]|20[0-9])[0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])'
const RESIDENT_ID = new RegExp(`^[1-9][0-9]{5}${BIRTH}[0-9]{3}[0-9x]$`)

/** ISO/IEC 7812-1, annex B. */
function isLuhn(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]) * (at % 2 === 0 ? 1 : 2)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0
}
