import { termsOf, type Lexicon } from '../../../lexicon/index.js'
import { fill, renderTable } from '../../../report/index.js'
import type { ExitStatus } from '../../exit-status.js'
import { lexiconsInForce } from './active-lexicons.js'
import { fieldLines, type Field } from '../../output/fields.js'
import { overrideSentence } from './rule-fields.js'
import type { CommandRun } from '../command.js'

/** `screen lexicon list`: the lexicons in force, with their versions, owners and sizes. */
export async function lexiconList(run: CommandRun): Promise<ExitStatus> {
  const { io, say, language, given } = run
  const { lexicons, ruleset } = await lexiconsInForce(run)
  const rows = lexicons.map(sizeOf)
  if (given.format === 'json') {
    const list = { schema: 'secrecy-screen/lexicon-list/v1', digest: ruleset.digest, lexicons: rows }
    await io.stdout.write(`${JSON.stringify(list, null, 2)}\n`)
    return 0
  }
  const { id, version, layer, owner, rules, terms, title, total } = say.lexicon
  const cells = rows.map((row) =>
    [row.id, row.version, row.layer, row.rules, row.terms, row.owner, row.title[language]])
  await io.stdout.write(renderTable([id, version, layer, rules, terms, owner, title], cells))
  const sum = (count: (row: (typeof rows)[number]) => number) => rows.reduce((so, row) => so + count(row), 0)
  const values = {
    lexicons: rows.length,
    rules: sum((row) => row.rules),
    terms: sum((row) => row.terms),
    digest: ruleset.digest,
  }
  const changed = lexicons.flatMap((lexicon) => lexicon.rules.flatMap(({ rule, overrides }) =>
    overrides.map((override): Field => [rule.id, overrideSentence(override, say)])))
  if (changed.length > 0) await io.stdout.write(`${say.lexicon.overrides}\n${fieldLines(changed)}`)
  await io.stdout.write(`${fill(total, values)}\n`)
  return 0
}

function sizeOf({ id, version, layer, owner, title, source, file, rules }: Lexicon) {
  const terms = rules.filter(({ disabled }) => !disabled).reduce((sum, { rule }) => sum + termsOf(rule).length, 0)
  const overridden = rules.flatMap(({ rule, overrides }) =>
    overrides.map((override) => ({ rule: rule.id, ...override })))
  const inForce = rules.filter(({ disabled }) => !disabled).length
  return { id, version, layer, owner, title, source, file, rules: inForce, terms, overridden }
}
