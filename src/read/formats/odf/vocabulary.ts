import type { XmlElement } from '../../markup/xml/walk.js'

const known = new Map<string, string>()

/**
 * The element's name with the usual prefix of its namespace (ODF 1.3 part 3, 1.4), under any prefix:
 * `text:p`, `table:table-cell`; names of OpenOffice.org 1 alike.
 */
export function canonical(element: XmlElement): string {
  return `${prefixOf(element.uri, element.prefix)}:${element.local}`
}

/** Value of an attribute by its local name. */
export function attribute(element: XmlElement, local: string): string | undefined {
  return element.attributes.find((one) => one.local === local)?.value
}

/** A number of times, at least 1 and at most a million. */
export function timesOf(element: XmlElement, local: string): number {
  const value = Number(attribute(element, local) ?? 1)
  return Number.isInteger(value) && value >= 1 ? Math.min(value, 1_048_576) : 1
}

function prefixOf(uri: string, prefix: string): string {
  if (uri === '') return prefix
  const found = known.get(uri)
  if (found !== undefined) return found
  const short = /opendocument:xmlns:([\w-]+):/.exec(uri)?.[1] ?? /openoffice\.org\/20\d\d\/([\w-]+)$/.exec(uri)?.[1]
  const dublin = uri === 'http://purl.org/dc/elements/1.1/'
  const name = dublin ? 'dc' : uri === 'http://www.w3.org/1999/xlink' ? 'xlink' : (short ?? prefix)
  const usual = { drawing: 'draw', 'svg-compatible': 'svg', 'xsl-fo-compatible': 'fo' }[name] ?? name
  if (known.size < 1000) known.set(uri, usual)
  return usual
}
