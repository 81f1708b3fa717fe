import type { Screening } from '../../model/index.js'
import { emptySummary, addToSummary, type Summary } from '../../report/index.js'
import { fill, type Messages } from '../../report/messages/index.js'
import { shownPath, width } from '../../report/text/index.js'
import type { Io } from '../io.js'

/** `line`: one line that is overwritten; `lines`: plain lines. */
export type ProgressStyle = 'line' | 'lines' | 'none'

/** Shows on stderr how far a run is. */
export interface Progress {
  /** Adds one source: its document and the members in it. */
  add(screenings: readonly Screening[]): void
  /** Records how long a document was processed. */
  addDuration(path: string, milliseconds: number): void
  /** Sets the total number of sources. */
  setTotal(sources: number): void
  /** Erases the line, so that the next output starts at the left. */
  clear(): void
}

/**
 * Starts with the second document. The line is updated at most ten times a second; plain lines are ten seconds apart.
 * @param now a monotonic clock, in milliseconds
 */
export function createProgress(
  io: Io, messages: Messages, style: ProgressStyle, now: () => number = () => performance.now(),
): Progress {
  const startTime = now()
  let last = style === 'lines' ? startTime : -Infinity
  let drawnColumns = 0
  const state: State = { summary: emptySummary(), sources: 0, bytes: 0, expected: undefined, slowest: undefined }
  const clear = (): void => {
    if (drawnColumns > 0) void io.stderr.write(`\r${' '.repeat(drawnColumns)}\r`)
    drawnColumns = 0
  }
  const draw = (): void => {
    if (style === 'none' || state.summary.documents < 2 || now() - last < INTERVAL[style]) return
    last = now()
    const columns = style === 'line' ? io.stderr.columns - 1 : Infinity
    const line = fitting(pieces(state, (now() - startTime) / 1000, messages), columns)
    clear()
    if (line === '') return
    if (style === 'line') drawnColumns = width(line)
    void io.stderr.write(style === 'line' ? line : `${line}\n`)
  }
  return {
    clear,
    add: (screenings) => {
      for (const screening of screenings) state.summary = addToSummary(state.summary, screening)
      state.sources++
      state.bytes += screenings[0]?.bytes ?? 0
      draw()
    },
    addDuration: (path, milliseconds) => {
      if (milliseconds > (state.slowest?.milliseconds ?? 0)) state.slowest = { path, milliseconds }
    },
    setTotal: (sources) => (state.expected = sources),
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

/** What to show, the most important first. */
function pieces({ summary, sources, bytes, expected, slowest }: State, seconds: number, messages: Messages): string[] {
  const rate = sources / Math.max(seconds, 0.001)
  const megabytes = bytes / 1e6 / Math.max(seconds, 0.001)
  const rates = { documents: rate.toFixed(rate < 10 ? 1 : 0), megabytes: megabytes.toFixed(1) }
  const left = expected === undefined ? undefined : Math.max(0, expected - sources) / rate
  return [
    fill(messages.progress.done, { done: summary.documents, ...summary }),
    ...(left === undefined ? [] : [fill(messages.progress.left, { time: duration(left, messages) })]),
    fill(messages.progress.rate, rates),
    ...(slowest ? [slowestSentence(slowest, messages)] : []),
  ]
}

function slowestSentence({ path, milliseconds }: NonNullable<State['slowest']>, messages: Messages): string {
  return fill(messages.progress.slowest, { path: shownPath(path), time: duration(milliseconds / 1000, messages) })
}

/** As many pieces as fit on one line. */
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
