import type { Finding, Preview, PreviewNode, PreviewPage, Screening } from '../../../model/index.js'
import { fill, type Messages } from '../../messages/index.js'
import { html, join, raw, type Markup } from './markup.js'

/** Bytes of text and pictures that may still go into one report. Guarded by `take` alone. */
export interface Room {
  left: number
}

/** A report past this is no longer opened by a double click. */
export const MOST_PREVIEW_BYTES = 48 * 1024 * 1024

/** Takes the room of a preview; false where there is not enough left. */
export function take(room: Room, preview: Preview): boolean {
  const bytes = sizeOf(preview)
  if (bytes > room.left) return false
  room.left -= bytes
  return true
}

/**
 * A document as a person would read it, its findings marked with their numbers; closed until it is asked for.
 * @param document the number of the document in the report
 */
export function previewSection(preview: Preview, { findings }: Screening, document: number, say: Messages): Markup {
  const at: Marking = { document, findings }
  return html`<details class="preview"><summary>${say.page.preview}</summary>
${preview.kind === 'text' ? textPreview(preview, at, say) : pagesPreview(preview, at, say)}
</details>`
}

/** Whether a finding has a place in the preview to go to. */
export function markedFindings(preview: Preview): ReadonlySet<number> {
  if (preview.kind === 'pages') {
    return new Set(preview.pages.flatMap(({ boxes }) => boxes.map(({ finding }) => finding)))
  }
  const marked = new Set<number>()
  const walk = (nodes: readonly PreviewNode[]): void => {
    for (const node of nodes) {
      if (typeof node === 'string') continue
      if ('tag' in node) walk(node.children)
      else marked.add(node.finding)
    }
  }
  walk(preview.nodes)
  return marked
}

/** The place of a finding in the preview of its document. */
export function markId(document: number, finding: number): string {
  return `d${document}f${finding}`
}

interface Marking {
  readonly document: number
  readonly findings: readonly Finding[]
}

function sizeOf(preview: Preview): number {
  if (preview.kind === 'pages') {
    return preview.pages.reduce((sum, { picture }) => sum + Math.ceil(picture.length * 4 / 3), 0)
  }
  const units = (nodes: readonly PreviewNode[]): number => nodes.reduce((sum, node) =>
    sum + (typeof node === 'string' ? node.length : 'tag' in node ? 16 + units(node.children) : node.text.length), 0)
  return units(preview.nodes) * 3
}

function textPreview({ nodes, truncated }: Extract<Preview, { kind: 'text' }>, at: Marking, say: Messages): Markup {
  const seen = new Set<number>()
  const markup = nodes.map((node) => nodeMarkup(node, at, seen))
  const note = truncated ? html`<p class="facts">${say.page.previewCut}</p>` : ''
  return html`<div class="paper">${join(markup)}</div>${note}`
}

/**
 * Tags come from a closed list of the model, and no attribute but numbers: nothing of a document's own markup is
 * written.
 */
function nodeMarkup(node: PreviewNode, at: Marking, seen: Set<number>): Markup {
  if (typeof node === 'string') return html`${node}`
  if (!('tag' in node)) return markMarkup(node.finding, node.text, at, seen)
  const { tag, columns, rows, children } = node
  if (tag === 'br') return raw('<br>')
  const spans = `${columns ? ` colspan="${columns}"` : ''}${rows ? ` rowspan="${rows}"` : ''}`
  const inner = children.map((child) => nodeMarkup(child, at, seen).markup).join('')
  return raw(`<${tag}${spans}>${inner}</${tag}>`)
}

/** The first piece of a mark can be gone to; each tells its number. */
function markMarkup(finding: number, text: string, { document, findings }: Marking, seen: Set<number>): Markup {
  const first = !seen.has(finding)
  seen.add(finding)
  const id = first ? html` id="${markId(document, finding)}"` : ''
  const number = first ? html`<sup>${finding + 1}</sup>` : ''
  return html`<mark class="${findings[finding]!.severity}"${id}>${text}${number}</mark>`
}

function pagesPreview(
  { pages, omittedPages }: Extract<Preview, { kind: 'pages' }>, at: Marking, say: Messages,
): Markup {
  const seen = new Set<number>()
  return html`${join(pages.map((page) => pageMarkup(page, at, seen, say)))}${
    omittedPages > 0 ? html`<p class="facts">${fill(say.page.previewLeft, { count: omittedPages })}</p>` : ''}`
}

function pageMarkup(page: PreviewPage, { document, findings }: Marking, seen: Set<number>, say: Messages): Markup {
  const { number, width, height, picture, boxes } = page
  const drawn = boxes.map(({ finding, box: [left, top, right, bottom] }) => {
    const id = seen.has(finding) ? '' : html` id="${markId(document, finding)}"`
    seen.add(finding)
    const { severity, match } = findings[finding]!
    const corner = html`x="${round(left - 2)}" y="${round(top - 2)}"`
    const extent = html`width="${round(right - left + 4)}" height="${round(bottom - top + 4)}"`
    const label = html`<text x="${round(right + 4)}" y="${round(top + 9)}">${finding + 1}</text>`
    return html`<g class="${severity}"${id}><title>${match}</title><rect ${corner} ${extent} rx="2"/>${label}</g>`
  })
  const source = `data:image/png;base64,${Buffer.from(picture).toString('base64')}`
  const label = fill(say.report.page, { page: number })
  const size = html`width="${round(width)}" height="${round(height)}"`
  return html`<figure><svg viewBox="0 0 ${round(width)} ${round(height)}" role="img" aria-label="${label}">
<image href="${raw(source)}" ${size}/>
${join(drawn)}</svg><figcaption>${label}</figcaption></figure>`
}

function round(points: number): number {
  return Number.isFinite(points) ? Math.round(points * 10) / 10 : 0
}
