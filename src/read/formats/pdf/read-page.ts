import type { Opened, PdfPage } from './open.js'
import type { Box, Matrix } from '../../page/geometry.js'
import { boxOf } from '../../page/geometry.js'
import type { Font } from './graphics-state.js'
import { decodeTextString } from './text-string.js'
import { isSymbolFont } from '../../text/symbol-font.js'
import { texCharacters } from '../../text/tex-fonts.js'
import { interpret, type PdfDrawing } from './interpret.js'

/** An annotation as pdf.js describes it. The fields depend on its kind. */
export type AnnotationData = Readonly<Record<string, unknown>>

/** One page as it is drawn. */
export interface ReadPage {
  /** Object number of the page, where pdf.js gives it. */
  readonly number: number | undefined
  readonly drawing: PdfDrawing
  readonly annotations: readonly AnnotationData[]
  /** The visible area of the page, in points from its top left corner. */
  readonly box: Box
  /** Transforms page space to points from the top left corner. */
  readonly view: Matrix
}

interface LayerConfig {
  isVisible(group: unknown): boolean
}

/** Returns a function that tells whether a layer shows by default (ISO 32000-1, 8.11). Unknown layers show. */
export async function layerVisibility({ pdf }: Opened): Promise<(layer: unknown) => boolean> {
  const config = (await pdf.getOptionalContentConfig().catch(() => undefined)) as LayerConfig | undefined
  return (layer) => {
    try {
      return layer === null || layer === undefined || config === undefined || config.isVisible(layer)
    } catch {
      return true
    }
  }
}

/** Reads one page (from 1) with all its annotations, hidden ones included. Rejects where pdf.js fails. */
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
    const drawing = interpret({ ...list, ops: opened.ops, font, layerShows }, view, box)
    return { number: ref?.num, drawing, annotations, box, view }
  } finally {
    page.cleanup()
  }
}

/**
 * All annotations of a page, which pdf.js has parsed with its operators. `page.getAnnotations` would extract the text
 * of the page a second time for every link. This call costs nothing; its second argument skips all other pages.
 */
async function annotationsOf({ pdf }: Opened, number: number): Promise<readonly AnnotationData[]> {
  const others = { has: (index: number) => index !== number - 1 } as unknown as Set<number>
  const all = null as unknown as Set<number>
  return ((await pdf.getAnnotationsByType(all, others)) as AnnotationData[] | null) ?? []
}

/** Undefined for a font that pdf.js could not load. Its text is not drawn, and pdf.js does not report that. */
function fontOf(page: PdfPage, name: string): Font | undefined {
  const objects = page.commonObjs as { has(id: string): boolean; get(id: string): unknown }
  const font = objects.has(name) ? objects.get(name) : undefined
  if (typeof font !== 'object' || font === null) return undefined
  const known = COPIES.get(font)
  if (known) return known
  const copy = copyOf(font)
  COPIES.set(font, copy)
  return copy
}

const COPIES = new WeakMap<object, Font>()

/** pdf.js decodes a property from bytes each time it is read, and some are read for every glyph. */
function copyOf(font: LoadedFont): Font {
  const { name: fullName, bold, vertical, composite, fontMatrix, defaultVMetrics, toUnicode, differences } = font
  const name = fullName === undefined ? undefined : nameOf(fullName)
  const controls = name === undefined || composite ? undefined : texCharacters(name)
  const symbols = name?.replace(/[-,](?:regular|bold|italic)+$/i, '')
  return {
    ...(name !== undefined && { name }),
    bold: bold === true || (name !== undefined && /bold|black|heavy|粗/i.test(name)),
    ...(vertical !== undefined && { vertical }),
    ...(composite !== undefined && { composite }),
    ...(fontMatrix !== undefined && { fontMatrix }),
    ...(defaultVMetrics !== undefined && { defaultVMetrics }),
    ...(toUnicode !== undefined && { toUnicode }),
    ...(differences !== undefined && { differences }),
    ...(symbols !== undefined && isSymbolFont(symbols) ? { symbols } : encodingOf(font)),
    ...(controls !== undefined && { controls }),
    isDingbats: name !== undefined && /dingbats/i.test(name),
  }
}

interface LoadedFont extends Font {
  /** True for a font with an order of its own. */
  readonly isSymbolicFont?: boolean
  /** True for a font that is not embedded: another one that has the encoding is drawn. */
  readonly missingFile?: boolean
}

/** Undefined where no encoding describes the order of the glyphs. */
function encodingOf({ defaultEncoding, isSymbolicFont, missingFile }: LoadedFont): Pick<Font, 'defaultEncoding'> {
  const isDescribed = isSymbolicFont === false || missingFile === true
  return defaultEncoding !== undefined && isDescribed ? { defaultEncoding } : {}
}

/** Removes the prefix of a subset. pdf.js gives the bytes of names as Latin-1; Chinese ones are UTF-8 or GBK. */
function nameOf(fullName: string): string {
  const name = fullName.replace(/^[A-Z]{6}\+/, '')
  return /^[\0-\x7f]*[\x80-\xff][\0-\xff]*$/.test(name) ? decodeTextString(Buffer.from(name, 'latin1')) : name
}

/** The rectangle of an annotation on the page. */
export function annotationBox(annotation: AnnotationData, view: Matrix): Box {
  const rect = annotation.rect
  if (!Array.isArray(rect) || rect.length < 4) return [0, 0, 0, 0]
  const [x0, y0, x1, y1] = rect as [number, number, number, number]
  return boxOf(view, x0, y0, x1, y1)
}
