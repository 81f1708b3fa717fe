import { fill, summarise, width, type Messages } from '../report/index.js'
import type { Screening } from '../model/index.js'
import type { Io } from './io.js'

/** One line on the error stream that says how far a run is. */
export interface Progress {
  add(screening: Screening): void
  /** Takes the line away, so that what follows stands at the left. */
  clear(): void
}

/** Silent unless `shown`; from the second document on, at most ten times a second. */
export function createProgress(io: Io, say: Messages, shown: boolean): Progress {
  let summary = summarise([])
  let last = 0
  let drawn = 0
  const clear = (): void => {
    if (drawn > 0) void io.stderr.write(`\r${' '.repeat(drawn)}\r`)
    drawn = 0
  }
  return {
    clear,
    add: ({ verdict }) => {
      summary = { ...summary, documents: summary.documents + 1, [verdict]: summary[verdict] + 1 }
      if (!shown || summary.documents < 2 || Date.now() - last < 100) return
      last = Date.now()
      clear()
      const line = fill(say.cli.progress, { done: summary.documents, ...summary })
      if (width(line) >= io.stderr.columns) return
      drawn = width(line)
      void io.stderr.write(line)
    },
  }
}
