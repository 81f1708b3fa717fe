import { buffer } from 'node:stream/consumers'
import type { ExitStatus } from '../../exit-status.js'
import { fieldLines, type Field } from '../../output/fields.js'
import type { CommandContext } from '../command.js'
import { explainedIn } from '../explain/explain.js'
import { findingFields } from '../explain/finding-fields.js'
import { loadActiveLexicons } from './active-lexicons.js'

/**
 * `screen lexicon try`: screens a sentence with the active lexicons, or standard input for `-`, and explains every hit,
 * also the suppressed ones. The sentence counts as the text of a document without a title.
 * @throws ScreenError `configuration`
 */
export async function lexiconTry(context: CommandContext): Promise<ExitStatus> {
  const { operands: [text = ''], options, io, messages } = context
  const bytes = text === '-' ? await buffer(io.stdin) : Buffer.from(text)
  const active = await loadActiveLexicons(context)
  const { found, verdict } = await explainedIn(bytes, 'text.txt', () => true, active, context)
  if (options.format === 'json') {
    const hits = found.map(({ finding: { rule, severity, match, reasons }, suppressed }) =>
      ({ rule, severity, suppressed, match, reasons }))
    await io.stdout.write(`${JSON.stringify({ schema: 'secrecy-screen/lexicon-try/v1', verdict, hits }, null, 2)}\n`)
    return 0
  }
  const head: Field[] = [[messages.lexicon.verdict, messages.verdicts[verdict]]]
  const sections = found.map((one): Field[] => {
    const { rule, title } = one.finding
    return [[messages.lexicon.rule, `${rule} · ${title[context.language]}`], ...findingFields(one, messages)]
  })
  await io.stdout.write([head, ...sections].map(fieldLines).join('\n'))
  return 0
}
