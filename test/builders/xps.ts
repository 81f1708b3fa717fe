/**
 * Builds XPS documents.
 *
 *   xps([glyphs('机密★10年', { x: 100, y: 200 })])                         // one page
 *   xps([…, …], { parts: { 'Resources/a.png': bytes } })
 */
import { zip } from './zip.js'

export interface GlyphSetting {
  readonly x?: number
  readonly y?: number
  readonly size?: number
  readonly fill?: string
  /** Further attributes. */
  readonly more?: string
}

export function glyphs(text: string, { x = 100, y = 100, size = 20, fill = '#ff000000', more = '' }: GlyphSetting = {}): string {
  return `<Glyphs Fill="${fill}" FontUri="/Resources/a.odttf" FontRenderingEmSize="${size}" OriginX="${x}" OriginY="${y}" UnicodeString="${text}" ${more}/>`
}

function fixedPage(content: string): string {
  return `<FixedPage Width="800" Height="1100" xmlns="http://schemas.microsoft.com/xps/2005/06" xml:lang="zh-CN">${content}</FixedPage>`
}

export interface XpsOptions {
  readonly parts?: Readonly<Record<string, string | Uint8Array>>
  /** The pages are divided into pieces. */
  readonly interleaved?: boolean
  /** Pages that are listed, by number from 1; by default all. */
  readonly listed?: readonly number[]
}

export function xps(pages: readonly string[], { parts = {}, interleaved = false, listed }: XpsOptions = {}): Uint8Array {
  const sources = (listed ?? pages.map((_page, at) => at + 1)).map((number) => `<PageContent Source="Pages/${number}.fpage"/>`)
  const entries = pages.flatMap((page, at): [string, string][] => {
    const [name, content] = [`Documents/1/Pages/${at + 1}.fpage`, fixedPage(page)]
    if (!interleaved) return [[name, content]]
    const half = content.indexOf('UnicodeString') + 20
    return [[`${name}/[1].last.piece`, content.slice(half)], [`${name}/[0].piece`, content.slice(0, half)]]
  })
  return zip({
    '[Content_Types].xml': '<?xml version="1.0"?><Types/>',
    'FixedDocSeq.fdseq': '<FixedDocumentSequence><DocumentReference Source="/Documents/1/FixedDoc.fdoc"/></FixedDocumentSequence>',
    ...Object.fromEntries(entries),
    'Documents/1/FixedDoc.fdoc': `<FixedDocument>${sources.join('')}</FixedDocument>`,
    'docProps/core.xml': '<?xml version="1.0"?><cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>张三</dc:creator></cp:coreProperties>',
    ...parts,
  })
}
