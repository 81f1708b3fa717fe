import type { Budget } from '../../budget.js'
import { isNearWhite } from '../office-xml/look.js'
import { symbolFontOf } from './strings.js'
import { walkXml, type XmlElement, type XmlHandler, type XmlSource } from '../../markup/xml/walk.js'

/** How the cells of one style show. */
export interface CellStyle {
  /** Number format; empty: as it is. */
  readonly code: string
  /** White letters on no colour. */
  readonly white: boolean
  /** Font of the cell, where its letters are pictures; else empty. */
  readonly symbolFont: string
}

/** The style of a cell, by its number. */
export type CellStyles = (index: number) => CellStyle

const PLAIN: CellStyle = { code: '', white: false, symbolFont: '' }
export const NO_STYLES: CellStyles = () => PLAIN

/**
 * Formats that are known by number alone (18.8.30), as far as they show dates; those from 27 on as Chinese copies show
 * them.
 */
const BUILT_IN: ReadonlyMap<number, string> = new Map([
  [14, 'yyyy/m/d'], [15, 'd-mmm-yy'], [16, 'd-mmm'], [17, 'mmm-yy'],
  [18, 'h:mm AM/PM'], [19, 'h:mm:ss AM/PM'], [20, 'h:mm'], [21, 'h:mm:ss'], [22, 'yyyy/m/d h:mm'],
  [27, 'yyyy年m月'], [28, 'm月d日'], [29, 'm月d日'], [30, 'm-d-yy'], [31, 'yyyy年m月d日'],
  [32, 'h时mm分'], [33, 'h时mm分ss秒'], [34, '上午/下午h时mm分'], [35, '上午/下午h时mm分ss秒'], [36, 'yyyy年m月'], [45, 'mm:ss'],
  [46, '[h]:mm:ss'], [47, 'mm:ss'], [50, 'yyyy年m月'], [51, 'm月d日'], [52, 'yyyy年m月'], [53, 'm月d日'], [54, 'm月d日'],
  [55, '上午/下午h时mm分'], [56, '上午/下午h时mm分ss秒'], [57, 'yyyy年m月'], [58, 'm月d日'],
])

/** Reads `styles.xml` (18.8) for what decides how a cell's value shows: number formats, white letters, fills. */
export async function readCellStyles(source: XmlSource, budget: Budget): Promise<CellStyles> {
  const { handler } = await walkXml(source, budget, () => new StylesHandler())
  const { styles } = handler
  return (index) => styles[index] ?? PLAIN
}

class StylesHandler implements XmlHandler {
  readonly styles: CellStyle[] = []
  readonly #codes = new Map(BUILT_IN)
  readonly #fonts: { white: boolean; symbolFont: string }[] = []
  readonly #filled: boolean[] = []
  readonly #names: string[] = []

  open(element: XmlElement): void {
    const { local } = element
    const get = (name: string): string => element.attributes.find((one) => one.local === name)?.value ?? ''
    const [parent, grand] = [this.#names.at(-1), this.#names.at(-2)]
    const inFont = parent === 'font' && grand === 'fonts'
    const inFill = parent === 'fill' && grand === 'fills'
    this.#names.push(local)
    if (local === 'numFmt') this.#codes.set(Number(get('numFmtId')), get('formatCode'))
    else if (inFont || parent === 'fonts') this.#readFont(element, get)
    else if (local === 'fill' && parent === 'fills') this.#filled.push(false)
    else if (local === 'patternFill' && inFill) this.#fill(!/^(none|)$/.test(get('patternType')))
    else if (local === 'gradientFill' && inFill) this.#fill(true)
    else if (local === 'fgColor' && parent === 'patternFill' && this.#filled.at(-1) === true) this.#fill(!isWhite(get))
    else if (local === 'xf' && parent === 'cellXfs') {
      this.#style(Number(get('numFmtId')), Number(get('fontId')), Number(get('fillId')))
    }
  }

  /** A font, or a property of the last one. */
  #readFont({ local, attributes }: XmlElement, get: (name: string) => string): void {
    if (local === 'font') this.#fonts.push({ white: false, symbolFont: '' })
    const font = this.#fonts.at(-1)
    if (local === 'color' && font) font.white = isWhite(get)
    else if (local === 'name' && font) font.symbolFont = symbolFontOf(attributes)
  }

  close(): void {
    this.#names.pop()
  }

  #fill(filled: boolean): void {
    if (this.#filled.length > 0) this.#filled[this.#filled.length - 1] = filled
  }

  #style(format: number, font: number, fill: number): void {
    const code = this.#codes.get(format) ?? ''
    const { white = false, symbolFont = '' } = this.#fonts[font] ?? {}
    const shows = !white || this.#filled[fill] === true
    this.styles.push({ code: /^general$/i.test(code) ? '' : code, white: !shows, symbolFont })
  }
}

/** White as such, as the ninth of the old palette, or as the theme's first colour, which is the window's. */
function isWhite(get: (name: string) => string): boolean {
  if (get('indexed') === '9' || get('indexed') === '1') return true
  if (get('theme') === '0') return Number(get('tint')) > -0.05
  return isNearWhite(get('rgb').slice(-6))
}
