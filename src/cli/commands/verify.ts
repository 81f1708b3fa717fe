import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { compile } from '../../lexicon/index.js'
import { localDay, ScreenError } from '../../model/index.js'
import { fill, type Messages } from '../../report/messages/index.js'
import { escapeControls, shownPath } from '../../report/text/index.js'
import type { ScreeningRecord } from '../../report/record.js'
import type { ExitStatus } from '../exit-status.js'
import { recordsNamed, recordsOf } from '../screening/record-folder.js'
import type { CommandContext } from './command.js'
import { loadActiveLexicons } from './lexicon/active-lexicons.js'

/** What the records say about a file. */
export type Standing = 'cleared' | 'not-cleared' | 'partly' | 'changed' | 'unrecorded'

/** A file to be published, with the latest record of its content or, if there is none, of its name. */
interface Verified {
  readonly file: string
  readonly sha256: string
  readonly standing: Standing
  readonly record?: ScreeningRecord
  readonly rulesetChanged: boolean
  readonly damaged: readonly string[]
}

/**
 * `screen verify <file...> --record DIR`: checks that each file is byte for byte one that was screened as clear. The
 * latest record of a content counts. Status 0 if all files are cleared, 1 if one was screened and is not clear, 3 if
 * one has no record.
 * @throws ScreenError `usage` or `configuration`
 */
export async function verify(context: CommandContext): Promise<ExitStatus> {
  const { operands, options, io, messages } = context
  const { record: folder } = options
  if (folder === undefined) throw new ScreenError('missing-value', { option: '--record' })
  const { digest } = compile((await loadActiveLexicons(context)).lexicons, { on: localDay() })
  const files: Verified[] = []
  for (const file of operands) files.push(await verifyFile(file, folder, digest))
  const text = options.format === 'json'
    ? `${JSON.stringify({ schema: 'secrecy-screen/verify/v1', ruleset: digest, files }, null, 2)}\n`
    : files.map((one) => sentences(one, digest, messages).join('\n')).join('\n') + '\n'
  await io.stdout.write(text)
  return statusOf(files)
}

async function verifyFile(file: string, folder: string, digest: string): Promise<Verified> {
  const sha256 = await digestOf(file)
  const own = await recordsOf(folder, sha256)
  const latest = latestOf(own.records)
  const { damaged } = own
  if (latest) {
    const rulesetChanged = latest.ruleset.digest !== digest
    return { file, sha256, standing: standingOf(latest), record: latest, rulesetChanged, damaged }
  }
  const named = latestOf((await recordsNamed(folder, file)).records)
  const standing = named ? 'changed' : 'unrecorded'
  return { file, sha256, standing, ...(named && { record: named }), rulesetChanged: false, damaged }
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  try {
    for await (const piece of createReadStream(file)) hash.update(piece as Uint8Array)
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'UNKNOWN'
    throw new ScreenError('file-unreadable', { file, code }, { cause })
  }
  return hash.digest('hex')
}

/** The latest record; of two with the same time, the one that is not clear. */
function latestOf(records: readonly ScreeningRecord[]): ScreeningRecord | undefined {
  const newer = (a: ScreeningRecord, b: ScreeningRecord): boolean =>
    a.time > b.time || (a.time === b.time && standingOf(a) !== 'cleared')
  const [first, ...others] = records
  return first && others.reduce((latest, one) => (newer(one, latest) ? one : latest), first)
}

function standingOf({ verdict, scope }: ScreeningRecord): Standing {
  if (verdict !== 'clear') return 'not-cleared'
  return scope === 'whole' ? 'cleared' : 'partly'
}

function statusOf(files: readonly Verified[]): 0 | 1 | 3 {
  if (files.some(({ standing }) => standing === 'not-cleared' || standing === 'partly')) return 1
  return files.every(({ standing }) => standing === 'cleared') ? 0 : 3
}

const SENTENCES = {
  'cleared': 'cleared',
  'not-cleared': 'notCleared',
  'partly': 'partly',
  'changed': 'changed',
  'unrecorded': 'unrecorded',
} as const satisfies Record<Standing, keyof Messages['verify']>

function sentences(
  { file, standing, record, rulesetChanged, damaged }: Verified, digest: string, messages: Messages,
): string[] {
  const verdict = record ? messages.verdicts[record.verdict] : ''
  const values = { file: shownPath(file), time: record?.time ?? '', verdict }
  return [
    fill(messages.verify[SENTENCES[standing]], values),
    ...(record ? recordSentences(record, messages) : []),
    ...(rulesetChanged ? [fill(messages.verify.rulesetChanged, { digest: short(digest) })] : []),
    ...damaged.map((name) => fill(messages.verify.damaged, { file: name })),
  ]
}

function recordSentences({ time, operator, ruleset, tool, findings }: ScreeningRecord, messages: Messages): string[] {
  const texts = { operator, digest: short(ruleset.digest), tool: tool.name, version: tool.version }
  const escaped = Object.entries({ time, ...texts }).map(([name, text]) => [name, escapeControls(text)] as const)
  const values = Object.fromEntries(escaped)
  const waived = findings.waived > 0 ? [fill(messages.verify.waived, { count: findings.waived })] : []
  return [fill(messages.verify.screened, values), ...waived]
}

/** Enough of a digest to compare by eye. */
function short(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12)
}
