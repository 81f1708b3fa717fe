import { resolveScriptStrings } from './script-strings.js'

/**
 * Text with the escapes of programs and data resolved: `\u673a`, `\u{673a}`, `\U0000673a`, `\U+673a`, `%u673a`, CSS's
 * `\673a `, bytes as `\xe6\x9c\xba`, in octal or in percents, `&#x673a;`, `&#26426;`, and constant strings of scripts
 * put together. The same text where it holds none. Line ends are never made by it, so lines keep their numbers. Cost:
 * linear.
 */
export function resolveEscapes(source: string): string {
  const text = resolveScriptStrings(source)
  if (!/\\[uUx\da-f]|&#|U&['"]|%u[\da-f]{4}|%[89a-f][\da-f]/i.test(text)) return text
  return resolveSqlStrings(text)
    .replace(BYTES, (run) => resolveBytes(run))
    .replace(/(?:%[\da-f]{2}){2,100000}/gi, (run) => resolvePercentRun(run))
    .replace(
      /\\u\{([\da-f]{1,6})\}|\\U([\da-f]{8})|\\U\+([\da-f]{4})|[\\%]u([\da-f]{4})|\\([\da-f]{4,6}) ?/gi,
      (whole, ...codes) => character(whole, codes.slice(0, 5), 16),
    )
    .replace(/&#x([\da-f]{1,6});?/gi, (whole, code: string) => character(whole, [code], 16))
    .replace(/&#(\d{1,7});?/g, (whole, code: string) => character(whole, [code], 10))
}

/** As UTF-8 or GB18030; as they stand where they spell no text beyond ASCII. */
function resolvePercentRun(run: string): string {
  if (!/%[89a-f]/i.test(run)) return run
  const bytes = Buffer.from(run.replaceAll('%', ''), 'hex')
  const text = spelled(bytes, 'utf-8') ?? spelled(bytes, 'gb18030')
  return text === undefined || /[\0-\x1f\x7f-\x9f]/.test(text) ? run : text
}

/**
 * The text with escapes resolved, as a reading beside the raw one: quotation marks around strings of a program are
 * syntax, and would make what they hold a quotation, so they are left out of the lines that differ.
 */
export function withoutEscapes(text: string): string {
  const resolved = resolveEscapes(text)
  if (resolved === text) return text
  const lines = text.split('\n')
  return resolved.split('\n')
    .map((line, index) => (line === lines[index] ? line : line.replace(/["'`]/g, ' '))).join('\n')
}

const SQL_STRING = /\bU&(['"])((?:(?!\1).|\1\1){0,100000})\1(?:\s+UESCAPE\s+'(.)')?/gi

/**
 * Strings of SQL with escapes (ISO/IEC 9075-2, 5.3): four digits behind a backslash or the character that the literal
 * names, or six behind that and a plus.
 */
function resolveSqlStrings(text: string): string {
  return text.replace(SQL_STRING, (whole, quote: string, body: string, escape = '\\') => {
    const sign = escape.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
    const resolved = body.replace(
      new RegExp(`${sign}(?:\\+([\\da-f]{6})|([\\da-f]{4}))`, 'gi'),
      (code, ...codes) => character(code, codes.slice(0, 2), 16),
    )
    return resolved === body ? whole : `${quote}${resolved}${quote}`
  })
}

/** Runs of byte escapes, in hexadecimal or octal; database dumps double the backslash. */
const BYTES = /(?:\\{1,2}(?:x[\da-fA-F]{2}|[0-3][0-7]{2})){3,100000}/g

/** Decodes a run as UTF-8 or GB18030; returns it unchanged where it is neither. */
function resolveBytes(run: string): string {
  const codes = [...run.matchAll(/x([\da-fA-F]{2})|([0-3][0-7]{2})/g)]
  const bytes = Buffer.from(codes.map(([, hex, octal]) => Number.parseInt(hex ?? octal!, hex === undefined ? 8 : 16)))
  const text = spelled(bytes, 'utf-8') ?? spelled(bytes, 'gb18030')
  return text === undefined || /[\0-\x1f\x7f-\x9f]/.test(text) ? run : text
}

function character(whole: string, codes: readonly unknown[], radix: number): string {
  const code = codes.find((candidate) => typeof candidate === 'string')
  const point = typeof code === 'string' ? Number.parseInt(code, radix) : -1
  return point >= 0x20 && point <= 0x10ffff ? String.fromCodePoint(point) : whole
}

/**
 * Percent-encoded bytes of an address as the text they spell, in UTF-8 or GB18030; the same address where they spell
 * none, or letters of ASCII alone.
 */
export function resolvePercents(address: string): string {
  if (!/%[89a-f][\da-f]|(?:%3\d){6}/i.test(address)) return address
  return address.replace(/(?:%[\da-f]{2}|[\x21-\x7e])+/gi, (run) => {
    const units = run.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    const bytes = Buffer.from(units, 'latin1')
    return spelled(bytes, 'utf-8') ?? spelled(bytes, 'gb18030') ?? run
  })
}

function spelled(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
