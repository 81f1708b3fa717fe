import { decodeHeaderBytes } from '../../text/mail-charset.js'
import { fromQuoted } from './transfer.js'

/** One header field; `raw` is its unfolded value, one character per byte. */
export interface Field {
  /** Lower case; empty for a line that is not a field. */
  readonly name: string
  readonly raw: string
}

const WORD = /=\?([\w.:+-]+)(?:\*[\w-]*)?\?([BbQq])\?([^?\r\n]*)\?=/g

/**
 * The readings of a field's value (RFC 2047), the likeliest first. Adjacent encoded words are joined before they are
 * decoded, since mailers split between the bytes of one character. The charset of raw bytes beyond ASCII is guessed.
 */
export function textOf(raw: string): string[] {
  let text = ''
  const others: string[] = []
  for (const { bytes, charset } of segments(raw)) {
    const [first = '', ...more] = decodeHeaderBytes(bytes, charset)
    text += first
    others.push(...more)
  }
  return [text, ...others]
}

interface Segment {
  readonly bytes: Buffer
  readonly charset?: string
}

function segments(raw: string): Segment[] {
  const found: { chunks: Buffer[]; charset?: string }[] = []
  let end = 0
  for (const match of raw.matchAll(WORD)) {
    const between = raw.slice(end, match.index)
    const last = found.at(-1)
    const isText = between.trim() !== '' || (between !== '' && !last?.charset)
    if (isText) found.push({ chunks: [Buffer.from(between, 'latin1')] })
    const charset = match[1]!.toLowerCase()
    const bytes = /b/i.test(match[2]!) ? Buffer.from(match[3]!, 'base64')
      : fromQuoted(Buffer.from(match[3]!.replaceAll('_', ' '), 'latin1'))
    if (found.at(-1)?.charset === charset) found.at(-1)!.chunks.push(bytes)
    else found.push({ chunks: [bytes], charset })
    end = match.index + match[0].length
  }
  if (end < raw.length) found.push({ chunks: [Buffer.from(raw.slice(end), 'latin1')] })
  return found.map(({ chunks, charset }) =>
    ({ bytes: Buffer.concat(chunks), ...(charset !== undefined && { charset }) }))
}

/**
 * A structured value (RFC 2045, 5.1): its first word in lower case, and its parameters, with those of RFC 2231 joined
 * and decoded.
 */
export interface Structured {
  readonly value: string
  readonly parameters: ReadonlyMap<string, string>
  /** Every value of every parameter, in each reading that its bytes allow: also those that another one overrides. */
  readonly values: readonly string[]
}

const PARAMETER = /;\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\[\s\S])*)(?:"|$)|([^;]*))/g

export function structured(raw: string): Structured {
  const value = (/^[^;]*/.exec(raw)?.[0] ?? '').trim().toLowerCase()
  const plain = new Map<string, string>()
  const split = new Map<string, Section[]>()
  const values: string[] = []
  for (const match of raw.slice(/^[^;]*/.exec(raw)![0].length).matchAll(PARAMETER)) {
    const key = match[1]!.toLowerCase()
    const text = match[2]?.replace(/\\([\s\S])/g, '$1') ?? match[3]!.trim()
    const [, name, at, star] = /^([^*]+)(?:\*(\d{1,4}))?(\*)?$/.exec(key) ?? []
    if (name !== undefined && (at !== undefined || star !== undefined)) {
      if (!split.has(name)) split.set(name, [])
      split.get(name)!.push({ at: Number(at ?? -1), text, encoded: star !== undefined })
      continue
    }
    const readings = textOf(text)
    values.push(...readings)
    if (!plain.has(key)) plain.set(key, readings[0]!)
  }
  for (const [name, sections] of split) {
    const [first, ...others] = joinedSections(sections)
    values.push(...others, ...first)
    plain.set(name, first[0]!)
  }
  return { value, parameters: plain, values }
}

/** A section of a parameter (RFC 2231, 3 and 4); `at` is -1 for a value that is not divided. */
interface Section {
  readonly at: number
  readonly text: string
  readonly encoded: boolean
}

/**
 * The readings of a parameter's values: of the divided one if there is one, and of each value that is not divided. Of
 * two sections with one number, both are read.
 */
function joinedSections(sections: readonly Section[]): [string[], ...string[]] {
  const divided = sections.filter(({ at }) => at >= 0)
  const whole = sections.filter(({ at }) => at < 0).map((section) => joined([section]))
  const [first = [], ...others] = divided.length > 0 ? [joined(divided), ...whole] : whole
  return [first, ...others.flat()]
}

function joined(pieces: readonly Section[]): string[] {
  const ordered = [...pieces].sort((one, other) => one.at - other.at)
  const label = ordered[0]!.encoded ? /^([^']*)'[^']*'/.exec(ordered[0]!.text) : null
  const bytes = ordered.map(({ text, encoded }, at) => {
    const value = at === 0 && label ? text.slice(label[0].length) : text
    const plain = encoded
      ? value.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))) : value
    return Buffer.from(plain, 'latin1')
  })
  return decodeHeaderBytes(Buffer.concat(bytes), label?.[1] === '' ? undefined : label?.[1])
}
