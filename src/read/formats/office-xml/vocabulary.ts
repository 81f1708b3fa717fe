import type { XmlElement } from '../../markup/xml/walk.js'

/** Namespaces by what they are called in the standard, strict (part 1) and transitional (part 4) alike. */
const SPACES: readonly (readonly [RegExp, string])[] = [
  [/\/wordprocessingml(\/2006)?\/main$|\/word\/2003\/wordml$/, 'w'],
  [/\/drawingml(\/2006)?\/main$/, 'a'],
  [/\/officeDocument(\/2006)?\/math$/, 'm'],
  [/\/markup-compatibility\/2006$/, 'mc'],
  [/^urn:schemas-microsoft-com:vml$/, 'v'],
]

const known = new Map<string, string>()

/**
 * The element's name with the usual prefix of its namespace, under any prefix in the document: `w:p`, `mc:Choice`.
 * Elements of other vocabularies are `:local`; an undeclared prefix is taken at its word.
 */
export function canonical(element: XmlElement): string {
  return `${element.uri === '' ? element.prefix : shortOf(element.uri)}:${element.local}`
}

function shortOf(uri: string): string {
  const found = known.get(uri)
  if (found !== undefined) return found
  const short = SPACES.find(([pattern]) => pattern.test(uri))?.[1] ?? ''
  if (known.size < 1000) known.set(uri, short)
  return short
}

/** Value of an attribute by its local name. */
export function attribute(element: XmlElement, local: string): string | undefined {
  return element.attributes.find((one) => one.local === local)?.value
}

/** An on-off property (ISO/IEC 29500-1, 17.17.4): on unless its value says off. */
export function isOn(element: XmlElement): boolean {
  const value = attribute(element, 'val')
  return value === undefined || !/^(0|false|off)$/i.test(value)
}

/** Elements that hold the properties of a run, with the run around them. */
export const RUN_PROPERTIES: ReadonlySet<string> = new Set(['w:r/w:rPr', 'm:r/w:rPr', 'a:r/a:rPr'])
