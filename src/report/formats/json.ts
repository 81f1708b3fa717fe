import type { Screening } from '../../model/index.js'
import { createReport, type ReportDocument, type ReportEnd, type ReportHead } from '../report.js'
import { escapeControls } from '../text/escape-controls.js'
import type { RenderOptions } from './render-options.js'

/**
 * The report as one JSON text, `secrecy-screen/report/v2`, indented by two spaces, with a line end.
 * @example
 * await writeFile('report.json', renderJson(head, screenings, { language: 'en' }))
 */
export function renderJson(
  head: ReportHead, screenings: readonly Screening[], { language = 'zh-CN' }: Pick<RenderOptions, 'language'> = {},
): string {
  const lines = JSON.stringify(createReport(head, screenings, language), null, 2).split('\n')
  return `${lines.map(escapeControls).join('\n')}\n`
}

/**
 * One line of JSON Lines: a document, as soon as it is screened, or the end of the report. The end is the line that has
 * `summary`; a stream without it was cut off.
 *
 * Control characters are escaped. The escapes of `escapeControls` are those of JSON, so the values stay the same.
 * @example
 * for (const screening of screenings) process.stdout.write(renderJsonLine(reportDocument(screening, 'en')))
 * process.stdout.write(renderJsonLine(reportEnd(head, summarise(screenings))))
 */
export function renderJsonLine(line: ReportDocument | ReportEnd): string {
  return `${escapeControls(JSON.stringify(line))}\n`
}
