import { valueOf } from './characters.js'

/** A start tag with names as written and with references in its values resolved. */
export interface WrittenTag {
  readonly name: string
  readonly attributes: readonly WrittenAttribute[]
  readonly empty: boolean
}

export type WrittenAttribute = readonly [name: string, value: string]

const START = ':A-Z_a-z\\u{c0}-\\u{d6}\\u{d8}-\\u{f6}\\u{f8}-\\u{2ff}\\u{370}-\\u{37d}\\u{37f}-\\u{1fff}'
  + '\\u{200c}\\u{200d}\\u{2070}-\\u{218f}\\u{2c00}-\\u{2fef}\\u{3001}-\\u{d7ff}'
  + '\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{fffd}\\u{10000}-\\u{effff}'
/** Regular expression source for a name (XML 1.0, 2.3); needs the flag `u`. */
export const NAME = `[${START}][${START}\\-.0-9\\u{b7}\\u{300}-\\u{36f}\\u{203f}\\u{2040}]*`
const WHOLE_NAME = new RegExp(`^${NAME}$`, 'u')
const PLAIN_NAME = /^[A-Za-z_:][-\w.:]*$/
const SPACE = 0x20
const QUOTE = 0x22
const APOSTROPHE = 0x27
const SLASH = 0x2f
const EQUALS = 0x3d
const GREATER = 0x3e

/**
 * Reads the start tag whose `<` is at `at`; `end` is the offset after it. Undefined where it is not a start tag or
 * repeats an attribute. Scans unit by unit: regular expressions with captures take three times as long.
 * @throws Stop `malformed` for an invalid attribute value.
 */
export function readTag(text: string, at: number): { readonly tag: WrittenTag; readonly end: number } | undefined {
  const attributes: WrittenAttribute[] = []
  let end = nameEnd(text, at + 1)
  const name = text.slice(at + 1, end)
  if (!isName(name)) return undefined
  for (;;) {
    const start = skipSpaces(text, end)
    const unit = text.charCodeAt(start)
    if (unit === GREATER) return unique({ name, attributes, empty: false }, start + 1)
    if (unit === SLASH) {
      if (text.charCodeAt(start + 1) !== GREATER) return undefined
      return unique({ name, attributes, empty: true }, start + 2)
    }
    if (start === end) return undefined
    end = readAttribute(text, start, attributes)
    if (end < 0) return undefined
  }
}

/** Reads the attribute at `start` into `attributes` and returns the offset after it; -1 where there is none. */
function readAttribute(text: string, start: number, attributes: WrittenAttribute[]): number {
  const middle = nameEnd(text, start)
  const name = text.slice(start, middle)
  const equals = skipSpaces(text, middle)
  if (text.charCodeAt(equals) !== EQUALS || !isName(name)) return -1
  const open = skipSpaces(text, equals + 1)
  const quote = text.charCodeAt(open)
  if (quote !== QUOTE && quote !== APOSTROPHE) return -1
  const close = text.indexOf(quote === QUOTE ? '"' : '\'', open + 1)
  if (close < 0) return -1
  attributes.push([name, valueOf(text.slice(open + 1, close))])
  return close + 1
}

/** The first offset from `at` on with white space, a control, `=`, `/` or `>`. */
function nameEnd(text: string, at: number): number {
  let end = at
  for (let unit = text.charCodeAt(end); unit > SPACE && unit !== EQUALS && unit !== GREATER && unit !== SLASH;) {
    unit = text.charCodeAt(++end)
  }
  return end
}

function skipSpaces(text: string, at: number): number {
  let end = at
  for (let unit = text.charCodeAt(end); unit === SPACE || unit === 9 || unit === 10 || unit === 13;) {
    unit = text.charCodeAt(++end)
  }
  return end
}

function isName(text: string): boolean {
  return PLAIN_NAME.test(text) || WHOLE_NAME.test(text)
}

function unique(tag: WrittenTag, end: number): { readonly tag: WrittenTag; readonly end: number } | undefined {
  return hasTwice(tag.attributes) ? undefined : { tag, end }
}

/** Most tags have few attributes: comparing pairs is cheaper than a set. */
function hasTwice(attributes: readonly WrittenAttribute[]): boolean {
  if (attributes.length > 16) return new Set(attributes.map(([name]) => name)).size < attributes.length
  for (let at = 1; at < attributes.length; at++) {
    for (let before = 0; before < at; before++) if (attributes[before]![0] === attributes[at]![0]) return true
  }
  return false
}
