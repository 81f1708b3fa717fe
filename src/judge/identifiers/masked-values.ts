import { MIN_HIDDEN } from './masked-numbers.js'

/**
 * The masked numbers of a document, by the positions of their stars. Two masks of one value at different positions
 * (`330102********0011` here, `3301021990030*****` there) reveal it together.
 */
export class MaskedValues {
  readonly #byShape = new Map<string, Set<string>>()
  readonly #indexes = new Map<string, Set<string>>()

  /**
   * Adds a value of digits and `*`. Returns true if an earlier value with another mask shows the same digits where both
   * are visible, and the two together hide too little. Cost: one look-up for each shape so far.
   */
  add(value: string): boolean {
    const shape = shapeOf(value)
    const values = this.#byShape.get(shape) ?? new Set()
    if (!this.#byShape.has(shape) && this.#byShape.size < MAX_SHAPES) this.#byShape.set(shape, values)
    let agrees = false
    for (const [other] of this.#byShape) {
      const common = revealingPositions(shape, other)
      if (common === undefined) continue
      agrees ||= this.#index(other, shape, common).has(charactersAt(value, common))
      if (values.size < MAX_VALUES) this.#indexes.get(`${shape}|${other}`)?.add(charactersAt(value, common))
    }
    if (values.size < MAX_VALUES) values.add(value)
    return agrees
  }

  /** What the values of one shape show at the positions they have in common with another shape. */
  #index(of: string, other: string, common: readonly number[]): Set<string> {
    const key = `${of}|${other}`
    const known = this.#indexes.get(key)
    if (known) return known
    const index = new Set([...this.#byShape.get(of) ?? []].map((value) => charactersAt(value, common)))
    this.#indexes.set(key, index)
    return index
  }
}

/** Shapes compared, and values kept for each. A document that exceeds these has been found by then. */
const MAX_SHAPES = 16
const MAX_VALUES = 5000

function shapeOf(value: string): string {
  return value.replace(/[0-9X]/g, '0')
}

/** The positions that two shapes both show, if together they hide too few digits; otherwise `undefined`. */
function revealingPositions(one: string, other: string): readonly number[] | undefined {
  if (one === other || one.length !== other.length) return undefined
  const positions = [...one].map((_, at) => at)
  const hidden = positions.filter((at) => one[at] === '*' && other[at] === '*').length
  const common = positions.filter((at) => one[at] !== '*' && other[at] !== '*')
  return hidden < (MIN_HIDDEN[one.length] ?? 0) && common.length >= MIN_COMMON ? common : undefined
}

/** Digits that two masks must both show to count as one value: the first three of a mobile number, or a region. */
const MIN_COMMON = 3

function charactersAt(value: string, positions: readonly number[]): string {
  return positions.map((at) => value[at]).join('')
}
