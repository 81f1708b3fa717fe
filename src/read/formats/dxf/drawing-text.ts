import type { Part, Visibility } from '../../../model/index.js'
import type { Budget } from '../../budget.js'
import { looksMeaningful } from '../../markup/xml/harvest.js'
import { PartSet } from '../../parts/part-set.js'
import type { GroupReader } from './groups.js'
import { plainText } from './plain-text.js'

/** The text of an entity, with its continuations before its last piece. */
interface Entity {
  type: string
  text: string
  line: number
  layer: string
  invisible: boolean
}

/** Group codes of names: handles, layers, styles, blocks, dictionary entries. */
const NAMES = new Set([2, 4, 6, 7, 8, 100, 102])
const [BEGIN, TEXT, NAME, CONTINUATION, LAYER, INVISIBLE, COLOUR, FLAGS, COMMENT] = [0, 1, 2, 3, 8, 60, 62, 70, 999]
const FROZEN = 1
/** What holds no text of the drawing. */
const TABLE_ENTRY =
  /^(SECTION|TABLE|CLASS|VPORT|LTYPE|LAYER|STYLE|VIEW|UCS|APPID|DIMSTYLE|BLOCK|BLOCK_RECORD|DICTIONARY)$/

/** Collects what a drawing says. Guarded state. */
export class DrawingText implements GroupReader {
  readonly #parts: PartSet
  readonly #hiddenLayers = new Set<string>()
  #entity: Entity = emptyEntity('')
  #tableName = ''

  constructor(budget: Budget) {
    this.#parts = new PartSet('', budget)
  }

  group(code: number, value: string, line: number): void {
    if (code === BEGIN) this.#begin(value.trim())
    else if (code === COMMENT) this.#parts.line('body', plainText(value), { line }, 'hidden')
    else if (code === CONTINUATION || code === TEXT || (code >= 300 && code <= 309)) this.#takeText(value, line)
    else if (code === INVISIBLE) this.#entity.invisible = value.trim() === '1'
    else if (this.#entity.type === 'LAYER') this.#takeLayer(code, value)
    if (code === LAYER) this.#entity.layer = value.trim()
    if (NAMES.has(code) || (code >= 310 && code <= 369) || (code >= 1000 && code <= 1009)) this.#name(value)
  }

  stray(text: string, line: number): void {
    this.#parts.line('body', plainText(text), { line }, 'hidden')
  }

  end(): void {
    this.#begin('')
  }

  build(): Part[] {
    return this.#parts.build()
  }

  #begin(type: string): void {
    const { text, line, layer, invisible } = this.#entity
    const visibility: Visibility = invisible || this.#hiddenLayers.has(layer) ? 'hidden' : 'visible'
    for (const paragraph of plainText(text).split('\n')) this.#parts.line('body', paragraph, { line }, visibility)
    this.#entity = emptyEntity(type)
    this.#tableName = ''
  }

  /** In tables the groups of texts hold names of fonts and descriptions. */
  #takeText(value: string, line: number): void {
    if (TABLE_ENTRY.test(this.#entity.type)) {
      this.#name(value)
      return
    }
    if (this.#entity.text === '') this.#entity.line = line
    this.#entity.text += value
  }

  /** Layers stand in a table before all entities. A layer that is off has a negative colour. */
  #takeLayer(code: number, value: string): void {
    if (code === NAME) this.#tableName = value.trim()
    const isOff = code === COLOUR && Number(value) < 0
    const isFrozen = code === FLAGS && (Number(value) & FROZEN) !== 0
    if ((isOff || isFrozen) && this.#tableName !== '') this.#hiddenLayers.add(this.#tableName)
  }

  #name(value: string): void {
    const text = plainText(value)
    if (looksMeaningful(text)) this.#parts.line('metadata', text, {}, 'metadata', true)
  }
}

function emptyEntity(type: string): Entity {
  return { type, text: '', line: 0, layer: '', invisible: false }
}
