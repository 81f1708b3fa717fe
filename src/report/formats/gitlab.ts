import { createHash } from 'node:crypto'
import type { Screening, Severity } from '../../model/index.js'
import { findingSentence } from '../sentences/finding-sentence.js'
import { harmless } from '../text/harmless.js'
import { messages } from '../messages/index.js'
import { fileLine, filePlaces, type FilePlace } from './file-places.js'
import type { ReportHead } from '../report.js'
import type { RenderOptions } from './render-options.js'
import { gapSentence } from '../sentences/gap-sentence.js'

/**
 * GitLab's Code Quality report: a JSON array with one entry a finding and a gap, each with a fingerprint of its own.
 * @example
 * await writeFile('gl-code-quality-report.json', renderGitlab(head, screenings, { base: process.cwd() }))
 */
export function renderGitlab(
  _: ReportHead, screenings: readonly Screening[], { language = 'zh-CN', base }: RenderOptions = {},
): string {
  const say = messages(language)
  const place = filePlaces(screenings, base)
  const unique = uniqueDigests()
  const entries = screenings.flatMap((screening) => {
    const { path, findings, gaps } = screening
    const file = place(path)
    return [
      ...findings.map((finding) => ({
        description: inside(file) + findingSentence(finding, say, language),
        check_name: finding.rule,
        fingerprint: unique(['finding', file.file, file.member ?? '', finding.fingerprint]),
        severity: SEVERITIES[finding.severity],
        location: { path: file.file, lines: { begin: fileLine(finding, screening, file)?.line ?? NO_LINE } },
      })),
      ...gaps.map((gap) => ({
        description: inside(file) + gapSentence(gap, say),
        check_name: `gap.${gap.reason}`,
        fingerprint: unique(['gap', file.file, file.member ?? '', gap.piece, gap.reason]),
        severity: 'major',
        location: { path: file.file, lines: { begin: NO_LINE } },
      })),
    ]
  })
  return `${JSON.stringify(entries, null, 2).split('\n').map(harmless).join('\n')}\n`
}

const SEVERITIES = { block: 'blocker', review: 'major', note: 'info' } as const satisfies Record<Severity, string>

function inside({ member }: FilePlace): string {
  return member === undefined ? '' : `${harmless(member)} · `
}

/** The host wants a line of every entry. */
const NO_LINE = 1

/** Entries with one fingerprint are taken for one entry: what is alike is counted. Nothing hashed here is a value. */
function uniqueDigests(): (fields: readonly string[]) => string {
  const seen = new Map<string, number>()
  return (fields) => {
    const key = JSON.stringify(fields)
    const before = seen.get(key) ?? 0
    seen.set(key, before + 1)
    return createHash('sha256').update(key).update(String(before)).digest('hex').slice(0, 32)
  }
}
