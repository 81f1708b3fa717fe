import type { Run } from './drawing.js'

/**
 * Whether a gap between two stretches of text on one line reads as a space. Justified Chinese is set with gaps up to
 * half an em.
 */
export function wantsSpace(before: string, after: string, gap: number, em: number): boolean {
  if (gap <= 0.15 * em) return false
  const [last, first] = [before.charCodeAt(before.length - 1), after.charCodeAt(0)]
  if (last === 0x20 || first === 0x20) return false
  return last < 0x2e80 || first < 0x2e80 || gap > 0.5 * em
}

/** Cuts a run into pieces of units with one answer. */
export function splitRun<T>(run: Run, ask: (unit: number) => T): [Run, T][] {
  const pieces: [Run, T][] = []
  let from = 0
  let answer = ask(0)
  for (let unit = 1; unit <= run.text.length; unit++) {
    const next = unit < run.text.length ? ask(unit) : undefined
    if (unit < run.text.length && next === answer) continue
    pieces.push([slice(run, from, unit), answer])
    from = unit
    answer = next as T
  }
  return pieces
}

function slice(run: Run, from: number, to: number): Run {
  if (from === 0 && to === run.text.length) return run
  const end = to < run.at.length ? run.at[to]! : run.end
  return { ...run, text: run.text.slice(from, to), at: run.at.slice(from, to), end }
}
