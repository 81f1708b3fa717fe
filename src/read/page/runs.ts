import type { Run } from './drawing.js'

/**
 * True where the gap between two texts of one line stands for a space. Justified Chinese has gaps of up to half an em
 * without a space.
 */
export function needsSpace(before: string, after: string, gap: number, em: number): boolean {
  if (gap <= 0.15 * em) return false
  const [last, first] = [before.charCodeAt(before.length - 1), after.charCodeAt(0)]
  if (last === 0x20 || first === 0x20) return false
  return last < 0x2e80 || first < 0x2e80 || gap > 0.5 * em
}

/** Cuts a run into pieces whose UTF-16 units all have the same class. */
export function splitRun<T>(run: Run, classify: (unit: number) => T): [Run, T][] {
  const pieces: [Run, T][] = []
  let from = 0
  let current = classify(0)
  for (let unit = 1; unit <= run.text.length; unit++) {
    const next = unit < run.text.length ? classify(unit) : undefined
    if (unit < run.text.length && next === current) continue
    pieces.push([slice(run, from, unit), current])
    from = unit
    current = next as T
  }
  return pieces
}

function slice(run: Run, from: number, to: number): Run {
  if (from === 0 && to === run.text.length) return run
  const end = to < run.at.length ? run.at[to]! : run.end
  return { ...run, text: run.text.slice(from, to), at: run.at.slice(from, to), end }
}
