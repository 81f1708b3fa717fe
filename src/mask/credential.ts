import type { Span } from '../model/index.js'

/**
 * Finds the value that a label of a credential introduces: after `:`, `=`, 为 or 是, in quotes, after a space, in the
 * next cell, or directly behind the label.
 * @param after the folded text behind the label; a border of a cell is `\t`, of a line `\n`
 * @param strict a value of a plain word is refused, because the text may speak about passwords only
 * @returns its offsets in `after`
 */
export function credentialAfter(after: string, strict: boolean): Span | undefined {
  const lead = LEAD.exec(after)
  if (!lead) return undefined
  const [all, sign = '', quote = ''] = lead
  const described = DESCRIBED.exec(after.slice(all.length))
  if (described && (sign.trim() !== '' || quote === '')) return spanAt(all.length, described[0])
  const quoted = quote === '' ? undefined : quotedValue(after.slice(all.length), quote)
  // A password may begin with a bracket or a quotation mark.
  const start = quoted === undefined ? all.length - quote.length : all.length
  const rest = after.slice(start)
  const value = quoted ?? bareValue(rest, strict && sign.includes('='))
  const plain = value.replace(/ /g, '')
  if (value === '' || PLACEHOLDER.test(value)) return undefined
  if (strict ? isCredential(plain, sign, rest.slice(value.length)) : mayBeCredential(plain, sign)) {
    return spanAt(start, value)
  }
  return strict && sign.trim() !== '' ? afterAccount(rest, start) : undefined
}

/** The second of two values: 账号密码：admin Qwer#2024. */
function afterAccount(rest: string, start: number): Span | undefined {
  const account = ACCOUNT.exec(rest)?.[0] ?? ''
  const value = bareValue(rest.slice(account.length), false)
  const isSecond = account !== '' && /[a-z]/.test(value) && /[0-9]/.test(value) && isCredential(value, '', '')
  return isSecond && !PLACEHOLDER.test(value) ? spanAt(start + account.length, value) : undefined
}

const ACCOUNT = /^[a-z][a-z0-9_.@-]{1,31}(?:[ \t]{1,3}|[ \t]?[,、/;和及与][ \t]?)/

/** Between a label and its value: closing quotes, a remark in brackets, words such as 统一设置, a sign, a quote. */
const LEAD = new RegExp('^["\'`”’」』】)\\]}*]{0,3}[ \\t]{0,4}(?:value(?==))?(?:\\([^()\\n]{1,16}\\))?'
  + '(?:统一|一律|均|都|全部|初始|默认|重置|更改|修改|设置|设定|暂定|就|仍|设|置|改){0,4}'
  + '([ \\t]{0,4}(?::=|=>|->|(?:分别)?(?:为|是|成)?[:=>→]|(?:分别)?为|是|成|is(?= ))[ \\t\\n]{0,4}|[ \\t]{1,4}|)'
  + '(?:(?:bearer|basic) )?(["\'`“‘「『【[(<]?)')

/** A value that is described rather than written: 身份证号后六位. */
const DESCRIBED = /^[^。;,，\n\t]{0,12}?(?:证|号|号码|手机|生日|日期)[^。;,\n\t]{0,4}?[后末尾前][0-9一二两三四五六七八九十]{1,2}[位个]/

const CLOSING: Readonly<Record<string, string>> = {
  '“': '”', '‘': '’', '「': '」', '『': '』', '【': '】', '[': ']', '(': ')', '<': '>',
}

/** The text up to the closing quotation mark; undefined where that is no value. */
function quotedValue(rest: string, quote: string): string | undefined {
  const end = rest.indexOf(CLOSING[quote] ?? quote)
  const value = rest.slice(0, end)
  const isText = BRACKETS.includes(quote) && value.includes(' ')
  return end < 0 || value.length > MAX_VALUE || isText || NO_VALUE.test(value) ? undefined : value
}

const MAX_VALUE = 256

/** Brackets hold remarks rather than values with spaces. */
const BRACKETS = '([<【'
const NO_VALUE = /[\n\t\p{Script=Han}]/u

/** @param isSetting the value ends where the next setting begins */
function bareValue(rest: string, isSetting: boolean): string {
  const pattern = SPACED.test(rest) ? SPACED : isSetting ? SETTING : WORD
  const value = pattern.exec(rest)?.[0] ?? ''
  return value.replace(/(?<![,.;:)\]}"'`])[,.;:)\]}"'`]+$/, '')
}

/** A value with a space between any two of its characters. */
const SPACED = /^[!-~](?: {1,2}[!-~]){3,63}(?! {0,2}[!-~])/
/** Quotation marks and `<` belong to a value unless they end it. */
const ENDING = '["\'`](?![,;:)\\]}>\\s&]|$)|<(?![/a-z!])'
const WORD = new RegExp(`^(?:[!#-&(-;=-_a-~]|${ENDING}){1,${MAX_VALUE}}`)
const SETTING = new RegExp(`^(?:[!#-%(-:=-_a-~]|${ENDING}){1,${MAX_VALUE}}`)

/** Not a value: a variable, a blank to fill in, stars, an address. */
const PLACEHOLDER = /^(?:\$\{|\$\(|\$[A-Z_]+$|\{\{|\{\w+\}$|<|%[(\w]|\*+$|x+$|_+$|\.+$|-+$|https?:\/\/|[a-z_.]+\()/

/** A digit or a sign within, as in no ordinary word; a number with a unit is a statement about passwords. */
function isCredential(value: string, sign: string, behind: string): boolean {
  if (value.length < MIN_LENGTH) return false
  if (/^[0-9.~-]+$/.test(value)) return !UNIT.test(behind)
  if (/[0-9]/.test(value)) return /[^0-9a-z.,:/-]|[a-z]/.test(value)
  return sign.trim() !== '' && value.length >= MIN_LETTERS && /[a-z]/.test(value) && /[#@$%^&*!~+?]/.test(value)
}

const MIN_LENGTH = 4
const MIN_LETTERS = 6
const UNIT = /^ ?(?:[年月日位个次天分秒元条种类届章版号期处人份至到以余多家项台]|bits?|bytes?|characters?)/

/** The same for masking, where a word too many does no harm: whatever follows a sign. */
function mayBeCredential(value: string, sign: string): boolean {
  return sign.trim() !== '' || (value.length >= MIN_LENGTH && /[0-9]/.test(value))
}

function spanAt(start: number, value: string): Span {
  return { start, end: start + value.length }
}

/**
 * Finds the password in a connection string: before `@`, or the value of `password=`.
 * @param after the folded text from the end of the scheme on
 * @returns its offsets in `after`
 */
export function passwordInside(after: string): Span | undefined {
  const user = USER_INFO.exec(after)
  const [, before = '', password = ''] = user ?? PARAMETER.exec(after) ?? []
  if (password === '' || PLACEHOLDER.test(password) || TEMPLATE.test(password)) return undefined
  return spanAt(before.length, password)
}

/** `user:password@host`, and `user/password@host` of Oracle. */
const USER_INFO = /^([^\s"'<>:@/]{0,64}[:/])([^\s"'<>@/]{1,128}(?:@[^\s"'<>@/]{1,64})?)@/
const PARAMETER = /^([^\n"'<>]{0,240}?(?:password|passwd|pwd|密码|口令)\s?[=:]\s?)([^\s;&"'<>,]{1,128})/
const TEMPLATE = /^\[?(?:pass|password|passwd|pwd|secret|\[.*)\]?$/
