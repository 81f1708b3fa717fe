import type { Screening, Severity } from '../../model/index.js'
import { findingDetails, findingSentence } from '../sentences/finding-sentence.js'
import { isUsualContent } from '../sentences/left-sentence.js'
import { escapeControls } from '../text/escape-controls.js'
import { shownPath } from '../text/shown-path.js'
import { fill, messagesIn } from '../messages/index.js'
import { fileLine, fileLocator, type FileLocation } from './file-location.js'
import { gravestVerdict, summarise, type ReportHead } from '../report.js'
import type { RenderOptions } from './render-options.js'
import { gapSentence } from '../sentences/gap-sentence.js'
import { policyRemarks } from '../sentences/policy-sentence.js'

/**
 * The report as workflow commands of GitHub Actions: an annotation for each finding and gap, and a last line with the
 * verdict and the counts. GitHub shows ten annotations of a kind for each step; the log has all of them.
 * @example
 * process.stdout.write(renderGithub(head, screenings, { language: 'en', base: process.cwd() }))
 */
export function renderGithub(
  head: ReportHead, screenings: readonly Screening[], { language = 'zh-CN', base }: RenderOptions = {},
): string {
  const messages = messagesIn(language)
  const place = fileLocator(screenings, base)
  const lines = screenings.flatMap((screening) => {
    const { path, findings, gaps } = screening
    const file = place(path)
    return [
      ...findings.filter((one) => !isUsualContent(one)).map((finding) => command(LEVELS[finding.severity], file, {
        ...annotated(fileLine(finding, screening, file)),
        title: escapeControls(finding.title[language]),
      }, [findingSentence(finding, messages, language), ...findingDetails(finding, messages)])),
      ...gaps.map((gap) =>
        command('warning', file, { title: messages.verdicts.incomplete }, [gapSentence(gap, messages)])),
    ]
  })
  const summary = summarise(screenings)
  const counts = `${messages.verdicts.block} ${summary.block} · ${messages.verdicts.review} ${summary.review} · ` +
    `${messages.verdicts.incomplete} ${summary.incomplete} · ${messages.verdicts.clear} ${summary.clear}`
  const total = fill(messages.report.summaryDocuments, { documents: summary.documents })
  const notices = policyRemarks(head.policy, messages).map(({ rule, sentence }) =>
    `::notice title=${rule}::${escapeData(sentence)}`)
  return [...lines, ...notices, `${messages.verdicts[gravestVerdict(summary)]} · ${total} · ${counts}`, ''].join('\n')
}

const LEVELS = { block: 'error', review: 'warning', note: 'notice' } as const satisfies Record<Severity, string>

function annotated(at: ReturnType<typeof fileLine>): Properties {
  return at ? { line: at.line, col: at.column } : {}
}

type Properties = Readonly<Record<string, string | number | undefined>>

function command(
  level: string, { file, member, gone }: FileLocation, properties: Properties, message: readonly string[],
): string {
  // An annotation of a file that is not there would be shown nowhere: the text names it, with its commit.
  const all: Properties = gone ? properties : { file: escapeControls(file), ...properties }
  const given = Object.entries(all).filter(([, value]) => value !== undefined)
  const list = given.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',')
  const path = [...(gone ? [file] : []), ...(member === undefined ? [] : [member])].join('!')
  const lines = [...(path === '' ? [] : [shownPath(path)]), ...message]
  return `::${level} ${list}::${escapeData(lines.join('\n'))}`
}

function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C')
}
