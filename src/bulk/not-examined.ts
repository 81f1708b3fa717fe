import type { Gap, Screening } from '../model/index.js'

/** The screening of a document that was not looked at. It is `incomplete` by what it is; no verdict is found here. */
export function notExamined(path: string, gap: Gap, bytes = 0): Screening {
  return {
    path, format: 'unknown', bytes, verdict: 'incomplete', findings: [], gaps: [gap], suppressed: [], remarks: [],
  }
}
