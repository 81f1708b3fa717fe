import type { Gap, Part } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { PartBuilder } from '../../parts/part-builder.js'
import { isSymbolFont, mapSymbols } from '../../text/symbol-font.js'
import { copyOf } from '../../markup/xml/window.js'
import { StringTable } from './string-table.js'
import { walkXml, type XmlElement, type XmlHandler, type XmlSource } from '../../markup/xml/walk.js'

/** The shared strings of a workbook (18.4), and which of them a cell has shown. */
export class Strings {
  readonly #shown: Uint8Array

  constructor(
    readonly piece: string,
    readonly values: StringTable,
    /** Phonetic guides, comments and text outside the strings. */
    readonly otherTexts: readonly string[],
    readonly gaps: readonly Gap[],
  ) {
    this.#shown = new Uint8Array(values.length)
  }

  /** The string of a cell; undefined where there is none of that number. */
  show(index: number): string | undefined {
    this.#shown[index] = 1
    return this.values.at(index)
  }

  /** Strings that no cell shows are still in the file: deleted contents often are. */
  unshown(budget: Budget): Part[] {
    const builder = new PartBuilder('cell', this.piece)
    const add = (value: string): void => {
      if (value.trim() === '' || !budget.takeText(this.piece, value.length)) return
      builder.block(value, {}, 'hidden').separate('\n')
    }
    for (let index = 0; index < this.values.length; index++) if (this.#shown[index] === 0) add(this.values.at(index)!)
    this.otherTexts.forEach(add)
    return builder.empty ? [] : [builder.build()]
  }
}

/** The font that `rFont` or `name` sets (18.4.5, 18.8.29), where its letters are pictures; else empty. */
export function symbolFontOf(attributes: XmlElement['attributes']): string {
  const name = attributes.find(({ local }) => local === 'val')?.value ?? ''
  return isSymbolFont(name) ? name : ''
}

/** Reads `sharedStrings.xml`; the runs of one string are one string. */
export async function readStrings(source: XmlSource, budget: Budget): Promise<Strings> {
  const { handler, gaps } = await walkXml(source, budget, () => new StringsHandler())
  return new Strings(source.piece, handler.table(), handler.otherTexts, gaps)
}

class StringsHandler implements XmlHandler {
  readonly otherTexts: string[] = []
  readonly #values = new StringTable()
  readonly #names: string[] = []
  /** The string that is being read. */
  #value: string | undefined
  #guides = 0
  /** Font of the run that is being read, where its letters are pictures. */
  #symbolFont = ''

  open({ local, attributes }: XmlElement): void {
    this.#names.push(local)
    if (local === 'si') this.#next()
    else if (local === 'rPh') this.#guides++
    else if (local === 'r') this.#symbolFont = ''
    else if (local === 'rFont') this.#symbolFont = symbolFontOf(attributes)
  }

  close({ local }: XmlElement): void {
    this.#names.pop()
    if (local === 'rPh') this.#guides--
    else if (local === 'r') this.#symbolFont = ''
  }

  text(text: string): void {
    const isValue = this.#names.at(-1) === 't' && this.#guides === 0
    if (isValue && this.#value !== undefined) this.#value += mapSymbols(this.#symbolFont, text)
    else if (text.trim() !== '') this.otherTexts.push(copyOf(text))
  }

  onNonContent(text: string): void {
    this.otherTexts.push(text)
  }

  table(): StringTable {
    if (this.#value !== undefined) this.#values.push(this.#value)
    this.#value = undefined
    return this.#values
  }

  #next(): void {
    if (this.#value !== undefined) this.#values.push(this.#value)
    this.#value = ''
  }
}
