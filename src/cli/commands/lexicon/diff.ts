import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import {
  diffLexicons, displayTerm, isEmptyDiff, loadLexicons, type LexiconDiff, type RuleChange,
} from '../../../lexicon/index.js'
import { ScreenError } from '../../../model/index.js'
import type { Messages } from '../../../report/messages/index.js'
import type { ExitStatus } from '../../exit-status.js'
import { fieldLines, type Field } from '../../output/fields.js'
import type { CommandContext } from '../command.js'

/** `screen lexicon diff`: compares two lexicon files, or two folders of them. Status 1 if they differ. */
export async function lexiconDiff({ operands, options, io, messages, language }: CommandContext): Promise<ExitStatus> {
  const [before, after] = await Promise.all([lexiconsAt(operands[0]!), lexiconsAt(operands[1]!)])
  const diff = diffLexicons(before, after)
  const masked = { ...diff, changed: diff.changed.map((change) => maskTerms(change, options.reveal === true)) }
  if (options.format === 'json') await io.stdout.write(`${JSON.stringify(diffJson(masked), null, 2)}\n`)
  else if (isEmptyDiff(diff)) await io.stdout.write(`${messages.lexicon.same}\n`)
  else await io.stdout.write(fieldLines(diffFields(masked, messages, language)))
  return isEmptyDiff(diff) ? 0 : 1
}

async function lexiconsAt(path: string): ReturnType<typeof loadLexicons> {
  const stats = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw new ScreenError('file-unreadable', { file: path, code: cause.code ?? 'UNKNOWN' })
  })
  if (!stats.isDirectory()) return loadLexicons([path])
  const files = (await readdir(path)).filter((name) => /\.ya?ml$/.test(name)).sort().map((name) => join(path, name))
  if (files.length === 0) throw new ScreenError('no-lexicon-files', { file: path })
  return loadLexicons(files)
}

function maskTerms(change: RuleChange, reveal: boolean): RuleChange {
  const shown = (terms: readonly string[]) => terms.map((term) => displayTerm(change, term, reveal))
  return { ...change, addedTerms: shown(change.addedTerms), removedTerms: shown(change.removedTerms) }
}

function diffJson({ versions, added, removed, changed }: LexiconDiff): object {
  const ids = (rules: LexiconDiff['added']) => rules.map(({ id }) => id)
  return { schema: 'secrecy-screen/lexicon-diff/v1', versions, added: ids(added), removed: ids(removed), changed }
}

function diffFields(
  { versions, added, removed, changed }: LexiconDiff, messages: Messages, language: CommandContext['language'],
): Field[] {
  const { lexicon, report, severities } = messages
  const ruleFields = (label: string, rules: LexiconDiff['added']) =>
    rules.map((rule): Field => [label, `${rule.id} · ${severities[rule.severity]} · ${rule.title[language]}`])
  return [
    ...versions.map(({ id, from = '–', to = '–' }): Field => [lexicon.version, `${id}: ${from} → ${to}`]),
    ...ruleFields(lexicon.added, added),
    ...ruleFields(lexicon.removed, removed),
    ...changed.flatMap(({ rule, keys, addedTerms, removedTerms }): Field[] => [
      [lexicon.changed, keys.length > 0 ? `${rule}: ${keys.join(', ')}` : rule],
      ...(addedTerms.length > 0 ? [[lexicon.addedTerms, `${rule}: ${addedTerms.join(report.list)}`] as const] : []),
      ...(removedTerms.length > 0
        ? [[lexicon.removedTerms, `${rule}: ${removedTerms.join(report.list)}`] as const]
        : []),
    ]),
  ]
}
