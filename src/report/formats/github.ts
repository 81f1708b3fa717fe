import type { Screening, Severity } from '../../model/index.js'
import { findingGrounds, findingSentence } from '../sentences/finding-sentence.js'
import { harmless } from '../text/harmless.js'
import { fill, messages } from '../messages/index.js'
import { fileLine, filePlaces, type FilePlace } from './file-places.js'
import { gravestVerdict, summarise, type ReportHead } from '../report.js'
import type { RenderOptions } from './render-options.js'
import { gapSentence } from '../sentences/gap-sentence.js'

/**
 * Workflow commands of GitHub Actions: one annotation a finding and a gap, and a last line with verdict and counts. The
 * host shows ten annotations of a kind for each step and keeps all lines in the log.
 * @example
 * process.stdout.write(renderGithub(head, screenings, { base: process.cwd() }))
 */
export function renderGithub(
  _: ReportHead, screenings: readonly Screening[], { language = 'zh-CN', base }: RenderOptions = {},
): string {
  const say = messages(language)
  const place = filePlaces(screenings, base)
  const lines = screenings.flatMap((screening) => {
    const { path, findings, gaps } = screening
    const file = place(path)
    return [
      ...findings.map((finding) => command(LEVELS[finding.severity], file, {
        ...annotated(fileLine(finding, screening, file)),
        title: harmless(finding.title[language]),
      }, [findingSentence(finding, say, language), ...findingGrounds(finding, say)])),
      ...gaps.map((gap) => command('warning', file, { title: say.verdicts.incomplete }, [gapSentence(gap, say)])),
    ]
  })
  const summary = summarise(screenings)
  const counts = `${say.verdicts.block} ${summary.block} · ${say.verdicts.review} ${summary.review} · ` +
    `${say.verdicts.incomplete} ${summary.incomplete} · ${say.verdicts.clear} ${summary.clear}`
  const total = fill(say.report.summaryDocuments, { documents: summary.documents })
  return [...lines, `${say.verdicts[gravestVerdict(summary)]} · ${total} · ${counts}`, ''].join('\n')
}

const LEVELS = { block: 'error', review: 'warning', note: 'notice' } as const satisfies Record<Severity, string>

function annotated(at: ReturnType<typeof fileLine>): Properties {
  return at ? { line: at.line, col: at.column } : {}
}

type Properties = Readonly<Record<string, string | number | undefined>>

function command(
  level: string, { file, member }: FilePlace, properties: Properties, message: readonly string[],
): string {
  const all: Properties = { file: harmless(file), ...properties }
  const told = Object.entries(all).filter(([, value]) => value !== undefined)
  const list = told.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',')
  const lines = [...(member === undefined ? [] : [harmless(member)]), ...message]
  return `::${level} ${list}::${escapeData(lines.join('\n'))}`
}

function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C')
}
