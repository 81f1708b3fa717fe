import type { Gap, Part } from '../../model/index.js'
import type { Budget } from '../budget.js'
import { PartBuilder } from '../part-builder.js'
import { apart } from '../xml/window.js'
import { walkXml, type XmlElement, type XmlHandler, type XmlSource } from '../xml/walk.js'

/** The shared strings of a workbook (18.4), and which of them a cell has shown. Guarded state. */
export class Strings {
  readonly #shown: Uint8Array

  constructor(
    readonly piece: string,
    readonly values: readonly string[],
    /** Phonetic guides and whatever else stands beside the strings. */
    readonly asides: readonly string[],
    readonly gaps: readonly Gap[],
  ) {
    this.#shown = new Uint8Array(values.length)
  }

  /** The string of a cell; undefined where there is none of that number. */
  show(index: number): string | undefined {
    this.#shown[index] = 1
    return this.values[index]
  }

  /** What no cell shows is still in the file: deleted contents often are. */
  unshown(budget: Budget): Part[] {
    const builder = new PartBuilder('cell', this.piece)
    const rest = this.values.filter((_value, index) => this.#shown[index] === 0)
    for (const value of [...rest, ...this.asides]) {
      if (value.trim() !== '' && budget.takeText(this.piece, value.length)) builder.block(value, {}, 'hidden').separate('\n')
    }
    return builder.empty ? [] : [builder.build()]
  }
}

/** Reads `sharedStrings.xml`; the runs of one string are one string. */
export function readStrings(source: XmlSource, budget: Budget): Strings {
  const { handler, gaps } = walkXml(source, budget, () => new StringsHandler())
  return new Strings(source.piece, handler.values, handler.asides, gaps)
}

class StringsHandler implements XmlHandler {
  readonly values: string[] = []
  readonly asides: string[] = []
  readonly #names: string[] = []
  #guides = 0

  open({ local }: XmlElement): void {
    this.#names.push(local)
    if (local === 'si') this.values.push('')
    if (local === 'rPh') this.#guides++
  }

  close({ local }: XmlElement): void {
    this.#names.pop()
    if (local === 'rPh') this.#guides--
  }

  text(text: string): void {
    if (this.#names.at(-1) === 't' && this.#guides === 0 && this.values.length > 0) this.values[this.values.length - 1] += apart(text)
    else if (text.trim() !== '') this.asides.push(text)
  }

  aside(text: string): void {
    this.asides.push(text)
  }
}
