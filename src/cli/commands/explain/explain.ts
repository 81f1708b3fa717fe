import { readFile } from 'node:fs/promises'
import type { Finding, Screening } from '../../../model/index.js'
import { ScreenError } from '../../../model/index.js'
import { fill, type Messages } from '../../../report/index.js'
import { createScreener } from '../../../screener.js'
import { loadSegmenter } from '../../../segment/index.js'
import type { ExitStatus } from '../../exit-status.js'
import { findingFields, type Explained } from './finding-fields.js'
import { lexiconsInForce, type InForce } from '../lexicon/active-lexicons.js'
import { fieldLines, type Field } from '../../output/fields.js'
import { ruleFields } from '../lexicon/rule-fields.js'
import type { CommandRun } from '../command.js'

/**
 * `screen explain`: a rule with its ground and words; or a finding of a file, by its fingerprint, with the text as it
 * is compared, the words around it, and the signs for and against. A sentence of the document is shown on a terminal
 * alone, its values masked, unless `--reveal` says otherwise. @throws ScreenError `usage` or `configuration`
 */
export async function explain(run: CommandRun): Promise<ExitStatus> {
  const { operands: [id = '', file], given, io, say } = run
  const inForce = await lexiconsInForce(run)
  const isRule = inForce.lexicons.some(({ rules }) => rules.some(({ rule }) => rule.id === id))
  if (!isRule && !FINGERPRINT.test(id)) throw new ScreenError('unknown-rule-or-fingerprint', { id })
  if (!isRule && file === undefined) throw new ScreenError('explain-file-needed')
  const asked = isRule ? { rule: id } : { fingerprint: id }
  const found = file === undefined ? [] : await explainedIn(file, asked, inForce, run)
  if (!isRule && found.length === 0) throw new ScreenError('no-such-finding', { file: file!, id })
  const rules = isRule ? [id] : [...new Set(found.map(({ finding }) => finding.rule))]
  const sections = [
    ...rules.map((rule) => fieldsOf(rule, inForce, run)),
    ...found.map((one) => findingFields(one, say)),
  ]
  if (given.format === 'json') await io.stdout.write(`${JSON.stringify(jsonOf(sections, found), null, 2)}\n`)
  else await io.stdout.write(sections.map(fieldLines).join('\n'))
  return 0
}

/** Enough of a fingerprint to mean one finding of a file. */
const FINGERPRINT = /^[0-9a-f]{8,32}$/
/** A rule's findings in a file that are explained one by one. */
const MOST = 50

function fieldsOf(id: string, { lexicons }: InForce, { say, language, given }: CommandRun): Field[] {
  const home = lexicons.find(({ rules }) => rules.some(({ rule }) => rule.id === id))!
  return ruleFields(home, home.rules.find(({ rule }) => rule.id === id)!, say, language, given.reveal === true)
}

interface Asked {
  readonly rule?: string
  readonly fingerprint?: string
}

/** The findings asked for, each as it may be shown and as it stands: the words are cut where the document has them. */
async function explainedIn(
  file: string, asked: Asked, { settings }: InForce, { given, io, say }: CommandRun,
): Promise<Explained[]> {
  const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    throw new ScreenError('file-unreadable', { file, code: cause.code ?? 'UNKNOWN' })
  })
  const { lexicons, defaultLexicons, requireSigned, waivers, key, limits, segmenter, ocr } = settings
  const options = {
    lexicons, defaultLexicons, waivers, limits, segmenter, ocr, context: true,
    ...(key && { key }),
    ...(requireSigned !== undefined && { requireSigned }),
  }
  const screenings = async (reveal: boolean) =>
    (await createScreener({ ...options, reveal })).screenAll(bytes, { name: file, signal: io.signal })
  const raw = matching(await screenings(true), asked)
  const shown = given.reveal ? raw : matching(await screenings(false), asked)
  if (shown.some(({ incomplete }) => incomplete)) await tellUnread(file, io, say)
  const words = segmenter === 'none' ? undefined : await loadSegmenter(segmenter)
  const around = given.reveal === true || io.stdout.isTTY
  return shown.slice(0, MOST).map((one, index) =>
    ({ ...one, raw: raw[index]!.finding, around, ...(words && { segmenter: words }) }))
}

async function tellUnread(file: string, io: CommandRun['io'], say: Messages): Promise<void> {
  await io.stderr.write(`${fill(say.explain.unread, { file })}\n`)
}

interface Match {
  readonly finding: Finding
  readonly path: string
  readonly suppressed: boolean
  readonly incomplete: boolean
}

function matching(screenings: readonly Screening[], { rule, fingerprint }: Asked): Match[] {
  const wanted = (finding: Finding) =>
    finding.rule === rule || (fingerprint !== undefined && finding.fingerprint.startsWith(fingerprint))
  return screenings.flatMap(({ path, findings, suppressed, gaps }) => [
    ...findings.filter(wanted).map((finding) => ({ finding, path, suppressed: false, incomplete: gaps.length > 0 })),
    ...suppressed.filter(wanted).map((finding) => ({ finding, path, suppressed: true, incomplete: gaps.length > 0 })),
  ])
}

/** Fields are sentences: for a machine, the codes stand beside them. */
function jsonOf(sections: readonly (readonly Field[])[], found: readonly Explained[]): object {
  const findings = found.map(({ finding, suppressed, path }) => {
    const { rule, severity, fingerprint, match, location, reasons } = finding
    return { path, rule, severity, fingerprint, suppressed, match, location, reasons }
  })
  const told = sections.map((fields) => fields.map(([label, text]) => ({ label, text })))
  return { schema: 'secrecy-screen/explain/v1', findings, sections: told }
}
