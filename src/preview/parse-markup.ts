import { Parser } from 'htmlparser2'
import { PREVIEW_TAGS, type PreviewElement, type PreviewNode, type PreviewTag } from '../model/index.js'

/** Text with simple markup. `truncated` is true when the document has more. */
export interface ReadableText {
  readonly nodes: PreviewNode[]
  readonly truncated: boolean
}

/**
 * Parses HTML into elements with `PREVIEW_TAGS`. Of other elements only the text is kept, and of those in `INVISIBLE`
 * nothing. The only attributes kept are the spans of table cells, as numbers. Elements deeper than `MOST_DEPTH` are
 * flattened. Truncated after `mostUnits` code units of text; after `MOST_ELEMENTS` elements only text is kept.
 */
export function parseMarkup(markup: string, mostUnits: number): ReadableText {
  const nodes: PreviewNode[] = []
  const open: OpenElement[] = [{ children: nodes }]
  let units = 0
  let elements = 0
  let invisibleDepth = 0
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (INVISIBLE.has(name)) invisibleDepth++
      const tag = SYNONYMS[name] ?? name
      const fits = invisibleDepth === 0 && open.length < MOST_DEPTH
      const element: OpenElement & { tag?: PreviewTag } = fits && isTag(tag) && elements++ < MOST_ELEMENTS
        ? { tag, children: [], ...spans(attributes) }
        : { children: open.at(-1)!.children }
      if (element.tag) open.at(-1)!.children.push(element as PreviewElement)
      open.push(element)
    },
    ontext: (text) => {
      const left = mostUnits - units
      if (invisibleDepth > 0 || left <= 0) return
      open.at(-1)!.children.push(text.slice(0, left))
      units += text.length
    },
    onclosetag: (name) => {
      if (INVISIBLE.has(name)) invisibleDepth--
      if (open.length > 1) open.pop()
    },
  }, { decodeEntities: true })
  parser.end(markup)
  return { nodes, truncated: units > mostUnits || elements > MOST_ELEMENTS }
}

interface OpenElement {
  readonly children: PreviewNode[]
}

const MOST_DEPTH = 40
const MOST_ELEMENTS = 50_000
const INVISIBLE = new Set([
  'script', 'style', 'template', 'iframe', 'object', 'head', 'title', 'noscript', 'svg', 'math',
])
const SYNONYMS: Readonly<Record<string, string>> = { b: 'strong', i: 'em', del: 's', strike: 's' }
const TAGS: ReadonlySet<string> = new Set(PREVIEW_TAGS)
const MOST_SPAN = 100

function isTag(name: string): name is PreviewTag {
  return TAGS.has(name)
}

function spans({ colspan, rowspan }: Readonly<Record<string, string>>): Pick<PreviewElement, 'columns' | 'rows'> {
  const number = (value = ''): number => (/^\d{1,3}$/.test(value) ? Math.min(Number(value), MOST_SPAN) : 0)
  const [columns, rows] = [colspan, rowspan].map(number)
  return { ...(columns! > 1 && { columns: columns! }), ...(rows! > 1 && { rows: rows! }) }
}
