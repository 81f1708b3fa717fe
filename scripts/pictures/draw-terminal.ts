import { width } from '../../src/report/text/index.js'

/** Width of a column, height of a line, and font sizes of Latin and of Chinese text, in pixels. */
const CELL = { width: 8.4, height: 20, narrow: 14, wide: 16 }
const MARGIN = 18
const FONTS = 'ui-monospace,SFMono-Regular,Menlo,Consolas,'
  + '\'Noto Sans Mono CJK SC\',\'Noto Sans CJK SC\',monospace'
/** The colours that reports use, by SGR number, as a light terminal shows them. */
const COLOURS: Readonly<Record<string, string>> = {
  31: '#c4291f', 32: '#1a7f37', 33: '#9a6700', 34: '#0550ae', 35: '#8250df', 36: '#1b7c83', 90: '#6e7781',
}

interface Style {
  bold: boolean
  inverse: boolean
  dim: boolean
  colour: string
}

/** Draws text with SGR sequences (ECMA-48, 8.3.117) as an SVG of a terminal with this many columns. */
export function drawTerminal(text: string, columns: number): string {
  const lines = text.split('\n')
  const w = Math.ceil(columns * CELL.width + 2 * MARGIN)
  const h = lines.length * CELL.height + 2 * MARGIN
  const style: Style = { bold: false, inverse: false, dim: false, colour: '' }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}">`,
    `<rect width="100%" height="100%" rx="8" fill="#ffffff" stroke="#d0d7de"/>`,
    `<g font-family="${FONTS}" font-size="${CELL.narrow}" fill="#1f2328">`,
    ...lines.map((line, row) => drawLine(line, row, style)),
    '</g>',
    '</svg>',
    '',
  ].join('\n')
}

/** Each run of one style is a `<text>` stretched to its columns, so that every font keeps to the grid. */
function drawLine(line: string, row: number, style: Style): string {
  let column = 0
  const drawn = line.split(/(\x1b\[[\d;]*m)/).map((piece) => {
    const codes = /^\x1b\[([\d;]*)m$/.exec(piece)
    if (codes) codes[1]!.split(';').forEach((code) => applySgr(style, code))
    else if (piece !== '') {
      const background = style.inverse ? drawBackground(piece, column, row, style) : ''
      const runs = piece.match(/[\u0000-\u2dff]+|[^\u0000-\u2dff]+/g) ?? []
      return background + runs.map((run) => {
        const drawnRun = drawRun(run, column, row, style)
        column += width(run)
        return drawnRun
      }).join('')
    }
    return ''
  })
  return drawn.join('')
}

/** Spaces at both ends are left out, because SVG collapses them. */
function drawRun(run: string, column: number, row: number, { bold, inverse, dim, colour }: Style): string {
  const text = run.trim()
  if (text === '') return ''
  const from = MARGIN + (column + run.search(/\S/)) * CELL.width
  const length = width(text) * CELL.width
  const top = MARGIN + row * CELL.height
  const fill = dim ? '#6e7781' : colour
  const attributes = [
    `x="${from.toFixed(1)}" y="${top + CELL.narrow}"`, `textLength="${length.toFixed(1)}"`,
    ...(WIDE.test(text) ? [`font-size="${CELL.wide}"`] : []), ...(bold ? ['font-weight="600"'] : []),
    ...(inverse ? ['fill="#ffffff"'] : fill === '' ? [] : [`fill="${fill}"`]),
  ]
  const shown = text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  return `<text ${attributes.join(' ')}>${shown}</text>`
}

function drawBackground(piece: string, column: number, row: number, { colour }: Style): string {
  const [x, y] = [(MARGIN + column * CELL.width).toFixed(1), MARGIN + row * CELL.height - 3]
  const size = `width="${(width(piece) * CELL.width).toFixed(1)}" height="${CELL.height}"`
  return `<rect x="${x}" y="${y}" ${size} rx="3" fill="${colour || '#1f2328'}"/>`
}

const WIDE = /[\u2e80-\uffef]/

function applySgr(style: Style, code: string): void {
  if (code === '' || code === '0') Object.assign(style, { bold: false, inverse: false, dim: false, colour: '' })
  else if (code === '1') style.bold = true
  else if (code === '7') style.inverse = true
  else if (code === '27') style.inverse = false
  else if (code === '2') style.dim = true
  else if (code === '22') Object.assign(style, { bold: false, dim: false })
  else if (code === '39') style.colour = ''
  else style.colour = COLOURS[code] ?? style.colour
}
