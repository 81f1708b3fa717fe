import { codeOf, digestOfFile } from '../../source/files/bounded-file.js'
import { compile } from '../../lexicon/index.js'
import { localDay, ScreenError, withLexiconWeakenings } from '../../model/index.js'
import { maskText } from '../../mask/index.js'
import { fill, type Messages } from '../../report/messages/index.js'
import { escapeControls, shownPath } from '../../report/text/index.js'
import type { ScreeningRecord } from '../../report/record.js'
import type { ExitStatus } from '../exit-status.js'
import { shortfallsOf, type RequiredPolicy, type Shortfall } from '../screening/policy-shortfalls.js'
import type { ChainedRecord } from '../screening/record-chain.js'
import { latestOf, openRecords, recordsNamed, type Records } from '../screening/record-folder.js'
import { emptyTree } from '../settings/policy-tree.js'
import type { CommandContext } from './command.js'
import { loadActiveLexicons } from './lexicon/active-lexicons.js'

/** What the records say about a file. `weaker`, `unsealed`: it was screened as clear, and that is not enough. */
export type Standing = 'cleared' | 'not-cleared' | 'partly' | 'weaker' | 'unsealed' | 'changed' | 'unrecorded'

/** A file to be published, with the latest record of its content or, if there is none, of its name. */
interface Verified {
  readonly file: string
  readonly sha256: string
  readonly standing: Standing
  readonly record?: ScreeningRecord
  /** Whether the seal of the record holds; absent for a record that is in no chain. */
  readonly seal?: ChainedRecord['seal']
  /** How its policy is weaker than the required one. */
  readonly shortfalls: readonly Shortfall[]
  readonly rulesetChanged: boolean
  readonly damaged: readonly string[]
}

/**
 * `screen verify <file...> --record DIR`: checks that each file is byte for byte one that was screened as clear, with
 * at least the policy that the command is given: without `--policy`, `--config` and `--lexicon` the shipped rules. The
 * latest record of a content counts; with a key only records that the key sealed. Status 0 if all files are cleared, 1
 * if one was screened and is not clear, 3 if one has no record that counts.
 * @throws ScreenError `usage` or `configuration`
 */
export async function verify(context: CommandContext): Promise<ExitStatus> {
  const { operands, options, io, messages } = context
  const { record: folder } = options
  if (folder === undefined) throw new ScreenError('missing-value', { option: '--record' })
  const isNamed = options.config !== undefined || options.policy !== undefined
  const scope = { fromChange: true, ...(!isNamed && { tree: emptyTree() }) }
  const { lexicons, settings, ruleset } = await loadActiveLexicons(context, scope)
  const required: RequiredPolicy = {
    digest: compile(lexicons, { on: localDay() }).digest, lexicons,
    policy: withLexiconWeakenings(settings.policy, ruleset.weakenings),
  }
  const records = await openRecords(folder, settings.key)
  const files: Verified[] = []
  for (const file of operands) files.push(await verifyFile(file, records, required, io.signal))
  const text = options.format === 'json'
    ? `${JSON.stringify(jsonOf(files, records, required), null, 2)}\n`
    : [...chainSentences(records, messages), ...files.flatMap((one) => sentences(one, required.digest, messages))]
      .map((line) => `${line}\n`).join('')
  await io.stdout.write(text)
  return statusOf(files)
}

function jsonOf(files: readonly Verified[], { broken }: Records, { digest }: RequiredPolicy): object {
  return { schema: 'secrecy-screen/verify/v1', ruleset: digest, brokenChainLines: broken, files }
}

function chainSentences({ folder, broken }: Records, messages: Messages): string[] {
  const file = shownPath(folder)
  return broken > 0 ? [fill(messages.verify.brokenChain, { file, count: broken })] : []
}

