import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import {
  diffLexicons, displayTerm, isEmptyDiff, loadLexicons, type LexiconDiff, type RuleChange,
} from '../../../lexicon/index.js'
import { ScreenError } from '../../../model/index.js'
import { type Messages } from '../../../report/index.js'
import type { ExitStatus } from '../../exit-status.js'
import { fieldLines, type Field } from '../../output/fields.js'
import type { CommandRun } from '../command.js'

/** `screen lexicon diff`: what is different between two files, or two folders. 1 where something is. */
export async function lexiconDiff({ operands, given, io, say, language }: CommandRun): Promise<ExitStatus> {
  const [before, after] = await Promise.all([lexiconsAt(operands[0]!), lexiconsAt(operands[1]!)])
  const diff = diffLexicons(before, after)
  const masked = { ...diff, changed: diff.changed.map((change) => fit(change, given.reveal === true)) }
  if (given.format === 'json') await io.stdout.write(`${JSON.stringify(diffJson(masked), null, 2)}\n`)
  else if (isEmptyDiff(diff)) await io.stdout.write(`${say.lexicon.same}\n`)
  else await io.stdout.write(fieldLines(diffFields(masked, say, language)))
  return isEmptyDiff(diff) ? 0 : 1
}

async function lexiconsAt(path: string): ReturnType<typeof loadLexicons> {
  const there = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw new ScreenError('file-unreadable', { file: path, code: cause.code ?? 'UNKNOWN' })
  })
  if (!there.isDirectory()) return loadLexicons([path])
  const files = (await readdir(path)).filter((name) => /\.ya?ml$/.test(name)).sort().map((name) => join(path, name))
  if (files.length === 0) throw new ScreenError('no-lexicon-files', { file: path })
  return loadLexicons(files)
}

function fit(change: RuleChange, reveal: boolean): RuleChange {
  const shown = (terms: readonly string[]) => terms.map((term) => displayTerm(change, term, reveal))
  return { ...change, addedTerms: shown(change.addedTerms), removedTerms: shown(change.removedTerms) }
}

function diffJson({ versions, added, removed, changed }: LexiconDiff): object {
  const ids = (rules: LexiconDiff['added']) => rules.map(({ id }) => id)
  return { schema: 'secrecy-screen/lexicon-diff/v1', versions, added: ids(added), removed: ids(removed), changed }
}

function diffFields(
  { versions, added, removed, changed }: LexiconDiff, say: Messages, language: CommandRun['language'],
): Field[] {
  const { lexicon, report, severities } = say
  const named = (label: string, rules: LexiconDiff['added']) =>
    rules.map((rule): Field => [label, `${rule.id} · ${severities[rule.severity]} · ${rule.title[language]}`])
  return [
    ...versions.map(({ id, from = '–', to = '–' }): Field => [lexicon.version, `${id}: ${from} → ${to}`]),
    ...named(lexicon.added, added),
    ...named(lexicon.removed, removed),
    ...changed.flatMap(({ rule, keys, addedTerms, removedTerms }): Field[] => [
      [lexicon.changed, keys.length > 0 ? `${rule}: ${keys.join(', ')}` : rule],
      ...(addedTerms.length > 0 ? [[lexicon.addedTerms, `${rule}: ${addedTerms.join(report.list)}`] as const] : []),
      ...(removedTerms.length > 0
        ? [[lexicon.removedTerms, `${rule}: ${removedTerms.join(report.list)}`] as const]
        : []),
    ]),
  ]
}
