import { width } from '../../src/report/index.js'

/** Breadth of a column, height of a line, size of narrow and of wide letters, in pixels. */
const CELL = { width: 8.4, height: 20, narrow: 14, wide: 16 }
const MARGIN = 18
const FONTS = 'ui-monospace,SFMono-Regular,Menlo,Consolas,'
  + '\'Noto Sans Mono CJK SC\',\'Noto Sans CJK SC\',monospace'
/** Colours of the sixteen that reports use, as a light terminal shows them, by their SGR number. */
const COLOURS: Readonly<Record<string, string>> = {
  31: '#c4291f', 32: '#1a7f37', 33: '#9a6700', 34: '#0550ae', 35: '#8250df', 36: '#1b7c83', 90: '#6e7781',
}

interface Look {
  bold: boolean
  inverse: boolean
  dim: boolean
  colour: string
}

/** An SVG of text with SGR sequences (ECMA-48, 8.3.117), as a terminal of so many columns shows it. */
export function drawTerminal(text: string, columns: number): string {
  const lines = text.split('\n')
  const wide = Math.ceil(columns * CELL.width + 2 * MARGIN)
  const high = lines.length * CELL.height + 2 * MARGIN
  const look: Look = { bold: false, inverse: false, dim: false, colour: '' }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}">`,
    `<rect width="100%" height="100%" rx="8" fill="#ffffff" stroke="#d0d7de"/>`,
    `<g font-family="${FONTS}" font-size="${CELL.narrow}" fill="#1f2328">`,
    ...lines.map((line, row) => drawLine(line, row, look)),
    '</g>',
    '</svg>',
    '',
  ].join('\n')
}

/** Each run of one look is a text of its own, stretched to its columns, so that any font keeps the grid. */
function drawLine(line: string, row: number, look: Look): string {
  let column = 0
  const drawn = line.split(/(\x1b\[[\d;]*m)/).map((piece) => {
    const codes = /^\x1b\[([\d;]*)m$/.exec(piece)
    if (codes) codes[1]!.split(';').forEach((code) => turn(look, code))
    else if (piece !== '') {
      const ground = look.inverse ? drawGround(piece, column, row, look) : ''
      const runs = piece.match(/[\u0000-\u2dff]+|[^\u0000-\u2dff]+/g) ?? []
      return ground + runs.map((run) => {
        const drawnRun = drawRun(run, column, row, look)
        column += width(run)
        return drawnRun
      }).join('')
    }
    return ''
  })
  return drawn.join('')
}

/** Blanks at either end are left out: SVG folds them. */
function drawRun(run: string, column: number, row: number, { bold, inverse, dim, colour }: Look): string {
  const text = run.trim()
  if (text === '') return ''
  const from = MARGIN + (column + run.search(/\S/)) * CELL.width
  const long = width(text) * CELL.width
  const top = MARGIN + row * CELL.height
  const ink = dim ? '#6e7781' : colour
  const attributes = [
    `x="${from.toFixed(1)}" y="${top + CELL.narrow}"`, `textLength="${long.toFixed(1)}"`,
    ...(WIDE.test(text) ? [`font-size="${CELL.wide}"`] : []), ...(bold ? ['font-weight="600"'] : []),
    ...(inverse ? ['fill="#ffffff"'] : ink === '' ? [] : [`fill="${ink}"`]),
  ]
  const shown = text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  return `<text ${attributes.join(' ')}>${shown}</text>`
}

function drawGround(piece: string, column: number, row: number, { colour }: Look): string {
  const [x, y] = [(MARGIN + column * CELL.width).toFixed(1), MARGIN + row * CELL.height - 3]
  const size = `width="${(width(piece) * CELL.width).toFixed(1)}" height="${CELL.height}"`
  return `<rect x="${x}" y="${y}" ${size} rx="3" fill="${colour || '#1f2328'}"/>`
}

const WIDE = /[\u2e80-\uffef]/

function turn(look: Look, code: string): void {
  if (code === '' || code === '0') Object.assign(look, { bold: false, inverse: false, dim: false, colour: '' })
  else if (code === '1') look.bold = true
  else if (code === '7') look.inverse = true
  else if (code === '27') look.inverse = false
  else if (code === '2') look.dim = true
  else if (code === '22') Object.assign(look, { bold: false, dim: false })
  else if (code === '39') look.colour = ''
  else look.colour = COLOURS[code] ?? look.colour
}