async function verifyFile(
  file: string, records: Records, required: RequiredPolicy, signal: AbortSignal,
): Promise<Verified> {
  const sha256 = await digestOf(file, signal)
  const { latest, damaged } = await records.of(sha256)
  if (latest) {
    const { record, seal } = latest
    const shortfalls = shortfallsOf(record, required)
    const isUnchecked = records.keyed || records.broken > 0 || (seal === 'none' && record.sealed === true)
    const isUnsealed = records.rearranged || (seal !== 'valid' && isUnchecked)
    const rulesetChanged = record.ruleset.digest !== required.digest
    const standing = standingOf(record, shortfalls, isUnsealed)
    return { file, sha256, standing, record, ...(seal && { seal }), shortfalls, rulesetChanged, damaged }
  }
  const named = latestOf((await recordsNamed(records.folder, file)).records)
  const standing = named ? 'changed' : 'unrecorded'
  return { file, sha256, standing, ...(named && { record: named }), shortfalls: [], rulesetChanged: false, damaged }
}

async function digestOf(file: string, signal: AbortSignal): Promise<string> {
  try {
    return await digestOfFile(file, signal)
  } catch (cause) {
    signal.throwIfAborted()
    throw new ScreenError('file-unreadable', { file, code: codeOf(cause) }, { cause })
  }
}

function standingOf(
  { verdict, scope }: ScreeningRecord, shortfalls: readonly Shortfall[], isUnsealed: boolean,
): Standing {
  if (verdict !== 'clear') return 'not-cleared'
  if (scope !== 'whole') return 'partly'
  if (isUnsealed) return 'unsealed'
  return shortfalls.length > 0 ? 'weaker' : 'cleared'
}

function statusOf(files: readonly Verified[]): 0 | 1 | 3 {
  if (files.some(({ standing }) => standing === 'not-cleared' || standing === 'partly')) return 1
  return files.every(({ standing }) => standing === 'cleared') ? 0 : 3
}

const SENTENCES = {
  'cleared': 'cleared',
  'not-cleared': 'notCleared',
  'partly': 'partly',
  'weaker': 'weaker',
  'unsealed': 'unsealed',
  'changed': 'changed',
  'unrecorded': 'unrecorded',
} as const satisfies Record<Standing, keyof Messages['verify']>

const SHORTFALLS = {
  'rules': 'weakerRules', 'fail-on': 'weakerThreshold', 'waivers': 'unkeyedWaivers',
} as const satisfies Record<Shortfall, keyof Messages['verify']>

const SEALS = {
  valid: 'sealValid', unchecked: 'sealUnchecked', none: 'sealNone',
} as const satisfies Record<ChainedRecord['seal'], keyof Messages['verify']>

function sentences(
  { file, standing, record, seal, shortfalls, rulesetChanged, damaged }: Verified, digest: string, messages: Messages,
): string[] {
  const verdict = record ? messages.verdicts[record.verdict] : ''
  const values = { file: shownPath(file), time: record?.time ?? '', verdict }
  return [
    fill(messages.verify[SENTENCES[standing]], values),
    ...(record ? recordSentences(record, messages) : []),
    ...shortfalls.map((shortfall) => messages.verify[SHORTFALLS[shortfall]]),
    ...(record && showsSeal(standing, seal) ? [messages.verify[SEALS[seal ?? 'none']]] : []),
    ...(rulesetChanged ? [fill(messages.verify.rulesetChanged, { digest: short(digest) })] : []),
    ...damaged.map((name) => fill(messages.verify.damaged, { file: name })),
  ]
}

/** The seal of one line is no proof where other lines of the chain are missing. */
function showsSeal(standing: Standing, seal: Verified['seal']): boolean {
  return standing !== 'changed' && !(standing === 'unsealed' && seal === 'valid')
}

function recordSentences({ time, operator, ruleset, tool, findings }: ScreeningRecord, messages: Messages): string[] {
  const texts = { operator: maskText(operator), digest: short(ruleset.digest), tool: tool.name, version: tool.version }
  const escaped = Object.entries({ time, ...texts }).map(([name, text]) => [name, escapeControls(text)] as const)
  const values = Object.fromEntries(escaped)
  const waived = findings.waived > 0 ? [fill(messages.verify.waived, { count: findings.waived })] : []
  return [fill(messages.verify.screened, values), ...waived]
}

/** Enough of a digest to compare by eye. */
function short(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12)
}
