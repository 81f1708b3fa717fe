import { Parser } from 'htmlparser2'
import { PREVIEW_TAGS, type PreviewElement, type PreviewNode, type PreviewTag } from '../model/index.js'

/** What a readable text is made of, and whether it was cut. */
export interface Readable {
  readonly nodes: PreviewNode[]
  readonly truncated: boolean
}

/**
 * Reads markup that holds a document's words into the closed set of `PREVIEW_TAGS`. Of attributes only the span of a
 * cell is kept, as a number; any other element gives its text alone, those that show nothing give nothing. What lies
 * deeper than `MOST_DEPTH` stands in the element above it. Cut after `mostUnits` code units of text and
 * `MOST_ELEMENTS` elements.
 */
export function readMarkup(markup: string, mostUnits: number): Readable {
  const nodes: PreviewNode[] = []
  const open: Building[] = [{ children: nodes }]
  let units = 0
  let elements = 0
  let silent = 0
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (SILENT.has(name)) silent++
      const tag = SAME[name] ?? name
      const fits = silent === 0 && open.length < MOST_DEPTH
      const element: Building & { tag?: PreviewTag } = fits && isTag(tag) && elements++ < MOST_ELEMENTS
        ? { tag, children: [], ...spans(attributes) }
        : { children: open.at(-1)!.children }
      if (element.tag) open.at(-1)!.children.push(element as PreviewElement)
      open.push(element)
    },
    ontext: (text) => {
      const left = mostUnits - units
      if (silent > 0 || left <= 0) return
      open.at(-1)!.children.push(text.slice(0, left))
      units += text.length
    },
    onclosetag: (name) => {
      if (SILENT.has(name)) silent--
      if (open.length > 1) open.pop()
    },
  }, { decodeEntities: true })
  parser.end(markup)
  return { nodes, truncated: units > mostUnits || elements > MOST_ELEMENTS }
}

interface Building {
  readonly children: PreviewNode[]
}

const MOST_DEPTH = 40
const MOST_ELEMENTS = 50_000
const SILENT = new Set(['script', 'style', 'template', 'iframe', 'object', 'head', 'title', 'noscript', 'svg', 'math'])
const SAME: Readonly<Record<string, string>> = { b: 'strong', i: 'em', del: 's', strike: 's' }
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
