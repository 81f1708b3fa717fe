import { fill, harmless, noSummary, width, withVerdict, type Messages, type Summary } from '../../report/index.js'
import type { Screening } from '../../model/index.js'
import type { Io } from '../io.js'

/** How progress is told: on one line that is written over, in plain lines, or not at all. */
export type ProgressStyle = 'line' | 'lines' | 'none'

/** Says on the error stream how far a run is. */
export interface Progress {
  /** Adds one source: its document and the members of that. */
  add(screenings: readonly Screening[]): void
  /** Tells how long a document was at work in its process. */
  took(path: string, milliseconds: number): void
  /** Tells how many sources there are in all. */
  expect(sources: number): void
  /** Takes the line away, so that what follows stands at the left. */
  clear(): void
}

/**
 * From the second document on, at most ten times a second on a line of its own, and once in ten seconds in plain lines.
 * @param now milliseconds of a clock that only goes forward
 */
export function createProgress(
  io: Io, say: Messages, style: ProgressStyle, now: () => number = () => performance.now(),
): Progress {
  const begun = now()
  let last = style === 'lines' ? begun : -Infinity
  let drawn = 0
  const state: State = { summary: noSummary(), sources: 0, bytes: 0, expected: undefined, slowest: undefined }
  const clear = (): void => {
    if (drawn > 0) void io.stderr.write(`\r${' '.repeat(drawn)}\r`)
    drawn = 0
  }
  const draw = (): void => {
    if (style === 'none' || state.summary.documents < 2 || now() - last < INTERVAL[style]) return
    last = now()
    const columns = style === 'line' ? io.stderr.columns - 1 : Infinity
    const line = fitting(pieces(state, (now() - begun) / 1000, say), columns)
    clear()
    if (line === '') return
    if (style === 'line') drawn = width(line)
    void io.stderr.write(style === 'line' ? line : `${line}\n`)
  }
  return {
    clear,
    add: (screenings) => {
      for (const screening of screenings) state.summary = withVerdict(state.summary, screening)
      state.sources++
      state.bytes += screenings[0]?.bytes ?? 0
      draw()
    },
    took: (path, milliseconds) => {
      if (milliseconds > (state.slowest?.milliseconds ?? 0)) state.slowest = { path, milliseconds }
    },
    expect: (sources) => (state.expected = sources),
  }
}

const INTERVAL = { line: 100, lines: 10_000 } as const

interface State {
  summary: Summary
  sources: number
  bytes: number
  expected: number | undefined
  slowest: { readonly path: string; readonly milliseconds: number } | undefined
}

/** What there is to say, the most important first. */
function pieces({ summary, sources, bytes, expected, slowest }: State, seconds: number, say: Messages): string[] {
  const rate = sources / Math.max(seconds, 0.001)
  const megabytes = bytes / 1e6 / Math.max(seconds, 0.001)
  const told = { documents: rate.toFixed(rate < 10 ? 1 : 0), megabytes: megabytes.toFixed(1) }
  const left = expected === undefined ? undefined : Math.max(0, expected - sources) / rate
  return [
    fill(say.progress.done, { done: summary.documents, ...summary }),
    ...(left === undefined ? [] : [fill(say.progress.left, { time: duration(left, say) })]),
    fill(say.progress.rate, told),
    ...(slowest ? [slowestSentence(slowest, say)] : []),
  ]
}

function slowestSentence({ path, milliseconds }: NonNullable<State['slowest']>, say: Messages): string {
  return fill(say.progress.slowest, { path: harmless(path), time: duration(milliseconds / 1000, say) })
}

/** As many pieces as fit beside each other. */
function fitting(pieces: readonly string[], columns: number): string {
  let line = ''
  for (const piece of pieces) {
    const longer = line === '' ? piece : `${line} · ${piece}`
    if (width(longer) <= columns) line = longer
  }
  return line
}

function duration(seconds: number, { progress }: Messages): string {
  const whole = Math.ceil(seconds)
  if (whole < 60) return fill(progress.seconds, { seconds: seconds < 10 ? Number(seconds.toFixed(1)) : whole })
  if (whole < 3600) return fill(progress.minutes, { minutes: Math.floor(whole / 60), seconds: whole % 60 })
  return fill(progress.hours, { hours: Math.floor(whole / 3600), minutes: Math.floor((whole % 3600) / 60) })
}
