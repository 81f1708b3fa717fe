import type { Span } from '../model/index.js'
import { credentialAfter } from './credential.js'
import type { MaskedKind } from './value.js'

/** A range of a text that must not be shown, and what it is. */
export interface MaskedSpan extends Span {
  readonly kind: MaskedKind
}

/**
 * Finds in a folded text what looks like a value by its form alone: numbers with the form of an identifier, mail
 * addresses, what follows a password label, random tokens. Dates, amounts, document numbers and clauses do not have
 * these forms. Cost: linear; made for lines and names.
 */
export function findShapes(folded: string): MaskedSpan[] {
  if (!CANDIDATE.test(folded)) return []
  return [...credentials(folded), ...FORMS.flatMap((form) => [...matches(form, folded)])]
}

/** Every form has a digit, `@` or a label in it. */
const CANDIDATE = /[0-9@]|微信|wechat|密|口令|秘|验|pass|pwd|secret|token|key|authorization/

const LABEL = new RegExp('密码|口令|密钥|秘钥|验证码|passw(?:or)?d|passphrase|passcode|pwd|secret(?:[_-]?key)?|token|'
  + '(?:api|access|private)[_-]?key(?:[_-]?(?:id|secret))?|authorization', 'g')

function* credentials(folded: string): Generator<MaskedSpan> {
  for (const { 0: label, index } of folded.matchAll(LABEL)) {
    const from = index + label.length
    if (/^[a-z]{2}/.test(folded.slice(from - 1, from + 1))) continue // passwordHash
    const after = folded.slice(from, from + MAX_READ)
    const value = credentialAfter(after, false) ?? spokenCredential(after, /[^a-z_-]/.test(label))
    const pieces = piecesOf(after)
    for (const { start, end } of value ? [value, ...pieces] : pieces) {
      yield { start: from + start, end: from + end, kind: 'credential' }
    }
  }
}

/** A value that no program would take for one: in Chinese numerals or words, or one word of letters behind a space. */
function spokenCredential(after: string, isChinese: boolean): Span | undefined {
  const found = SIGNED.exec(after) ?? NUMERALS.exec(after) ?? (isChinese ? BARE_WORD.exec(after) : null)
  return found ? { start: found[1]!.length, end: found[0].length } : undefined
}

