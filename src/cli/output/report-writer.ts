import type { Screening } from '../../model/index.js'
import {
  addToSummary, csvEnd, csvHead, csvRows, emptySummary, renderGithub, renderGitlab, renderHtml, renderJson,
  renderJsonLine, renderJunit, renderSarif, renderTerminal, reportDocument, reportEnd, type HtmlOptions,
  type Language, type RenderOptions, type ReportHead, type TerminalOptions,
} from '../../report/index.js'
import type { Format } from '../command-line/choices.js'

/** Turns screenings into the text of a report, one at a time. */
export interface ReportWriter {
  /** The text to write now; empty for formats that are written at the end. */
  add(screening: Screening): string
  end(head: ReportHead): string
}

/** The options of all formats. */
export type WriterOptions = TerminalOptions & RenderOptions & HtmlOptions & { readonly language: Language }

type Render = (head: ReportHead, screenings: readonly Screening[], options: WriterOptions) => string

/** The formats that are written when every document has been screened. */
const RENDERERS: Readonly<Record<Exclude<Format, 'jsonl' | 'csv'>, Render>> = {
  terminal: renderTerminal,
  json: renderJson,
  sarif: renderSarif,
  junit: renderJunit,
  github: renderGithub,
  gitlab: renderGitlab,
  html: renderHtml,
}

export function createReportWriter(format: Format, options: WriterOptions): ReportWriter {
  const { language } = options
  if (format === 'jsonl') {
    let summary = emptySummary()
    return {
      add: (screening) => {
        summary = addToSummary(summary, screening)
        return renderJsonLine(reportDocument(screening, language))
      },
      end: (head) => renderJsonLine(reportEnd(head, summary)),
    }
  }
  if (format === 'csv') {
    let head = csvHead(options)
    const take = (rows: string): string => {
      const text = head + rows
      head = ''
      return text
    }
    return { add: (screening) => take(csvRows(screening, options)), end: (end) => take(csvEnd(end, options)) }
  }
  const screenings: Screening[] = []
  return {
    add: (screening) => {
      screenings.push(screening)
      return ''
    },
    end: (head) => RENDERERS[format](head, screenings, options),
  }
}
