/** Different masks compared, and values kept for each: a document that masks in more ways is told by these. */
const MOST_SHAPES = 16
const MOST_VALUES = 5000

/** Digits that stay hidden, by the length of the number, when two masks of it are laid over each other. */
const HIDDEN_ENOUGH: Readonly<Record<number, number>> = { 11: 4, 16: 4, 17: 4, 18: 6, 19: 4 }
/**
 * Digits that two masks must show in common before their values count as one: a mobile number's first three, a region.
 */
const COMMON = 3

/**
 * The masked numbers of a document. Guarded state: values by where their stars stand. Two masks of one value that
 * differ (`330102********0011` here, `3301021990030*****` there) give it away together.
 */
export class MaskedValues {
  readonly #byShape = new Map<string, Set<string>>()
  readonly #indexes = new Map<string, Set<string>>()

  /**
   * Adds one value, digits and `*`; true where an earlier one, masked otherwise, agrees with it in all that both
   * show and leaves too little hidden. Cost: one look-up for each shape that may complete it.
   */
  add(value: string): boolean {
    const shape = shapeOf(value)
    const values = this.#byShape.get(shape) ?? new Set()
    if (!this.#byShape.has(shape) && this.#byShape.size < MOST_SHAPES) this.#byShape.set(shape, values)
    let agrees = false
    for (const [other] of this.#byShape) {
      const common = commonTo(shape, other)
      if (common === undefined) continue
      agrees ||= this.#index(other, shape, common).has(shown(value, common))
      if (values.size < MOST_VALUES) this.#indexes.get(`${shape}|${other}`)?.add(shown(value, common))
    }
    if (values.size < MOST_VALUES) values.add(value)
    return agrees
  }

  /** What the values of one shape show at the places they have in common with another. */
  #index(of: string, beside: string, common: readonly number[]): Set<string> {
    const key = `${of}|${beside}`
    const known = this.#indexes.get(key)
    if (known) return known
    const index = new Set([...this.#byShape.get(of) ?? []].map((value) => shown(value, common)))
    this.#indexes.set(key, index)
    return index
  }
}

function shapeOf(value: string): string {
  return value.replace(/[0-9X]/g, '0')
}

/** The places both shapes show, when together they would hide too little; else nothing. */
function commonTo(one: string, other: string): readonly number[] | undefined {
  if (one === other || one.length !== other.length) return undefined
  const places = [...one].map((_, at) => at)
  const hidden = places.filter((at) => one[at] === '*' && other[at] === '*').length
  const common = places.filter((at) => one[at] !== '*' && other[at] !== '*')
  return hidden < (HIDDEN_ENOUGH[one.length] ?? 0) && common.length >= COMMON ? common : undefined
}

function shown(value: string, places: readonly number[]): string {
  return places.map((at) => value[at]).join('')
}
