import type { Image, SKRSContext2D } from '@napi-rs/canvas'
import type { Pixels } from '../../picture-reader.js'
import { readPictureHeader } from '../decoders/picture-header.js'
import type { Bitmap, Scene, Shape } from './scene.js'

/** Samples along the longer side: of outlines, and at most where a bitmap is finer. */
const USUAL = 1600
const MOST = 5000
const MARGIN = 24

/**
 * Draws what a scene shows beside its text on white, as fine as its finest bitmap. Undefined where that cannot be
 * done in `most` samples; bitmaps that do not decode are told by `missed`.
 */
export async function renderScene(
  { marks }: Scene,
  most: number,
): Promise<{ readonly pixels: Pixels; readonly missed: number } | undefined> {
  const [left, top, right, bottom] = boundsOf(marks)
  const [wide, high] = [right - left, bottom - top]
  if (!(wide > 0 && high > 0) || wide > 1e9 || high > 1e9) return undefined
  const finest = marks.reduce((most, mark) => Math.max(most, 'file' in mark ? finenessOf(mark) : 0), 0)
  const longer = Math.max(wide, high)
  const scale = Math.min(MOST, finest > 0 ? finest * longer : USUAL) / longer
  if (marks.some((mark) => 'file' in mark && samplesOf(mark) > most)) return undefined
  try {
    const { createCanvas, loadImage } = await import('@napi-rs/canvas')
    const canvas = createCanvas(Math.ceil(wide * scale) + 2 * MARGIN, Math.ceil(high * scale) + 2 * MARGIN)
    const context = canvas.getContext('2d')
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.setTransform(scale, 0, 0, scale, MARGIN - left * scale, MARGIN - top * scale)
    context.lineWidth = 2 / scale
    let missed = 0
    for (const mark of marks) {
      if (!('file' in mark)) trace(context, mark)
      else {
        const image = await loadImage(Buffer.from(mark.file)).catch(() => undefined)
        if (image) place(context, mark, image)
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

/** Samples to a unit of the scene. */
function finenessOf(mark: Bitmap): number {
  return Math.sqrt(mark.samples / Math.max(1e-9, Math.abs(mark.width * mark.height)))
}

/** What its own head says, where it is a file of its own. */
function samplesOf({ file, samples }: Bitmap): number {
  const head = readPictureHeader(file)
  return Math.max(samples, head ? head.width * head.height : 0)
}

type Context = SKRSContext2D

function trace(context: Context, { path, fill }: Shape): void {
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

function place(context: Context, { x, y, width, height }: Bitmap, image: Image): void {
  context.save()
  context.translate(x, y)
  context.scale(Math.sign(width) || 1, Math.sign(height) || 1)
  context.drawImage(image, 0, 0, Math.abs(width), Math.abs(height))
  context.restore()
}

function boundsOf(marks: Scene['marks']): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  const take = (x: number, y: number): void => {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return
    box[0] = Math.min(box[0], x)
    box[1] = Math.min(box[1], y)
    box[2] = Math.max(box[2], x)
    box[3] = Math.max(box[3], y)
  }
  for (const mark of marks) {
    if ('file' in mark) {
      take(mark.x, mark.y)
      take(mark.x + mark.width, mark.y + mark.height)
    } else {
      for (let at = 0; at < mark.path.length; at += mark.path[at] === 2 ? 7 : 3) {
        const end = at + (mark.path[at] === 2 ? 5 : 1)
        take(mark.path[end]!, mark.path[end + 1]!)
      }
    }
  }
  return box
}
