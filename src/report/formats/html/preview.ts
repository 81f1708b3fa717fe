import type { Finding, Preview, PreviewNode, PreviewPage, Screening } from '../../../model/index.js'
import { fill, type Messages } from '../../messages/index.js'
import { html, join, raw, type Markup } from './markup.js'

/** The bytes of text and pictures that may still go into a report. Only `takeFromBudget` changes it. */
export interface PreviewBudget {
  remainingBytes: number
}

/** Browsers open larger files too slowly. */
export const MAX_PREVIEW_BYTES = 48 * 1024 * 1024

/** Takes the bytes of a preview from the budget; false, and nothing is taken, when they are too many. */
export function takeFromBudget(room: PreviewBudget, preview: Preview): boolean {
  const bytes = sizeOf(preview)
  if (bytes > room.remainingBytes) return false
  room.remainingBytes -= bytes
  return true
}

/**
 * The preview of a document, with its findings marked and numbered; collapsed at first.
 * @param document the number of the document in the report
 */
export function previewSection(
  preview: Preview, { findings }: Screening, document: number, messages: Messages,
): Markup {
  const at: PreviewContext = { document, findings }
  return html`<details class="preview"><summary>${messages.page.preview}</summary>
${preview.kind === 'text' ? textPreview(preview, at, messages) : pagesPreview(preview, at, messages)}
</details>`
}

/** The findings that have a mark in the preview. */
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

/** The id of the mark of a finding. */
export function markId(document: number, finding: number): string {
  return `d${document}f${finding}`
}

interface PreviewContext {
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

function textPreview(
  { nodes, truncated }: Extract<Preview, { kind: 'text' }>, at: PreviewContext, messages: Messages,
): Markup {
  const seen = new Set<number>()
  const markup = nodes.map((node) => nodeMarkup(node, at, seen))
  const note = truncated ? html`<p class="facts">${messages.page.previewCut}</p>` : ''
  return html`<div class="paper">${join(markup)}</div>${note}`
}

/** Tags come from a closed list of the model and attributes are numbers: no markup of a document is copied. */
function nodeMarkup(node: PreviewNode, at: PreviewContext, seen: Set<number>): Markup {
  if (typeof node === 'string') return html`${node}`
  if (!('tag' in node)) return markMarkup(node.finding, node.text, at, seen)
  const { tag, columns, rows, children } = node
  if (tag === 'br') return raw('<br>')
  const spans = `${columns ? ` colspan="${columns}"` : ''}${rows ? ` rowspan="${rows}"` : ''}`
  const inner = children.map((child) => nodeMarkup(child, at, seen).markup).join('')
  return raw(`<${tag}${spans}>${inner}</${tag}>`)
}

/** The first piece of a mark has the id and the number of the finding. */
function markMarkup(finding: number, text: string, { document, findings }: PreviewContext, seen: Set<number>): Markup {
  const first = !seen.has(finding)
  seen.add(finding)
  const id = first ? html` id="${markId(document, finding)}"` : ''
  const number = first ? html`<sup>${finding + 1}</sup>` : ''
  return html`<mark class="${findings[finding]!.severity}"${id}>${text}${number}</mark>`
}

function pagesPreview(
  { pages, omittedPages }: Extract<Preview, { kind: 'pages' }>, at: PreviewContext, messages: Messages,
): Markup {
  const seen = new Set<number>()
  return html`${join(pages.map((page) => pageMarkup(page, at, seen, messages)))}${
    omittedPages > 0 ? html`<p class="facts">${fill(messages.page.previewLeft, { count: omittedPages })}</p>` : ''}`
}

function pageMarkup(
  page: PreviewPage, { document, findings }: PreviewContext, seen: Set<number>, messages: Messages,
): Markup {
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
  const label = fill(messages.report.page, { page: number })
  const size = html`width="${round(width)}" height="${round(height)}"`
  return html`<figure><svg viewBox="0 0 ${round(width)} ${round(height)}" role="img" aria-label="${label}">
<image href="${raw(source)}" ${size}/>
${join(drawn)}</svg><figcaption>${label}</figcaption></figure>`
}

function round(points: number): number {
  return Number.isFinite(points) ? Math.round(points * 10) / 10 : 0
}
