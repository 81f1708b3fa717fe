import type { Part } from '../model/index.js'
import type { Budget } from './budget.js'
import { withoutAnnotations } from './parts/annotations.js'
import { joinedCells } from './parts/joined-cells.js'
import { rearranged } from './parts/rearranged.js'
import { visualOrder } from './parts/visual-order.js'

/**
 * Text as the eye reads it, where that differs from the order of the file: rows of cells with one character each
 * without the borders, overridden text in the order shown, and annotated text without its annotations. Each is a part
 * beside the raw one, with the same places.
 */
export function otherReadings(parts: readonly Part[], budget: Budget): Part[] {
  return parts.flatMap((part) => [joinedCells(part), visualOrder(part), withoutAnnotations(part)].flatMap((lines) => {
    const units = lines.reduce((sum, line) => sum + line.length, 0)
    return units > 0 && budget.takeText(part.name, units) ? [rearranged(part, lines)] : []
  }))
}
