import type { Gap } from './gap.js'
import type { Screening } from './screening.js'

/** The screening of a document that could not be examined at all: `incomplete`, with this one gap. */
export function notExamined(path: string, gap: Gap, bytes = 0): Screening {
  return {
    path, format: 'unknown', bytes, verdict: 'incomplete', findings: [], gaps: [gap], suppressed: [], remarks: [],
  }
}
