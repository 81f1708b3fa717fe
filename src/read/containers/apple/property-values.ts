import { readPropertyList } from './property-list.js'

/** The lines of text in a value; undefined for bytes that are neither a property list nor UTF-8 text. */
export function linesOf(value: Buffer): readonly string[] | undefined {
  const list = readPropertyList(value)
  if (list) {
    const within = list.data.map((data) => linesOf(data))
    return within.includes(undefined) ? undefined : [...list.strings, ...within.flatMap((lines) => lines ?? [])]
  }
  const text = textOf(value)
  return text === undefined ? undefined : [text]
}

function textOf(value: Buffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(value).replace(/(?<!\0)\0+$/, '')
    return /[\0-\x08\x0e-\x1f\x7f]/.test(text) ? undefined : text
  } catch {
    return undefined
  }
}
