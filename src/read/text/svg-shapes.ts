/** Fewer strokes draw no word of two characters. */
const FEWEST_STROKES = 60
/** A drawing about as wide as high with fewer strokes than this is an icon or a logo. */
const ICON_STROKES = 400
/** A line of text is this many times wider than high, or higher than wide. */
const LINE_RATIO = 1.8
/** A symbol that is drawn once more counts as this many strokes. */
const STROKES_OF_USE = 20

/**
 * Whether the shapes of an SVG could be letters: enough strokes, and more than an icon has. Converters write text so,
 * as paths or as symbols that are used once for each letter. Cost: linear.
 */
export function mayDrawLetters(source: string): boolean {
  const uses = source.match(/<(?:\w+:)?use\b/g)?.length ?? 0
  const drawn = uses > 0 ? source : UNDRAWN.reduce(withoutElements, source)
  let strokes = uses * STROKES_OF_USE
  for (const [, data = ''] of drawn.matchAll(/\sd\s*=\s*["']([^"']*)["']/g)) {
    strokes += data.match(/[a-z]/gi)?.length ?? 0
  }
  for (const [, points = ''] of drawn.matchAll(/\spoints\s*=\s*["']([^"']*)["']/g)) {
    strokes += points.split(/[\s,]+/).length / 2
  }
  strokes += drawn.match(/<(?:\w+:)?(?:rect|line|circle|ellipse)\b/g)?.length ?? 0
  return strokes >= (isSquare(source) ? ICON_STROKES : FEWEST_STROKES)
}

/** True where the size is known and no line of text fits. */
function isSquare(source: string): boolean {
  const head = /<(?:\w+:)?svg\b[^>]*>/.exec(source)?.[0] ?? ''
  const box = /viewBox\s*=\s*["']\s*[-\d.e]+[\s,]+[-\d.e]+[\s,]+([\d.e]+)[\s,]+([\d.e]+)/.exec(head)
  const [width, height] = box ? [Number(box[1]), Number(box[2])]
    : ['width', 'height'].map((name) => Number(new RegExp(`\\s${name}\\s*=\\s*["']\\s*([\\d.]+)`).exec(head)?.[1]))
  const ratio = width! / height!
  return ratio < LINE_RATIO && ratio > 1 / LINE_RATIO
}

/** What is drawn only where something else refers to it. */
const UNDRAWN = ['symbol', 'defs', 'clipPath', 'mask']

/** The outermost elements of a name, with their tags. An element that never ends is left out. Cost: linear. */
export function elementsOf(source: string, name: string): string[] {
  return elementRanges(source, name).map(([start, end]) => source.slice(start, end))
}

/** The source without the elements of a name. */
export function withoutElements(source: string, name: string): string {
  let kept = ''
  let last = 0
  for (const [start, end] of elementRanges(source, name)) {
    kept += source.slice(last, start)
    last = end
  }
  return kept + source.slice(last)
}

function elementRanges(source: string, name: string): [number, number][] {
  const ranges: [number, number][] = []
  const open = new RegExp(`<${name}(?=[\\s/>])[^>]{0,10000}>`, 'gi')
  const close = new RegExp(`</${name}\\s*>`, 'gi')
  for (let found = open.exec(source); found; found = open.exec(source)) {
    if (found[0].endsWith('/>')) continue
    close.lastIndex = open.lastIndex
    if (!close.test(source)) break
    ranges.push([found.index, close.lastIndex])
    open.lastIndex = close.lastIndex
  }
  return ranges
}
