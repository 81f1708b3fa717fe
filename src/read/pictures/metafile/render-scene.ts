import type { Image, SKRSContext2D } from '@napi-rs/canvas'
import type { Pixels } from '../../picture-reader.js'
import { readPictureHeader } from '../decoders/picture-header.js'
import type { Bitmap, MetafileScene, Shape } from './scene.js'

/** Samples along the longer side where there are no bitmaps. */
const DEFAULT_SIDE = 1600
const MAX_SIDE = 5000
const MARGIN = 24

/**
 * Draws the shapes and bitmaps of a scene, without its text, on white, at the resolution of its finest bitmap.
 * `missed` is the number of bitmaps that cannot be decoded. Undefined where a bitmap has more than `mostSamples`
 * samples, or drawing fails.
 */
export async function renderScene(
  { paints }: MetafileScene,
  mostSamples: number,
): Promise<{ readonly pixels: Pixels; readonly missed: number } | undefined> {
  const [left, top, right, bottom] = boundsOf(paints)
  const [width, height] = [right - left, bottom - top]
  if (!(width > 0 && height > 0) || width > 1e9 || height > 1e9) return undefined
  const finest = paints.reduce((most, each) => Math.max(most, 'file' in each ? resolutionOf(each) : 0), 0)
  const longer = Math.max(width, height)
  const scale = Math.min(MAX_SIDE, finest > 0 ? finest * longer : DEFAULT_SIDE) / longer
  if (paints.some((each) => 'file' in each && samplesOf(each) > mostSamples)) return undefined
  try {
    const { createCanvas, loadImage } = await import('@napi-rs/canvas')
    const canvas = createCanvas(Math.ceil(width * scale) + 2 * MARGIN, Math.ceil(height * scale) + 2 * MARGIN)
    const context = canvas.getContext('2d')
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.setTransform(scale, 0, 0, scale, MARGIN - left * scale, MARGIN - top * scale)
    context.lineWidth = 2 / scale
    let missed = 0
    for (const each of paints) {
      if (!('file' in each)) drawShape(context, each)
      else {
        const image = await loadImage(Buffer.from(each.file)).catch(() => undefined)
        if (image) drawBitmap(context, each, image)
        else missed++
      }
    }
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
    const pixels = new Uint8Array(data.buffer, data.byteOffset, data.length)
    return { pixels: { width: canvas.width, height: canvas.height, data: pixels }, missed }
  } catch {
    return undefined
  }
}

/** Samples per unit of the scene. */
function resolutionOf(bitmap: Bitmap): number {
  return Math.sqrt(bitmap.samples / Math.max(1e-9, Math.abs(bitmap.width * bitmap.height)))
}

/** An embedded JPEG or PNG can be larger than the record says. */
function samplesOf({ file, samples }: Bitmap): number {
  const head = readPictureHeader(file)
  return Math.max(samples, head ? head.width * head.height : 0)
}

type Context = SKRSContext2D

function drawShape(context: Context, { path, fill }: Shape): void {
  context.beginPath()
  for (let at = 0; at < path.length;) {
    const kind = path[at]
    const [x, y] = [path[at + 1]!, path[at + 2]!]
    if (kind === 2) context.bezierCurveTo(x, y, path[at + 3]!, path[at + 4]!, path[at + 5]!, path[at + 6]!)
    else if (kind === 0) context.moveTo(x, y)
    else context.lineTo(x, y)
    at += kind === 2 ? 7 : 3
  }
  if (fill === undefined) context.stroke()
  else {
    context.fillStyle = fill
    context.fill('evenodd')
  }
}

function drawBitmap(context: Context, { x, y, width, height }: Bitmap, image: Image): void {
  context.save()
  context.translate(x, y)
  context.scale(Math.sign(width) || 1, Math.sign(height) || 1)
  context.drawImage(image, 0, 0, Math.abs(width), Math.abs(height))
  context.restore()
}

function boundsOf(paints: MetafileScene['paints']): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  const include = (x: number, y: number): void => {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return
    box[0] = Math.min(box[0], x)
    box[1] = Math.min(box[1], y)
    box[2] = Math.max(box[2], x)
    box[3] = Math.max(box[3], y)
  }
  for (const each of paints) {
    if ('file' in each) {
      include(each.x, each.y)
      include(each.x + each.width, each.y + each.height)
    } else {
      for (let at = 0; at < each.path.length; at += each.path[at] === 2 ? 7 : 3) {
        const end = at + (each.path[at] === 2 ? 5 : 1)
        include(each.path[end]!, each.path[end + 1]!)
      }
    }
  }
  return box
}