const SIGNED = /^([ \t]{0,3}[:=] ?["“‘「]?)(?![!-~])[^\s。;,，；、*"”’」]{1,32}/
const NUMERALS = /^([ \t]{0,3}[为是] ?)[零〇一二三四五六七八九十百两幺个0-9]{3,32}/
const BARE_WORD = /^([ \t]{1,3})[a-z]{4,32}(?![a-z])/

/** A value that is given in pieces: 前段 Kq9，后段 Zx7. */
function piecesOf(after: string): Span[] {
  const sentence = /^[^。\n]{0,120}/.exec(after)![0]
  return [...sentence.matchAll(PIECE)].map(({ 0: all, 1: value, index }) =>
    ({ start: index + all.length - value!.length, end: index + all.length }))
}

const PIECE = new RegExp('(?:[前后上下中末另其][一二两三四0-9]{0,2}|第[一二三四1-4])(?:个?部分|半段|半截|段|截|半|位)'
  + '(?:[为是]|[ \\t]?[:=])?[ \\t]{0,3}["“‘「]?([!-)+\\--:<-~]{2,64})', 'g')

/** Units read behind a label. */
const MAX_READ = 300

/** A form of values, in folded text. */
interface Form {
  readonly kind: MaskedKind
  readonly pattern: RegExp
  readonly isValue?: (value: string, before: string, after: string) => boolean
}

/** What stands between the digits of a number. */
const GAP = '[ .\\-]{0,2}'
const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
const NO_DIGIT = '(?![0-9])'
const KEY_PREFIXES = 'akia|ltai|akid|gh[pos]_|github_pat_|glpat-|xox[abprs]-|eyj|aiza'

const RESIDENT_ID = new RegExp(`(?<![0-9])[1-9](?:${GAP}[0-9]){16}${GAP}[0-9x]${NO_DIGIT}`, 'g')
const MOBILE = new RegExp(`(?<![0-9])1${GAP}[3-9](?:${GAP}[0-9]){9}${NO_DIGIT}`, 'g')
const BANK_CARD = /(?<![0-9])[3-9][0-9]{3}(?:[ -]?[0-9]{4}){3}(?:[ -]?[0-9]{1,3})?(?![0-9])/g
const LANDLINE = /(?<![0-9a-z])0[1-9][0-9]{1,2}[ -]{0,2}[2-8][0-9]{6,7}(?![0-9])/g
const PASSPORT = new RegExp('(?<![a-z0-9])(?:[hm][0-9]{10}|[a-z][0-9]{8}|[deps][a-z][0-9]{7}'
  + '|[egd][a-z][^a-z0-9\\n*][0-9]{7}|[egd](?:[^\\p{L}\\p{N}\\n*]?[0-9]){8})(?![a-z0-9])', 'gu')
const PLATE_SIGN = '[ ·.•_/|:\\\\-]'
const PLATE = new RegExp(`[${PROVINCES}]${PLATE_SIGN}?[a-z]${PLATE_SIGN}?(?=(?:[a-z]${PLATE_SIGN}?){0,5}[0-9])`
  + `(?:[a-z0-9]{5,6}|[a-z0-9]{2,3}${PLATE_SIGN}[a-z0-9]{2,3}|[a-z0-9](?:${PLATE_SIGN}[a-z0-9]){4,5})(?![a-z0-9])`, 'g')
const INTRANET = /(?<![0-9.])(?:10\.[0-9]{1,3}|192\.168|172\.(?:1[6-9]|2[0-9]|3[01]))(?:\.[0-9]{1,3}){2}(?![0-9.])/g
/** Not the password and host of a URL. */
const MAIL = /(?<![a-z0-9._%+-]|:\/\/[^\s:@/]{0,64}:)[a-z0-9._%+-]{1,64} ?@ ?[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+/g
const SPACED_MAIL = /(?<![a-z0-9])(?:[a-z0-9._%+-] ){2,64}@(?: [a-z0-9.-]){4,64}(?![a-z0-9])/g
const URL_PASSWORD = /(?<=:\/\/[^\s:@/]{0,64}:)[^\s@/]{1,128}(?=@)/g
const KEY = new RegExp(`(?<![a-z0-9])(?:${KEY_PREFIXES})[0-9a-z_.-]{8,}`, 'g')

/** Letters and digits with a space between each, and a key in groups of four. */
const SPACED_KEY = /(?<![a-z0-9])[a-z0-9](?: [a-z0-9]){15,}(?![a-z0-9])/g
const GROUPED_KEY = /(?<![a-z0-9])(?:akia|ltai|akid)(?: [a-z0-9]{4}){3,5}(?: [a-z0-9]{1,3})?(?![a-z0-9])/g

const MIXED = /(?<![a-z0-9@#$%&*~^+_/.\\])[a-z0-9@#$!-](?:[!#-&(-9;?-_a-~]){7,63}(?![a-z0-9])/g

/** Accounts of messengers, by their label. */
const ACCOUNT = /(?<=(?:qq|微信|wechat)[号码]{0,2}[:\s]{1,3})[a-z0-9_-]{5,20}(?![a-z0-9_-])/g

const FORMS: readonly Form[] = [
  { kind: 'resident-id', pattern: RESIDENT_ID, isValue: hasBirthDate },
  { kind: 'resident-id', pattern: /(?<![0-9])[1-9][0-9]{14}(?![0-9])/g, isValue: hasBirthDate },
  { kind: 'mobile', pattern: MOBILE, isValue: isNoDate },
  { kind: 'bank-card', pattern: BANK_CARD },
  { kind: 'landline', pattern: LANDLINE },
  { kind: 'passport', pattern: PASSPORT, isValue: isNoDate },
  { kind: 'plate', pattern: PLATE },
  { kind: 'intranet-address', pattern: INTRANET },
  { kind: 'bank-card', pattern: /(?<![0-9.,])[0-9]{10,}(?![0-9])/g, isValue: isLongNumber },
  { kind: 'email', pattern: MAIL },
  { kind: 'credential', pattern: SPACED_MAIL },
  { kind: 'mobile', pattern: ACCOUNT },
  { kind: 'credential', pattern: URL_PASSWORD },
  { kind: 'access-key', pattern: KEY, isValue: hasDigit },
  { kind: 'credential', pattern: SPACED_KEY, isValue: hasBoth },
  { kind: 'access-key', pattern: GROUPED_KEY, isValue: hasDigit },
  { kind: 'credential', pattern: MIXED, isValue: isMixed },
  { kind: 'credential', pattern: /(?<![a-z0-9+/_=])[a-z0-9+/_=-]{16,}/g, isValue: isRandom },
]

function* matches({ kind, pattern, isValue }: Form, folded: string): Generator<MaskedSpan> {
  for (const { 0: value, index } of folded.matchAll(pattern)) {
    const end = index + value.length
    if (isValue && !isValue(value, folded.slice(Math.max(0, index - 4), index), folded.slice(end, end + 4))) continue
    yield { start: index, end, kind }
  }
}

/** Six digits of a region, then the date of a birth. */
function hasBirthDate(value: string): boolean {
  const digits = value.replace(/[ .-]/g, '')
  return digits.length === 15 ? isDay(`19${digits.slice(6, 12)}`) : isDay(digits.slice(6, 14))
}

/** `YYYYMMDD` from 1880 on. */
function isDay(digits: string): boolean {
  return /^(?:18[89]|19[0-9]|20[0-9])[0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])$/.test(digits)
}

function isNoDate(value: string): boolean {
  return !/(?:19|20)[0-9]{2}[ .-][0-9]{1,2}[ .-][0-9]{1,2}/.test(value) && !isDay(value.replace(/^[a-z]/, ''))
}

/** No time stamp, no amount, no book number, no piece of an address of a page. */
function isLongNumber(value: string, before: string, after: string): boolean {
  if (isDay(value.slice(0, 8)) && TIME.test(value.slice(8))) return false
  return !/^[,.][0-9]|^ ?[元万亿%吨]/.test(after) && !/[$¥￥_/=a-z]$/.test(before) && !/^97[89][0-9]{10}$/.test(value)
}

function hasBoth(value: string): boolean {
  return /[0-9]/.test(value) && /[a-z]/.test(value)
}

function hasDigit(value: string): boolean {
  return /[0-9]/.test(value)
}

/** Hours, minutes, seconds and milliseconds. */
const TIME = /^(?:[01][0-9]|2[0-3])(?:[0-5][0-9]){0,2}[0-9]{0,3}$/

/** Letters, digits and a sign of passwords in one word: `abc@12345`. */
function isMixed(value: string): boolean {
  return /[a-z]/.test(value) && /[0-9]/.test(value) && /[#$^*!~?|\\]|[a-z0-9][@&%][a-z0-9]/.test(value)
    && !/:\/\/|^www\.|%[0-9a-f]{2}|[,;()<>{}[\]"]/.test(value)
}

/** Letters and digits that change as in no word, in one stretch: 32 hexadecimal digits, or many changes of class. */
function isRandom(value: string): boolean {
  return value.split(/[/_=-]/).some((token) => token.length >= MIN_TOKEN && /[a-z]/.test(token)
    && (/^[0-9a-f]{32,}$/.test(token) || changesOf(token) >= Math.max(MIN_CHANGES, token.length / 8)))
}

const MIN_TOKEN = 16
const MIN_CHANGES = 4

/** How often a letter follows a digit, or a digit a letter. */
function changesOf(token: string): number {
  return [...token].filter((one, at) => at > 0 && isDigit(one) !== isDigit(token.charAt(at - 1))).length
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9'
}
