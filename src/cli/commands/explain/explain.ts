import { existsSync } from 'node:fs'
import { codeOf, readBounded } from '../../../source/files/bounded-file.js'
import { LEFT_TITLES } from '../../../judge/index.js'
import { loadLaws, type Law } from '../../../lexicon/index.js'
import {
  leftKindOf, leftSeverity, LIMITS, ScreenError, type Finding, type Screening, type Verdict,
} from '../../../model/index.js'
import { fill } from '../../../report/messages/index.js'
import { loadSegmenter } from '../../../segment/index.js'
import type { ExitStatus } from '../../exit-status.js'
import { fieldLines, type Field } from '../../output/fields.js'
import type { CommandContext } from '../command.js'
import { loadActiveLexicons, type ActiveLexicons } from '../lexicon/active-lexicons.js'
import { ruleFields } from '../lexicon/rule-fields.js'
import { findingFields, type ExplainedFinding } from './finding-fields.js'
import { explainLayout } from './layout.js'
import { screenBytes } from './screen-file.js'

/**
 * `screen explain`: explains a rule (its basis and terms), a finding of a file by its fingerprint (the normalised
 * text, the words around it, and the reasons for and against), or the layout of a file (`explainLayout`). Text of the
 * document is shown only on a terminal, with its values masked, or with `--reveal`.
 * @throws ScreenError `usage` or `configuration`
 */
export async function explain(context: CommandContext): Promise<ExitStatus> {
  const { operands: [id = '', file], options, io, messages } = context
  const active = await loadActiveLexicons(context)
  const inLexicon = (name: string): boolean =>
    active.lexicons.some(({ rules }) => rules.some(({ rule }) => rule.id === name))
  const isRule = inLexicon(id) || leftKindOf(id) !== undefined
  if (!isRule && file === undefined && existsSync(id)) return explainLayout(id, active, context)
  if (!isRule && !FINGERPRINT.test(id)) throw new ScreenError('unknown-rule-or-fingerprint', { id })
  if (!isRule && file === undefined) throw new ScreenError('explain-file-needed')
  const selector = isRule ? { rule: id } : { fingerprint: id }
  const found = file === undefined ? [] : await findingsIn(file, selector, active, context)
  if (!isRule && found.length === 0) throw new ScreenError('no-such-finding', { file: file!, id })
  const rules = isRule ? [id] : [...new Set(found.map(({ finding }) => finding.rule))]
  const laws = await loadLaws()
  const sections = [
    ...rules.map((rule) =>
      (inLexicon(rule) ? fieldsOf(rule, active, laws, context) : leftFields(rule, active, context))),
    ...found.map((one) => findingFields(one, messages)),
  ]
  if (options.format === 'json') await io.stdout.write(`${JSON.stringify(jsonOf(sections, found), null, 2)}\n`)
  else await io.stdout.write(sections.map(fieldLines).join('\n'))
  return 0
}

/** Eight digits are enough to identify a finding of a file. */
const FINGERPRINT = /^[0-9a-f]{8,32}$/
/** How many findings of a rule in one file are explained. */
const MAX_FINDINGS = 50

function fieldsOf(
  id: string, { lexicons }: ActiveLexicons, laws: readonly Law[], { messages, language, options }: CommandContext,
): Field[] {
  const home = lexicons.find(({ rules }) => rules.some(({ rule }) => rule.id === id))!
  const rule = home.rules.find((one) => one.rule.id === id)!
  return ruleFields(home, rule, messages, language, options.reveal === true, laws)
}

/** A rule of content left in a document, which is in no lexicon. */
function leftFields(id: string, { settings }: ActiveLexicons, { messages, language }: CommandContext): Field[] {
  const kind = leftKindOf(id)
  if (!kind) return [[messages.lexicon.rule, id]]
  const severity = leftSeverity(kind, settings.left)
  return [
    [messages.lexicon.rule, id], [messages.lexicon.title, LEFT_TITLES[kind][language]],
    [messages.lexicon.category, messages.categories['left-behind']],
    [messages.lexicon.severity, severity === 'off' ? messages.policy.says.off : messages.severities[severity]],
    [messages.left.removal, messages.leftAdvice[kind]],
  ]
}

/** Selects findings by rule or by the start of their fingerprint. */
interface Selector {
  readonly rule?: string
  readonly fingerprint?: string
}

async function findingsIn(
  file: string, { rule, fingerprint }: Selector, active: ActiveLexicons, context: CommandContext,
): Promise<readonly ExplainedFinding[]> {
  const { settings } = active
  const bytes = await readBounded(file, settings.limits.inputBytes ?? LIMITS.inputBytes).catch((cause: unknown) => {
    throw new ScreenError('file-unreadable', { file, code: codeOf(cause) })
  })
  const isSelected = (finding: Finding) =>
    finding.rule === rule || (fingerprint !== undefined && finding.fingerprint.startsWith(fingerprint))
  return (await explainedIn(bytes, file, isSelected, active, context)).found
}

/** Findings of a document, each as it may be shown and as it is in the document, and the verdict. */
export async function explainedIn(
  bytes: Uint8Array, file: string, isSelected: (finding: Finding) => boolean,
  { settings }: ActiveLexicons, { options: { reveal }, io, messages }: CommandContext,
): Promise<{ readonly found: readonly ExplainedFinding[]; readonly verdict: Verdict }> {
  const screenWith = (shownValues: boolean) => screenBytes(bytes, file, settings, { reveal: shownValues }, io)
  const rawScreenings = await screenWith(true)
  const raw = select(rawScreenings, isSelected)
  const shown = reveal ? raw : select(await screenWith(false), isSelected)
  if (shown.some(({ incomplete }) => incomplete)) await io.stderr.write(`${fill(messages.explain.unread, { file })}\n`)
  const segmenter = settings.segmenter === 'none' ? undefined : await loadSegmenter(settings.segmenter)
  const showContext = reveal === true || io.stdout.isTTY
  const found = shown.slice(0, MAX_FINDINGS).map((one, index) =>
    ({ ...one, raw: raw[index]!.finding, showContext, ...(segmenter && { segmenter }) }))
  return { found, verdict: rawScreenings[0]!.verdict }
}

interface SelectedFinding {
  readonly finding: Finding
  readonly path: string
  readonly suppressed: boolean
  /** Its document has gaps. */
  readonly incomplete: boolean
}

function select(screenings: readonly Screening[], matches: (finding: Finding) => boolean): SelectedFinding[] {
  return screenings.flatMap(({ path, findings, suppressed, gaps }) => [
    ...findings.filter(matches).map((finding) => ({ finding, path, suppressed: false, incomplete: gaps.length > 0 })),
    ...suppressed.filter(matches).map((finding) => ({ finding, path, suppressed: true, incomplete: gaps.length > 0 })),
  ])
}

/** The findings with their codes, and the sections as sentences. */
function jsonOf(sections: readonly (readonly Field[])[], found: readonly ExplainedFinding[]): object {
  const findings = found.map(({ finding, suppressed, path }) => {
    const { rule, severity, fingerprint, match, location, reasons } = finding
    return { path, rule, severity, fingerprint, suppressed, match, location, reasons }
  })
  const sentences = sections.map((fields) => fields.map(([label, text]) => ({ label, text })))
  return { schema: 'secrecy-screen/explain/v1', findings, sections: sentences }
}
