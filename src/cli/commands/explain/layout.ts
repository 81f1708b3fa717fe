import { maskPath } from '../../../mask/index.js'
import type { DocumentFacts, Finding, Screening } from '../../../model/index.js'
import type { Language } from '../../../report/language.js'
import { fill, type Messages } from '../../../report/messages/index.js'
import { placeSentence } from '../../../report/sentences/index.js'
import type { ExitStatus } from '../../exit-status.js'
import { fieldLines, type Field } from '../../output/fields.js'
import type { CommandContext } from '../command.js'
import type { ActiveLexicons } from '../lexicon/active-lexicons.js'
import { screenFile } from './screen-file.js'

/**
 * Shows the layout of a file, and of the documents in it: its facts as an official document, and for each finding
 * where it stands. Facts that are text of the document are shown on a terminal or with `--reveal`; values are masked.
 */
export async function explainLayout(
  file: string, { settings }: ActiveLexicons, { options, io, messages, language }: CommandContext,
): Promise<ExitStatus> {
  const { reveal = false, format } = options
  const heading: boolean = reveal || io.stdout.isTTY
  const screenings = await screenFile(file, settings, { reveal, heading }, io)
  if (screenings.some(({ gaps }) => gaps.length > 0)) {
    await io.stderr.write(`${fill(messages.explain.unread, { file })}\n`)
  }
  if (format === 'json') await io.stdout.write(`${JSON.stringify(jsonOf(screenings), null, 2)}\n`)
  else {
    const sections = screenings.map((screening) => fieldLines(layoutFields(screening, messages, language)))
    await io.stdout.write(sections.join('\n'))
  }
  return 0
}

function layoutFields({ path, facts = {}, findings }: Screening, messages: Messages, language: Language): Field[] {
  const keys = Object.keys(messages.documentFacts) as (keyof DocumentFacts)[]
  const known = keys.flatMap((key): Field[] =>
    facts[key] === undefined ? [] : [[messages.documentFacts[key], factText(key, facts, messages)]])
  return [
    [messages.layout.file, maskPath(path)],
    ...(known.length > 0 ? known : [['', messages.layout.none] as const]),
    ...findings.map((finding): Field =>
      [messages.severities[finding.severity], findingText(finding, messages, language)]),
  ]
}

function factText(key: keyof DocumentFacts, facts: DocumentFacts, messages: Messages): string {
  if (key === 'form') return messages.layoutForms[facts.form!]
  if (key === 'disclosure') return messages.disclosures[facts.disclosure!]
  const value = facts[key]!
  return typeof value === 'string' ? value : value.join(messages.report.list)
}

function findingText({ title, match, location, region }: Finding, messages: Messages, language: Language): string {
  const standing = region ? messages.regions[region] : messages.layout.text
  return [
    title[language], match, placeSentence(location, messages), `${messages.layout.region}: ${standing}`,
  ].join(' · ')
}

/** The facts and regions as codes. */
function jsonOf(screenings: readonly Screening[]): object {
  const documents = screenings.map(({ path, facts, findings }) => ({
    path,
    ...(facts && { facts }),
    findings: findings.map(({ rule, severity, fingerprint, match, location, region }) =>
      ({ rule, severity, fingerprint, match, location, ...(region && { region }) })),
  }))
  return { schema: 'secrecy-screen/explain/v1', documents }
}
