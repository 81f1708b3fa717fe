import { runBox, type Run } from './drawing.js'
import { holds, touches, type Box } from './geometry.js'

/** Of the width of a line that much is printed text, where the line is that text. */
const COVERED = 0.9
/** Of the characters of a line that many are in the printed text. */
const SAME = 0.7
/** OCR draws its boxes a little too large, in points. */
const SLACK = 2

/**
 * The text of a page that shows and can be trusted, to leave out what OCR sees of it once more. Cost of a question:
 * linear in the runs.
 */
export class PrintedText {
  readonly #runs: readonly { readonly run: Run; readonly box: Box }[]

  constructor(runs: readonly Run[]) {
    this.#runs = runs.map((run) => ({ run, box: runBox(run) }))
  }

  /** True where a line that OCR saw is printed text: it has its place, all along, and most of its characters. */
  says({ text, box }: { readonly text: string; readonly box: Box }): boolean {
    const [left, top, right, bottom] = box
    const around: Box = [left - SLACK, top - SLACK, right + SLACK, bottom + SLACK]
    const printed: { readonly text: string; readonly from: number; readonly to: number }[] = []
    const upright = right - left >= bottom - top
    for (const each of this.#runs) {
      if (!touches(each.box, around)) continue
      for (let unit = 0; unit < each.run.text.length; unit++) {
        const [l, t, r, b] = runBox(each.run, unit, unit + 1)
        if (!holds(around, (l + r) / 2, (t + b) / 2)) continue
        printed.push({ text: each.run.text[unit]!, from: upright ? l : t, to: upright ? r : b })
      }
    }
    const length = upright ? right - left : bottom - top
    return coveredLength(printed, upright ? left : top, upright ? right : bottom) >= COVERED * length - 2 * SLACK
      && shareOfSame(text, printed.map((each) => each.text).join('')) >= SAME
  }
}

function coveredLength(
  pieces: readonly { readonly from: number; readonly to: number }[], from: number, to: number,
): number {
  let [reached, covered] = [from, 0]
  for (const piece of [...pieces].sort((one, other) => one.from - other.from)) {
    const [start, end] = [Math.max(piece.from, reached), Math.min(piece.to, to)]
    if (end <= start) continue
    covered += end - start
    reached = end
  }
  return covered
}

/** Share of the characters of `text`, without spaces, that are among those of `printed`; each counts once. */
export function shareOfSame(text: string, printed: string): number {
  const left = new Map<string, number>()
  for (const character of folded(printed)) left.set(character, (left.get(character) ?? 0) + 1)
  const characters = folded(text)
  if (characters.length === 0) return 1
  let same = 0
  for (const character of characters) {
    const count = left.get(character) ?? 0
    if (count > 0) same++
    left.set(character, count - 1)
  }
  return same / characters.length
}

function folded(text: string): string[] {
  return [...text.normalize('NFKC').toLowerCase()].filter((character) => character.trim() !== '')
}
