import type { PDFiumDocument } from '@hyzyla/pdfium'
import type { Pixels } from '../../picture-reader.js'

/** A page as it looks. `scale`: samples for each point. */
export interface Rendered {
  readonly pixels: Pixels
  readonly scale: number
}

/** Draws the pages of one document. Holds memory outside V8 until it is closed. */
export interface Renderer {
  /** Draws page `number` (from 1) at `dpi` dots per inch or as many as the bound on samples allows. */
  render(number: number, dpi: number): Promise<Rendered | undefined>
  /** The pictures of page `number`, each by itself; undefined where not all can be had, as those within forms. */
  pictures(number: number): Promise<readonly Pixels[] | undefined>
  close(): void
}

/** Opens a PDF with pdfium. Undefined where that is not installed or cannot open it. */
export async function openRenderer(bytes: Uint8Array, mostPixels: number): Promise<Renderer | undefined> {
  try {
    const { PDFiumLibrary } = await import('@hyzyla/pdfium')
    const library = await PDFiumLibrary.init()
    try {
      const document = await library.loadDocument(bytes)
      const close = (): void => {
        quietly(() => document.destroy())
        quietly(() => library.destroy())
      }
      return {
        render: (number, dpi) => renderPage(document, number, dpi, mostPixels).catch(() => undefined),
        pictures: (number) => picturesOf(document, number).catch(() => undefined),
        close,
      }
    } catch {
      library.destroy()
    }
  } catch {
    // Not installed, or not a document to pdfium.
  }
  return undefined
}

async function renderPage(
  document: PDFiumDocument, number: number, dpi: number, mostPixels: number,
): Promise<Rendered | undefined> {
  const page = document.getPage(number - 1)
  const { originalWidth, originalHeight } = page.getOriginalSize()
  const points = originalWidth * originalHeight
  if (!(points > 0)) return undefined
  const scale = Math.min(dpi / 72, Math.sqrt(mostPixels / points))
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

function quietly(act: () => void): void {
  try {
    act()
  } catch {
    // A document that broke pdfium may break it again when it is closed.
  }
}
