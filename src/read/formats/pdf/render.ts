import type { PDFiumDocument } from '@hyzyla/pdfium'
import type { Pixels } from '../../picture-reader.js'

/** A rendered page. */
export interface Rendered {
  readonly pixels: Pixels
  /** Samples per point. */
  readonly scale: number
}

/** Renders the pages of one document. Holds memory outside V8 until it is closed. */
export interface Renderer {
  /** Renders page `number` (from 1) at `dpi`, or less where the limit on samples demands it. Undefined on errors. */
  render(number: number, dpi: number): Promise<Rendered | undefined>
  /** The pictures of page `number` by themselves. Undefined where some cannot be extracted, such as those in forms. */
  pictures(number: number): Promise<readonly Pixels[] | undefined>
  close(): void
}

/** Opens a PDF with pdfium. Undefined where pdfium is not installed or cannot open it. */
export async function openRenderer(
  bytes: Uint8Array, maxPixels: number, password = '',
): Promise<Renderer | undefined> {
  try {
    const { PDFiumLibrary } = await import('@hyzyla/pdfium')
    const library = await PDFiumLibrary.init()
    try {
      const document = await library.loadDocument(bytes, password)
      const close = (): void => {
        ignoringErrors(() => document.destroy())
        ignoringErrors(() => library.destroy())
      }
      return {
        render: (number, dpi) => renderPage(document, number, dpi, maxPixels).catch(() => undefined),
        pictures: (number) => picturesOf(document, number).catch(() => undefined),
        close,
      }
    } catch {
      library.destroy()
    }
  } catch {
    // Not installed, or pdfium cannot open the document.
  }
  return undefined
}

async function renderPage(
  document: PDFiumDocument, number: number, dpi: number, maxPixels: number,
): Promise<Rendered | undefined> {
  const page = document.getPage(number - 1)
  const { originalWidth, originalHeight } = page.getOriginalSize()
  const points = originalWidth * originalHeight
  if (!(points > 0)) return undefined
  const scale = Math.min(dpi / 72, Math.sqrt(maxPixels / points))
  const { width, height, data } = await page.render({ scale, render: 'bitmap' })
  return width > 0 && height > 0 ? { pixels: { width, height, data }, scale } : undefined
}

async function picturesOf(document: PDFiumDocument, number: number): Promise<readonly Pixels[] | undefined> {
  const found: Pixels[] = []
  for (const object of document.getPage(number - 1).objects()) {
    if (object.type === 'form' || object.type === 'shading') return undefined
    if (object.type !== 'image') continue
    const { width, height, data } = await object.render({ render: 'bitmap' })
    found.push({ width, height, data })
  }
  return found
}

function ignoringErrors(run: () => void): void {
  try {
    run()
  } catch {
    // A document on which pdfium failed may fail again when it is closed.
  }
}
