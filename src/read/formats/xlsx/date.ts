const TOKENS = new RegExp([
  /"([^"]*)"|\\(.)|\[(h+|m+|s+)\]|\[[^[\]]*\]|[_*]./,
  /(AM\/PM|A\/P|上午\/下午)|(y+|m+|d+|h+|s+|a{3,4})|(\.0+)|([^])/,
].map(({ source }) => source).join('|'), 'giu')

/** True for a section of a number format that shows a date or a time. */
export function isDate(section: string): boolean {
  const bare = section.replace(/"[^"]*"?|\\.|[_*]./gu, '')
  if (/\[(h+|m+|s+)\]/i.test(bare)) return true
  return /[ymdhs]|aaa/i.test(bare.replace(/\[[^[\]]*\]|General|E[+-]/giu, ''))
}

/**
 * A serial number as the date a section of a format shows (18.17.4): days since 1900, whose calendar has a 29 February,
 * or since 1904. Undefined for a number that is no date: before 1900, after 9999.
 */
export function dateIn(section: string, serial: number, since1904: boolean): string | undefined {
  const days = since1904 ? serial + 1462 : serial
  if (!(days >= 0 && days < 2_958_466)) return undefined
  const moment = momentOf(days)
  const pieces = [...section.matchAll(TOKENS)]
  const halves = pieces.some(([, , , , half]) => half !== undefined)
  return pieces.map((piece, at) => shown(piece, moment, halves, isMinute(pieces, at), days)).join('').trim()
}

interface Moment {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly weekday: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** The 29 February 1900 of that calendar comes out as the 28th. */
function momentOf(days: number): Moment {
  const seconds = Math.round(days * 86_400)
  const shift = days < 60 ? 1 : 0
  const date = new Date((seconds + (shift - 25_569) * 86_400) * 1000)
  return {
    year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), weekday: date.getUTCDay(),
    hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: date.getUTCSeconds(),
  }
}

function shown(piece: RegExpExecArray, moment: Moment, halves: boolean, minute: boolean, days: number): string {
  const [, quoted, escaped, elapsed, half, letters, fraction, sign] = piece
  if (quoted !== undefined || escaped !== undefined) return quoted ?? escaped!
  if (elapsed !== undefined) {
    const perDay = { h: 24, m: 1440, s: 86_400 }[elapsed[0]!.toLowerCase()]!
    return String(Math.floor(days * perDay + 1e-9))
  }
  if (half !== undefined) return moment.hour < 12 ? half.split('/')[0]! : half.split('/')[1]!
  if (letters !== undefined) return field(letters.toLowerCase(), moment, halves, minute)
  return fraction === undefined && sign !== undefined && sign !== '@' ? sign : ''
}

const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
]
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

function field(letters: string, moment: Moment, halves: boolean, minute: boolean): string {
  const { year, month, day, weekday, hour, second } = moment
  const wide = (value: number): string => String(value).padStart(Math.min(2, letters.length), '0')
  switch (letters[0]) {
    case 'y': return letters.length > 2 ? String(year) : String(year % 100).padStart(2, '0')
    case 'd': return letters.length < 3 ? wide(day) : WEEKDAYS[weekday]!.slice(0, letters.length === 3 ? 3 : undefined)
    case 'a': return (letters.length > 3 ? '星期' : '') + '日一二三四五六'[weekday]!
    case 'h': return wide(halves ? hour % 12 || 12 : hour)
    case 's': return wide(second)
    default:
      if (minute) return wide(moment.minute)
      return letters.length < 3 ? wide(month) : MONTHS[month - 1]!.slice(0, letters.length === 3 ? 3 : undefined)
  }
}

/** `m` is a minute after an hour and before a second, else a month. */
function isMinute(pieces: readonly RegExpExecArray[], at: number): boolean {
  const lettersAt = (index: number): string => (pieces[index]?.[5] ?? pieces[index]?.[3] ?? '').toLowerCase()
  if (!lettersAt(at).startsWith('m')) return false
  const neighbour = (step: 1 | -1): string => {
    let index = at + step
    while (pieces[index] && lettersAt(index) === '') index += step
    return lettersAt(index)
  }
  return neighbour(-1).startsWith('h') || neighbour(1).startsWith('s')
}
