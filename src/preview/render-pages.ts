import type { Finding, Preview, PreviewPage } from '../model/index.js'
import { openRenderer } from '../read/formats/pdf/render.js'
import { encodePng } from './png.js'

/**
 * Renders the pages of a PDF that have findings, with a box for each finding; or the first page when there are no
 * findings. Renders at most `MOST_PAGES` pages and `MOST_BYTES` of pictures. Undefined when no renderer is installed or
 * it cannot open the document.
 */
export async function renderPages(bytes: Uint8Array, findings: readonly Finding[]): Promise<Preview | undefined> {
  const numbers = [...new Set(findings.flatMap(({ location }) => location.page ?? []))].sort((a, b) => a - b)
  const wanted = numbers.length > 0 ? numbers : [1]
  const renderer = await openRenderer(bytes, MOST_PIXELS)
  if (!renderer) return undefined
  const pages: PreviewPage[] = []
  let held = 0
  try {
    for (const number of wanted.slice(0, MOST_PAGES)) {
      const rendered = await renderer.render(number, DPI)
      if (!rendered) continue
      const { pixels: { width, height, data }, scale } = rendered
      const picture = encodePng({ width, height, data })
      if ((held += picture.length) > MOST_BYTES) break
      pages.push({ number, width: width / scale, height: height / scale, picture, boxes: boxesOn(number, findings) })
    }
  } finally {
    renderer.close()
  }
  return pages.length > 0 ? { kind: 'pages', pages, omittedPages: wanted.length - pages.length } : undefined
}

/** Enough to read a page on a screen: 794 by 1,123 pixels for A4. */
const DPI = 96
const MOST_PIXELS = 2_000_000
const MOST_PAGES = 12
const MOST_BYTES = 8 * 1024 * 1024
const MOST_BOXES = 200

function boxesOn(page: number, findings: readonly Finding[]): PreviewPage['boxes'] {
  const boxes = findings.flatMap(({ location: { page: own, box } }, finding) =>
    own === page && box ? [{ finding, box }] : [])
  return boxes.slice(0, MOST_BOXES)
}
