import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { compile } from '../../lexicon/index.js'
import { localDay, ScreenError } from '../../model/index.js'
import { fill, harmless, type Messages } from '../../report/index.js'
import type { ScreeningRecord } from '../../report/record.js'
import type { CommandRun } from './command.js'
import type { ExitStatus } from '../exit-status.js'
import { recordsNamed, recordsOf } from '../screening/record-folder.js'
import { lexiconsInForce } from './lexicon/active-lexicons.js'

/** What a file is, beside its records. */
export type Standing = 'cleared' | 'not-cleared' | 'partly' | 'changed' | 'unrecorded'

/** A file to be published and the latest record of its content; where there is none, of its name. */
interface Verified {
  readonly file: string
  readonly sha256: string
  readonly standing: Standing
  readonly record?: ScreeningRecord
  readonly rulesetChanged: boolean
  readonly damaged: readonly string[]
}

/**
 * `screen verify <file...> --record DIR`: whether each file is, byte for byte, one that was screened and clear. The
 * latest record of a content counts. Ends with 0 where all are cleared, 1 where one was screened and is not clear, 3
 * where one has no record.
 * @throws ScreenError `usage` or `configuration`
 */
export async function verify(run: CommandRun): Promise<ExitStatus> {
  const { operands, given, io, say } = run
  const { record: folder } = given
  if (folder === undefined) throw new ScreenError('missing-value', { option: '--record' })
  const { digest } = compile((await lexiconsInForce(run)).lexicons, { on: localDay() })
  const all: Verified[] = []
  for (const file of operands) all.push(await verifyFile(file, folder, digest))
  const text = given.format === 'json'
    ? `${JSON.stringify({ schema: 'secrecy-screen/verify/v1', ruleset: digest, files: all }, null, 2)}\n`
    : all.map((one) => sentences(one, digest, say).join('\n')).join('\n') + '\n'
  await io.stdout.write(text)
  return statusOf(all)
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

/** Of two of one time the one that is not clear: doubt does not clear. */
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

function statusOf(all: readonly Verified[]): 0 | 1 | 3 {
  if (all.some(({ standing }) => standing === 'not-cleared' || standing === 'partly')) return 1
  return all.every(({ standing }) => standing === 'cleared') ? 0 : 3
}

const SENTENCES = {
  'cleared': 'cleared',
  'not-cleared': 'notCleared',
  'partly': 'partly',
  'changed': 'changed',
  'unrecorded': 'unrecorded',
} as const satisfies Record<Standing, keyof Messages['verify']>

function sentences(
  { file, standing, record, rulesetChanged, damaged }: Verified, digest: string, say: Messages,
): string[] {
  const told = { file: harmless(file), time: record?.time ?? '', verdict: record ? say.verdicts[record.verdict] : '' }
  return [
    fill(say.verify[SENTENCES[standing]], told),
    ...(record ? recordSentences(record, say) : []),
    ...(rulesetChanged ? [fill(say.verify.rulesetChanged, { digest: short(digest) })] : []),
    ...damaged.map((name) => fill(say.verify.damaged, { file: name })),
  ]
}

function recordSentences({ time, operator, ruleset, tool, findings }: ScreeningRecord, say: Messages): string[] {
  const texts = { operator, digest: short(ruleset.digest), tool: tool.name, version: tool.version }
  const told = Object.fromEntries(Object.entries({ time, ...texts }).map(([name, text]) => [name, harmless(text)]))
  const waived = findings.waived > 0 ? [fill(say.verify.waived, { count: findings.waived })] : []
  return [fill(say.verify.screened, told), ...waived]
}

/** Enough of a digest for the eye. */
function short(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12)
}
