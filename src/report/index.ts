// Texts of a finding, a gap, a verdict
export {
  describe, describeGap, describeVerdict, type FindingDescription, type VerdictDescription,
} from './describe.js'
export { LANGUAGES, type Language } from './language.js'
export { formatMessage, type MessageKey } from './messages/message-key.js'

// Reports: the whole of one, as a string
export { renderCsv } from './formats/csv.js'
export { renderGithub } from './formats/github.js'
export { renderGitlab } from './formats/gitlab.js'
export { renderHtml, type HtmlOptions } from './formats/html/page.js'
export { renderJson } from './formats/json.js'
export { renderJunit } from './formats/junit.js'
export type { RenderOptions } from './formats/render-options.js'
export { renderSarif } from './formats/sarif/sarif.js'
export { renderTerminal, renderTerminalDocument, type TerminalOptions } from './formats/terminal/terminal.js'
export { renderForm, type RenderFormOptions } from './form/render-form.js'

// Reports: piece by piece, as documents come
export { csvEnd, csvHead, csvRows } from './formats/csv.js'
export { renderJsonLine } from './formats/json.js'
export {
  addToSummary, createReport, createReportHead, emptySummary, gravestVerdict, reportDocument, reportEnd, summarise,
  type Report, type ReportDocument, type ReportEnd, type ReportFacts, type ReportFinding, type ReportHead, type Summary,
} from './report.js'
