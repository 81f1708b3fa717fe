import { harmless } from './harmless.js'
import type { Report, ReportDocument, ReportEnd } from './report.js'

/** The report as one JSON text, two spaces deep, with a line end. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, null, 2).split('\n').map(harmless).join('\n')}\n`
}

/**
 * JSON Lines: one document object on each line as it comes, in the order of the sources. The last line is the one
 * that has `summary`: it carries schema, tool, ruleset, verdict and counts. A stream without it was cut off.
 *
 * What would act on a terminal is written in JSON's own escapes, which are the ones of `harmless`: the values stay
 * the same, and outside of strings JSON has no such character.
 */
export function renderJsonLine(line: ReportDocument | ReportEnd): string {
  return `${harmless(JSON.stringify(line))}\n`
}
