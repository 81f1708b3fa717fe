import { termsOf, type Lexicon } from '../../../lexicon/index.js'
import { fill } from '../../../report/messages/index.js'
import { renderTable } from '../../../report/text/index.js'
import type { ExitStatus } from '../../exit-status.js'
import { fieldLines, type Field } from '../../output/fields.js'
import type { CommandContext } from '../command.js'
import { loadActiveLexicons } from './active-lexicons.js'
import { overrideSentence } from './rule-fields.js'

/** `screen lexicon list`: lists the active lexicons with version, owner and size. */
export async function lexiconList(context: CommandContext): Promise<ExitStatus> {
  const { io, messages, language, options } = context
  const { lexicons, ruleset } = await loadActiveLexicons(context)
  const rows = lexicons.map(sizeOf)
  if (options.format === 'json') {
    const list = { schema: 'secrecy-screen/lexicon-list/v1', digest: ruleset.digest, lexicons: rows }
    await io.stdout.write(`${JSON.stringify(list, null, 2)}\n`)
    return 0
  }
  const { id, version, layer, owner, rules, terms, title, total } = messages.lexicon
  const cells = rows.map((row) =>
    [row.id, row.version, row.layer, row.rules, row.terms, row.owner, row.title[language]])
  await io.stdout.write(renderTable([id, version, layer, rules, terms, owner, title], cells))
  const sum = (count: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + count(row), 0)
  const values = {
    lexicons: rows.length,
    rules: sum((row) => row.rules),
    terms: sum((row) => row.terms),
    digest: ruleset.digest,
  }
  const changed = lexicons.flatMap((lexicon) => lexicon.rules.flatMap(({ rule, overrides }) =>
    overrides.map((override): Field => [rule.id, overrideSentence(override, messages)])))
  if (changed.length > 0) await io.stdout.write(`${messages.lexicon.overrides}\n${fieldLines(changed)}`)
  await io.stdout.write(`${fill(total, values)}\n`)
  return 0
}

function sizeOf({ id, version, layer, owner, title, source, file, rules }: Lexicon) {
  const terms = rules.filter(({ disabled }) => !disabled).reduce((sum, { rule }) => sum + termsOf(rule).length, 0)
  const overridden = rules.flatMap(({ rule, overrides }) =>
    overrides.map((override) => ({ rule: rule.id, ...override })))
  const active = rules.filter(({ disabled }) => !disabled).length
  return { id, version, layer, owner, title, source, file, rules: active, terms, overridden }
}
