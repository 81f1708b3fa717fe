import { createHash } from 'node:crypto'
import type { Policy, Screening, Severity } from '../../model/index.js'
import { findingSentence } from '../sentences/finding-sentence.js'
import { isUsualContent } from '../sentences/left-sentence.js'
import { escapeControls } from '../text/escape-controls.js'
import { shownPath } from '../text/shown-path.js'
import { messagesIn } from '../messages/index.js'
import { fileLine, fileLocator, type FileLocation } from './file-location.js'
import type { ReportHead } from '../report.js'
import type { RenderOptions } from './render-options.js'
import { gapSentence } from '../sentences/gap-sentence.js'
import { policyRemarks } from '../sentences/policy-sentence.js'

/**
 * The report as a Code Quality report of GitLab: a JSON array with an entry for each finding and gap, each with a
 * fingerprint of its own.
 * @example
 * await writeFile('gl-code-quality-report.json', renderGitlab(head, screenings, { base: process.cwd() }))
 */
export function renderGitlab(
  { policy }: ReportHead, screenings: readonly Screening[], { language = 'zh-CN', base }: RenderOptions = {},
): string {
  const messages = messagesIn(language)
  const place = fileLocator(screenings, base)
  const unique = uniqueDigests()
  const entries = screenings.flatMap((screening): Entry[] => {
    const { path, findings, gaps } = screening
    const file = place(path)
    return [
      ...findings.filter((one) => !isUsualContent(one)).map((finding) => ({
        description: memberPrefix(file) + findingSentence(finding, messages, language),
        check_name: finding.rule,
        fingerprint: unique(['finding', file.file, file.member ?? '', finding.fingerprint]),
        severity: SEVERITIES[finding.severity],
        location: { path: file.file, lines: { begin: fileLine(finding, screening, file)?.line ?? NO_LINE } },
      })),
      ...gaps.map((gap) => ({
        description: memberPrefix(file) + gapSentence(gap, messages),
        check_name: `gap.${gap.reason}`,
        fingerprint: unique(['gap', file.file, file.member ?? '', gap.piece, gap.reason]),
        severity: 'major',
        location: { path: file.file, lines: { begin: NO_LINE } },
      })),
    ]
  })
  for (const { rule, sentence } of policyRemarks(policy, messages)) {
    entries.push({
      description: sentence,
      check_name: rule,
      fingerprint: unique([rule, sentence]),
      severity: 'info',
      location: { path: policyFile(policy!), lines: { begin: NO_LINE } },
    })
  }
  return `${JSON.stringify(entries, null, 2).split('\n').map(escapeControls).join('\n')}\n`
}

interface Entry {
  readonly description: string
  readonly check_name: string
  readonly fingerprint: string
  readonly severity: string
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } }
}

/** GitLab requires a file: the configuration, or else the first file that is not shipped. */
function policyFile({ files }: Policy): string {
  const file = files.find(({ kind }) => kind === 'configuration') ?? files.find(({ source }) => source !== 'shipped')
  return file?.path ?? '.'
}

const SEVERITIES = { block: 'blocker', review: 'major', note: 'info' } as const satisfies Record<Severity, string>

function memberPrefix({ member }: FileLocation): string {
  return member === undefined ? '' : `${shownPath(member)} · `
}

/** GitLab requires a line number. */
const NO_LINE = 1

/** GitLab merges entries with the same fingerprint, so equal ones are counted. No value of a document is hashed. */
function uniqueDigests(): (fields: readonly string[]) => string {
  const seen = new Map<string, number>()
  return (fields) => {
    const key = JSON.stringify(fields)
    const before = seen.get(key) ?? 0
    seen.set(key, before + 1)
    return createHash('sha256').update(key).update(String(before)).digest('hex').slice(0, 32)
  }
}
