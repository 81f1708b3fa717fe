import { displayTerm, loadLaws, termsOf, type Lexicon, type LexiconRule } from '../../../lexicon/index.js'
import { ScreenError } from '../../../model/index.js'
import type { ExitStatus } from '../../exit-status.js'
import { fieldLines } from '../../output/fields.js'
import type { CommandContext } from '../command.js'
import { loadActiveLexicons } from './active-lexicons.js'
import { ruleFields } from './rule-fields.js'

/**
 * `screen lexicon show`: shows one lexicon with its rules, or one rule with its terms and examples.
 * @throws ScreenError `usage`
 */
export async function lexiconShow(context: CommandContext): Promise<ExitStatus> {
  const { operands, options, io, messages, language } = context
  const { lexicons } = await loadActiveLexicons(context)
  const id = operands[0]!
  const lexicon = lexicons.find((one) => one.id === id)
  const home = lexicons.find(({ rules }) => rules.some(({ rule }) => rule.id === id))
  const rule = home?.rules.find(({ rule }) => rule.id === id)
  if (!lexicon && !(home && rule)) throw new ScreenError('unknown-lexicon-id', { id })
  const reveal = options.reveal === true
  if (options.format === 'json') {
    const shown = lexicon ? lexiconJson(lexicon, reveal) : ruleJson(home, rule!, reveal)
    await io.stdout.write(`${JSON.stringify(shown, null, 2)}\n`)
  } else if (lexicon) await io.stdout.write(lexiconText(lexicon, context))
  else await io.stdout.write(fieldLines(ruleFields(home!, rule!, messages, language, reveal, await loadLaws())))
  return 0
}

function lexiconText(
  { id, version, title, owner, source, file, rules }: Lexicon, { messages, language }: CommandContext,
): string {
  const { lexicon } = messages
  const head = [[lexicon.id, id], [lexicon.title, title[language]], [lexicon.version, version], [lexicon.owner, owner],
    [lexicon.source, source], [lexicon.file, file ?? '']] as const
  const list = rules.map(({ rule: { id: rule, severity, title: named } }) =>
    [lexicon.rule, `${rule} · ${messages.severities[severity]} · ${named[language]}`] as const)
  return fieldLines([...head, ...list])
}

function lexiconJson({ id, version, title, owner, source, file, rules }: Lexicon, reveal: boolean): object {
  const shown = rules.map((rule) => ruleJson(undefined, rule, reveal))
  return { schema: 'secrecy-screen/lexicon-show/v1', id, version, title, owner, source, file, rules: shown }
}

/** The examples of a sensitive rule contain its terms, so they are left out without `reveal`. */
function ruleJson(
  home: Lexicon | undefined, { rule, valid, mustHit, mustMiss, disabled, overrides }: LexiconRule, reveal: boolean,
): object {
  const { detector, ...head } = rule
  const examples = (list: LexiconRule['mustHit']) =>
    rule.sensitive && !reveal ? [] : list.map(({ part, text }) => ({ part, text }))
  return {
    ...(home && { schema: 'secrecy-screen/lexicon-show/v1', lexicon: home.id }),
    ...head,
    detector: detector.kind === 'terms'
      ? { ...detector, terms: termsOf(rule).map((term) => displayTerm(rule, term, reveal)) }
      : detector,
    disabled, overrides, valid, mustHit: examples(mustHit), mustMiss: examples(mustMiss),
  }
}
