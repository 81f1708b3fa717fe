import type { Screening } from '../../model/index.js'
import { createReport, type ReportDocument, type ReportEnd, type ReportHead } from '../report.js'
import { harmless } from '../text/harmless.js'
import type { RenderOptions } from './render-options.js'

/**
 * The report as one JSON text, `secrecy-screen/report/v2`, indented by two spaces, with a line end.
 * @example
 * await writeFile('report.json', renderJson(head, screenings, { language: 'en' }))
 */
export function renderJson(
  head: ReportHead, screenings: readonly Screening[], { language = 'zh-CN' }: Pick<RenderOptions, 'language'> = {},
): string {
  return `${JSON.stringify(createReport(head, screenings, language), null, 2).split('\n').map(harmless).join('\n')}\n`
}

/**
 * One line of JSON Lines: a document, as soon as it is screened, or the end of the report. The end is the line that has
 * `summary`; a stream without it was cut off.
 *
 * What would act on a terminal is written in JSON's own escapes, which are those of `harmless`: the values stay the
 * same, since JSON has no such character outside of strings.
 * @example
 * for (const screening of screenings) process.stdout.write(renderJsonLine(reportDocument(screening, 'en')))
 * process.stdout.write(renderJsonLine(reportEnd(head, summarise(screenings))))
 */
export function renderJsonLine(line: ReportDocument | ReportEnd): string {
  return `${harmless(JSON.stringify(line))}\n`
}
