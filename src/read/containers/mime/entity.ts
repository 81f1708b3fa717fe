import { structured, type Field, type Structured } from './field.js'

/** A message or a body part (RFC 2045, 2.4): its header, and its body in its transfer encoding. */
export interface Entity {
  readonly fields: readonly Field[]
  readonly body: Buffer
  readonly type: Structured
  readonly disposition: Structured
  /** Content transfer encoding, lower case. */
  readonly transfer: string
}

/** Splits header and body at the first empty line; without one, everything is header. Cost: linear. */
export function parseEntity(bytes: Buffer, byDefault = 'text/plain'): Entity {
  const { fields, end } = header(bytes)
  const first = (name: string): string => fields.find((field) => field.name === name)?.raw ?? ''
  const type = structured(first('content-type'))
  return {
    fields,
    body: bytes.subarray(end),
    type: /^[^\s/]+\/[^\s/]+$/.test(type.value) ? type : { ...type, value: byDefault },
    disposition: structured(first('content-disposition')),
    transfer: structured(first('content-transfer-encoding')).value,
  }
}

/** The file name in its header. */
export function givenName({ disposition, type }: Entity): string | undefined {
  return disposition.parameters.get('filename') ?? type.parameters.get('name')
}

/** The file name in its header, else its number with an extension for its type. */
export function nameOf(entity: Entity, piece: string): string {
  const type = entity.type.value
  const ending = type === 'message/rfc822' || type === 'message/global' ? 'eml' : type.replace(/^.*\/(x-)?/, '')
  return givenName(entity) ?? `${piece === '' ? '1' : piece}.${/^[a-z0-9]{1,8}$/.test(ending) ? ending : 'bin'}`
}

function header(bytes: Buffer): { fields: Field[]; end: number } {
  const lines: string[][] = []
  let at = 0
  while (at < bytes.length) {
    const found = bytes.indexOf(0x0a, at)
    const next = found < 0 ? bytes.length : found + 1
    const line = bytes.toString('latin1', at, next).replace(/(?<![\r\n])[\r\n]+$/, '')
    at = next
    if (line === '') break
    if (/^[ \t]/.test(line) && lines.length > 0) lines.at(-1)!.push(line.trimStart())
    else lines.push([line])
  }
  return { fields: lines.map((line) => fieldOf(line.join(' '))), end: at }
}

function fieldOf(line: string): Field {
  const match = /^([!-9;-~]{1,200})[ \t]*:[ \t]*/.exec(line)
  return match ? { name: match[1]!.toLowerCase(), raw: line.slice(match[0].length) } : { name: '', raw: line }
}

/** The body of a multipart (RFC 2046, 5.1.1). */
export interface Multipart {
  /** The parts between delimiters, in order. */
  readonly pieces: readonly Buffer[]
  /** The bytes before the first delimiter and after the last. */
  readonly around: readonly Buffer[]
  /** Whether the closing delimiter is there. */
  readonly closed: boolean
}

/** Splits at lines `--boundary`; undefined where there are none. Cost: linear. */
export function splitMultipart(body: Buffer, boundary: string): Multipart | undefined {
  const delimiter = Buffer.from(`--${boundary}`, 'latin1')
  const pieces: Buffer[] = []
  let before: Buffer | undefined
  let start = 0
  for (let at = body.indexOf(delimiter); at >= 0; at = body.indexOf(delimiter, at + delimiter.length)) {
    const end = delimiterEnd(body, at, delimiter.length)
    if (!end) continue
    const piece = body.subarray(start, lineStart(body, at, start))
    if (before === undefined) before = piece
    else pieces.push(piece)
    start = end.next
    if (end.closing) return { pieces, around: [before, body.subarray(start)], closed: true }
  }
  if (before === undefined) return undefined
  return { pieces: [...pieces, body.subarray(start)], around: [before], closed: false }
}

/** Undefined where there is other text on the line, before or after the delimiter. */
function delimiterEnd(body: Buffer, at: number, length: number): { next: number; closing: boolean } | undefined {
  if (at > 0 && body[at - 1] !== 0x0a) return undefined
  const closing = body[at + length] === 0x2d && body[at + length + 1] === 0x2d
  let next = at + length + (closing ? 2 : 0)
  while (body[next] === 0x20 || body[next] === 0x09 || body[next] === 0x0d) next++
  if (next < body.length && body[next] !== 0x0a) return undefined
  return { next: Math.min(next + 1, body.length), closing }
}

/** The line end before a delimiter is part of it. */
function lineStart(body: Buffer, at: number, from: number): number {
  const end = at > from && body[at - 1] === 0x0a ? at - 1 : at
  return end > from && body[end - 1] === 0x0d ? end - 1 : end
}
