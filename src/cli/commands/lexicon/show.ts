import { displayTerm, termsOf, type Lexicon, type LexiconRule } from '../../../lexicon/index.js'
import { ScreenError } from '../../../model/index.js'
import type { ExitStatus } from '../../exit-status.js'
import { lexiconsInForce } from './active-lexicons.js'
import { fieldLines } from '../../output/fields.js'
import { ruleFields } from './rule-fields.js'
import type { CommandRun } from '../command.js'

/**
 * `screen lexicon show`: one lexicon with its rules, or one rule with its words and examples.
 * @throws ScreenError `usage`
 */
export async function lexiconShow(run: CommandRun): Promise<ExitStatus> {
  const { operands, given, io, say, language } = run
  const { lexicons } = await lexiconsInForce(run)
  const id = operands[0]!
  const lexicon = lexicons.find((one) => one.id === id)
  const home = lexicons.find(({ rules }) => rules.some(({ rule }) => rule.id === id))
  const written = home?.rules.find(({ rule }) => rule.id === id)
  if (!lexicon && !(home && written)) throw new ScreenError('unknown-lexicon-id', { id })
  const reveal = given.reveal === true
  if (given.format === 'json') {
    const shown = lexicon ? lexiconJson(lexicon, reveal) : ruleJson(home!, written!, reveal)
    await io.stdout.write(`${JSON.stringify(shown, null, 2)}\n`)
  }
  else if (lexicon) await io.stdout.write(lexiconText(lexicon, run))
  else await io.stdout.write(fieldLines(ruleFields(home!, written!, say, language, reveal)))
  return 0
}

function lexiconText(
  { id, version, title, owner, source, file, rules }: Lexicon, { say, language }: CommandRun,
): string {
  const { lexicon } = say
  const head = [[lexicon.id, id], [lexicon.title, title[language]], [lexicon.version, version], [lexicon.owner, owner],
    [lexicon.source, source], [lexicon.file, file ?? '']] as const
  const list = rules.map(({ rule: { id: rule, severity, title: named } }) =>
    [lexicon.rule, `${rule} · ${say.severities[severity]} · ${named[language]}`] as const)
  return fieldLines([...head, ...list])
}

function lexiconJson({ id, version, title, owner, source, file, rules }: Lexicon, reveal: boolean): object {
  const shown = rules.map((written) => ruleJson(undefined, written, reveal))
  return { schema: 'secrecy-screen/lexicon-show/v1', id, version, title, owner, source, file, rules: shown }
}

/** Examples of a sensitive rule hold its words: they are left out unless revealed. */
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
