import type { Pixels, RecognisedLine, Recogniser } from '../../picture-reader.js'
import { crop, type Region } from '../pixels.js'

/** Lines with less confidence are no reading of what is under a stamp. */
const SURE = 0.6
/** Share of the samples of a line that must be coloured, and dark, for it to be two texts over each other. */
const SHARE = 0.02
/** Samples looked at in each direction of a line. */
const PROBES = 160
/** Lines read once more in one picture: pages have a few seals. */
const MOST_LINES = 12

/**
 * Reads the black print under red and blue stamps: lines with coloured and dark samples are recognised once more, with
 * their surroundings, as if coloured ink were paper. Returns the lines that say something new. Cost: a few probes for
 * each line; OCR of the regions of mixed lines alone.
 * @throws the signal's reason
 */
export async function recogniseUnderStamps(
  reader: Recogniser, pixels: Pixels, lines: readonly RecognisedLine[], signal?: AbortSignal,
): Promise<RecognisedLine[]> {
  const known = new Set(lines.map(({ text }) => text))
  const found: RecognisedLine[] = []
  for (const { box } of lines.filter((line) => isMixed(pixels, line.box)).slice(0, MOST_LINES)) {
    signal?.throwIfAborted()
    const region = around(box)
    const part = crop(pixels, region)
    if (!part) continue
    const [left, top] = [Math.max(0, Math.floor(region[0])), Math.max(0, Math.floor(region[1]))]
    for (const line of await reader.read(withoutColours(part))) {
      if (line.confidence < SURE || known.has(line.text)) continue
      known.add(line.text)
      const [l, t, r, b] = line.box
      found.push({ ...line, box: [l + left, t + top, r + left, b + top] })
    }
  }
  return found
}

/** A line and half a line on each side, so that letters beside the coloured ones are whole. */
function around([left, top, right, bottom]: Region): Region {
  const margin = bottom - top
  return [left - margin, top - margin, right + margin, bottom + margin]
}

function isMixed({ width, height, data }: Pixels, [left, top, right, bottom]: Region): boolean {
  let [coloured, dark, all] = [0, 0, 0]
  const [stepX, stepY] = [Math.max(1, (right - left) / PROBES), Math.max(1, (bottom - top) / PROBES)]
  for (let y = Math.max(0, top); y < Math.min(height, bottom); y += stepY) {
    for (let x = Math.max(0, left); x < Math.min(width, right); x += stepX) {
      const at = (Math.floor(y) * width + Math.floor(x)) * 4
      const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!]
      const high = Math.max(red, green, blue)
      all++
      if (high < 100) dark++
      else if (high - Math.min(red, green, blue) > 90 && green !== high) coloured++
    }
  }
  return coloured > SHARE * all && dark > SHARE * all
}

/** The strongest channel of each sample as grey: red and blue ink become light, black stays black. */
function withoutColours({ width, height, data }: Pixels): Pixels {
  const grey = new Uint8Array(data.length)
  for (let at = 0; at < data.length; at += 4) {
    const high = Math.max(data[at]!, data[at + 1]!, data[at + 2]!)
    const value = high < 140 ? high : 255
    grey.set([value, value, value, 255], at)
  }
  return { width, height, data: grey }
}
