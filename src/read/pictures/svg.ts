import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { GapArgs } from '../../model/index.js'
import { ReadoutBuilder } from '../parts/readout-builder.js'
import type { Intake, Readout } from '../reader.js'
import type { Pixels } from '../picture-reader.js'
import { mayDrawLetters } from '../text/svg-shapes.js'
import { imagePartOf } from './image-part.js'

/**
 * Looks at what an SVG draws, where its shapes could be letters: it is rendered whole, also beyond its page, and read
 * by OCR. Its texts are read elsewhere and are not drawn. A drawing that was not looked at is a gap.
 */
export async function readSvgDrawing({ pictures, budget }: Intake, source: string): Promise<Readout> {
  const readout = new ReadoutBuilder()
  if (!mayDrawLetters(source)) return readout.build()
  const unread = (args: GapArgs<'image-not-read'>): Readout =>
    readout.gap('', 'image-not-read', { format: 'svg+xml', ...args }).build()
  if (!pictures) return unread({})
  if (!(await pictures.canRead())) return unread(pictures.whyNot)
  const render = await loadRenderer()
  if (!render) return unread({ feature: 'ocr-not-installed' })
  for (const ground of WHITE_FILL.test(source) ? ['#fff', '#000'] : ['#fff']) {
    const pixels = render(source, ground)
    if (pixels === 'broken') return unread({ feature: 'picture-damaged' })
    const { lines, gap } = pixels ? await pictures.readPixels(pixels) : { lines: [] }
    readout.part(imagePartOf('', lines, budget))
    if (gap) readout.gap('', gap.reason, { format: 'svg+xml', ...gap.args } as GapArgs)
  }
  return readout.build()
}

/** Letters in the colour of the paper are drawn on black as well. */
const WHITE_FILL = /(?:fill|stroke)\s*[:=]\s*(?:["']\s*)?(?:white|#f{3}\b|#f{6}\b|rgb\(\s*255\s*,\s*255\s*,\s*255)/i

/** Longer side of a rendered page and of a line, in samples. */
const SAMPLES = 1600
const LINE_SAMPLES = 320
/** Paper around the drawing, in shorter sides: letters at the edge are not detected. */
const MARGIN = 0.3

/** Undefined: nothing is drawn. */
type Renderer = (source: string, ground: string) => Pixels | undefined | 'broken'

let loading: Promise<Renderer | undefined> | undefined

/** resvg, from its optional package; it loads no fonts and nothing that the drawing refers to. */
function loadRenderer(): Promise<Renderer | undefined> {
  return (loading ??= load())
}

async function load(): Promise<Renderer | undefined> {
  try {
    const { initWasm, Resvg } = await import('@resvg/resvg-wasm')
    await initWasm(await readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')))
    return (source, ground) => {
      try {
        const box = new Resvg(source).getBBox()
        if (!box || !(box.width > 0 && box.height > 0)) return undefined
        const [long, short] = [Math.max(box.width, box.height), Math.min(box.width, box.height)]
        // A single line is drawn lower than a page is, since OCR detects no letters that fill their picture.
        const value = Math.round(Math.min(SAMPLES, Math.max(LINE_SAMPLES, LINE_SAMPLES / 4 * (long / short))))
        const fitTo = { mode: box.width >= box.height ? 'width' : 'height', value } as const
        widen(box, MARGIN * short)
        const drawing = new Resvg(source, { background: ground, fitTo, font: { loadSystemFonts: false } as object })
        drawing.cropByBBox(box)
        const { width, height, pixels } = drawing.render()
        return { width, height, data: pixels }
      } catch {
        return 'broken'
      }
    }
  } catch {
    return undefined
  }
}

function widen(box: { x: number; y: number; width: number; height: number }, by: number): void {
  box.x -= by
  box.y -= by
  box.width += 2 * by
  box.height += 2 * by
}
