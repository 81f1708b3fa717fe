import type { PartKind, Visibility } from '../../../model/index.js'

/** How an XML entry is read. */
export type Role =
  | { readonly how: 'story'; readonly kind: PartKind; readonly hidden: boolean; readonly unknownKind: PartKind }
  | {
    readonly how: 'harvest'
    readonly kind: PartKind
    readonly visibility: Visibility
    readonly attributes: 'meaningful' | 'all'
  }
  | { readonly how: 'properties' }

const story = (kind: PartKind, hidden = false, unknownKind: PartKind = 'markup'): Role =>
  ({ how: 'story', kind, hidden, unknownKind })
const harvest = (kind: PartKind, visibility: Visibility, attributes: 'meaningful' | 'all' = 'meaningful'): Role =>
  ({ how: 'harvest', kind, visibility, attributes })

/** By the name of the root element: it is reliable where names of entries and relationships may be missing. */
const BY_ROOT: ReadonlyMap<string, Role> = new Map([
  ['document', story('body')],
  ['hdr', story('header')],
  ['ftr', story('footer')],
  ['footnotes', story('footnote')],
  ['endnotes', story('endnote')],
  ['comments', story('comment')],
  ['glossaryDocument', story('template', true)],
  ['settings', story('metadata', true, 'metadata')],
  ['numbering', story('style', true, 'style')],
  ['styles', story('style', true, 'style')],
  ['fonts', story('style', true, 'style')],
  ['webSettings', story('style', true, 'style')],
  ['chartSpace', harvest('chart', 'visible')],
  ['dataModel', harvest('textbox', 'visible')],
  ['drawing', harvest('textbox', 'visible')],
  ['userShapes', harvest('chart', 'visible')],
  ['theme', harvest('style', 'metadata')],
  ['layoutDef', harvest('style', 'metadata')],
  ['styleDef', harvest('style', 'metadata')],
  ['colorsDef', harvest('style', 'metadata')],
  ['people', harvest('comment', 'metadata')],
  ['svg', harvest('image', 'visible')],
  ['coreProperties', { how: 'properties' }],
  ['Properties', { how: 'properties' }],
])

/** How an XML entry is read. A root that is none of Office's own is the author's data. */
export function roleOf(name: string, root: string): Role {
  const own = /^customXml\//i.test(name) && !/\/itemProps\d*\.xml$/i.test(name)
  if (own) return harvest('custom-data', 'metadata', 'all')
  return BY_ROOT.get(root) ?? harvest(/^customXml\//i.test(name) ? 'custom-data' : 'markup', 'metadata')
}
