import type { Opened, PdfPage } from './open.js'
import type { Drawing } from '../../page/drawing.js'
import type { Box, Matrix } from '../../page/geometry.js'
import { boxOf } from '../../page/geometry.js'
import type { Font } from './state.js'
import { textReadings } from './text-string.js'
import { walk } from './walk.js'

/** What pdf.js tells of one annotation; fields by kind. */
export type AnnotationData = Readonly<Record<string, unknown>>

export interface ReadPage {
  /** Number of its object, where pdf.js says it. */
  readonly number: number | undefined
  readonly drawing: Drawing
  readonly annotations: readonly AnnotationData[]
  /** What a reader is shown of the page, in points from its own top left corner. */
  readonly box: Box
  /** Page space to points from the top left. */
  readonly view: Matrix
}

interface LayerConfig {
  isVisible(group: unknown): boolean
}

/** Layers of the document: asks whether one is on in the default view. Unknown ones count as shown. */
export async function layers({ pdf }: Opened): Promise<(layer: unknown) => boolean> {
  const config = (await pdf.getOptionalContentConfig().catch(() => undefined)) as LayerConfig | undefined
  return (layer) => {
    try {
      return layer === null || layer === undefined || config === undefined || config.isVisible(layer)
    } catch {
      return true
    }
  }
}

/** Reads one page (from 1) with all its annotations, hidden ones too. Rejects when pdf.js cannot. */
export async function readPage(
  opened: Opened,
  number: number,
  layerShows: (layer: unknown) => boolean,
): Promise<ReadPage> {
  const broken = opened.broken()
  const page = await opened.pdf.getPage(number)
  try {
    const list = await page.getOperatorList({ intent: 'any' })
    if (opened.broken() > broken) throw new Error('the operator list broke off')
    const annotations = await annotationsOf(opened, number)
    const viewport = page.getViewport({ scale: 1 })
    const view = viewport.transform as unknown as Matrix
    const box: Box = [0, 0, viewport.width, viewport.height]
    const font = (name: string): Font | undefined => fontOf(page, name)
    const { ref } = page as unknown as { readonly ref?: { readonly num: number } | null }
    const drawing = walk({ ...list, ops: opened.ops, font, layerShows }, view, box)
    return { number: ref?.num, drawing, annotations, box, view }
  } finally {
    page.cleanup()
  }
}

/**
 * All annotations of a page as pdf.js parsed them for its operators. `page.getAnnotations` would read the whole page's
 * text a second time wherever a link lies on it; this way costs nothing, and takes a set that skips all pages but one.
 */
async function annotationsOf({ pdf }: Opened, number: number): Promise<readonly AnnotationData[]> {
  const others = { has: (index: number) => index !== number - 1 } as unknown as Set<number>
  const all = null as unknown as Set<number>
  return ((await pdf.getAnnotationsByType(all, others)) as AnnotationData[] | null) ?? []
}

/** Undefined for a font that pdf.js could not load: it draws nothing then, and says so nowhere else. */
function fontOf(page: PdfPage, name: string): Font | undefined {
  const objects = page.commonObjs as { has(id: string): boolean; get(id: string): unknown }
  const font = objects.has(name) ? objects.get(name) : undefined
  if (typeof font !== 'object' || font === null) return undefined
  const known = COPIES.get(font)
  if (known) return known
  const copy = copyOf(font as Font)
  COPIES.set(font, copy)
  return copy
}

const COPIES = new WeakMap<object, Font>()

/** pdf.js unpacks each property from bytes whenever it is asked for; it is asked for with every glyph. */
function copyOf({ name: fullName, bold, vertical, composite, fontMatrix, defaultVMetrics, toUnicode }: Font): Font {
  const name = fullName === undefined ? undefined : nameOf(fullName)
  return {
    ...(name !== undefined && { name }),
    bold: bold === true || (name !== undefined && /bold|black|heavy|粗/i.test(name)),
    ...(vertical !== undefined && { vertical }),
    ...(composite !== undefined && { composite }),
    ...(fontMatrix !== undefined && { fontMatrix }),
    ...(defaultVMetrics !== undefined && { defaultVMetrics }),
    ...(toUnicode !== undefined && { toUnicode }),
    signs: name !== undefined && /dingbats/i.test(name),
  }
}

/** Chinese names are GBK where the writer followed no standard; pdf.js gives their bytes as Latin-1. */
function nameOf(name: string): string {
  const own = name.replace(/^[A-Z]{6}\+/, '')
  return /[\x80-\xff]/.test(own) && !/[^\0-\xff]/.test(own) ? textReadings(Buffer.from(own, 'latin1'))[0]! : own
}

/** The rectangle of an annotation on the page. */
export function annotationBox(annotation: AnnotationData, view: Matrix): Box {
  const rect = annotation.rect
  if (!Array.isArray(rect) || rect.length < 4) return [0, 0, 0, 0]
  const [x0, y0, x1, y1] = rect as [number, number, number, number]
  return boxOf(view, x0, y0, x1, y1)
}
