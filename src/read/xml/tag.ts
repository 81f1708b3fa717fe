import { valueOf } from './characters.js'

/** A start tag as it is written, references in its values resolved. */
export interface WrittenTag {
  readonly name: string
  readonly attributes: readonly (readonly [name: string, value: string])[]
  readonly empty: boolean
}

const START = ':A-Z_a-z\\u{c0}-\\u{d6}\\u{d8}-\\u{f6}\\u{f8}-\\u{2ff}\\u{370}-\\u{37d}\\u{37f}-\\u{1fff}\\u{200c}\\u{200d}\\u{2070}-\\u{218f}'
  + '\\u{2c00}-\\u{2fef}\\u{3001}-\\u{d7ff}\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{fffd}\\u{10000}-\\u{effff}'
/** A name (XML 1.0, 2.3), source of a regular expression with the flag `u`. */
export const NAME = `[${START}][${START}\\-.0-9\\u{b7}\\u{300}-\\u{36f}\\u{203f}\\u{2040}]*`
const OPENING = new RegExp(`<(${NAME})`, 'uy')
const ATTRIBUTE = new RegExp(`[ \\t\\r\\n]+(${NAME})[ \\t\\r\\n]*=[ \\t\\r\\n]*(?:"([^"<]*)"|'([^'<]*)')`, 'uy')
const CLOSING = /[ \t\r\n]*(\/?)>/y

/**
 * Reads the start tag at `at`, where a `<` stands, and where it ends. Undefined where it is none, or has an attribute twice.
 * @throws Stop `malformed` for what an attribute value may not hold.
 */
export function readTag(text: string, at: number): { readonly tag: WrittenTag; readonly end: number } | undefined {
  const name = match(OPENING, text, at)?.[1]
  if (name === undefined) return undefined
  const attributes: [string, string][] = []
  let end = at + 1 + name.length
  for (let next = match(ATTRIBUTE, text, end); next; next = match(ATTRIBUTE, text, end)) {
    attributes.push([next[1]!, valueOf(next[2] ?? next[3]!)])
    end += next[0].length
  }
  const closing = match(CLOSING, text, end)
  if (!closing || hasTwice(attributes)) return undefined
  return { tag: { name, attributes, empty: closing[1] === '/' }, end: end + closing[0].length }
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function hasTwice(attributes: readonly (readonly [string, string])[]): boolean {
  return attributes.length > 1 && new Set(attributes.map(([name]) => name)).size < attributes.length
}
