import { fill, type Messages } from '../../../report/index.js'
import type { ExitStatus } from '../../exit-status.js'
import type { CommandRun } from '../command.js'
import { examine } from './checks.js'
import type { Health } from './health.js'

/**
 * `screen doctor`: tries what a screening needs on this machine, for real: small documents with a known mark are
 * screened by each reader. Status 0 when all of it works, 3 when something is lacking that leaves documents incomplete.
 * @throws ScreenError `configuration` when a configuration file, a lexicon or a key in force cannot be used
 */
export async function doctor(run: CommandRun): Promise<ExitStatus> {
  const found = await examine(run)
  const text = run.given.format === 'json' ? jsonOf(found) : textOf(found, run)
  await run.io.stdout.write(text)
  return found.some(({ state, optional }) => state === 'lacking' && !optional) ? 3 : 0
}

const SIGNS = { works: '✓', lacking: '✗', absent: '–' } as const

function textOf(found: readonly Health[], { say: { doctor: words } }: CommandRun): string {
  const signOf = ({ state, optional }: Health) => SIGNS[optional && state === 'lacking' ? 'absent' : state]
  const lines = found.flatMap((health) => [
    `${signOf(health)} ${words.checks[health.check]}${health.detail === '' ? '' : `  ${health.detail}`}`,
    ...(health.state === 'lacking' ? [`    ${words.mend[health.check as keyof Messages['doctor']['mend']]}`] : []),
  ])
  const lacking = found.filter(({ state, optional }) => state === 'lacking' && !optional).length
  return `${lines.join('\n')}\n\n${lacking === 0 ? words.well : fill(words.unwell, { count: lacking })}\n`
}

function jsonOf(found: readonly Health[]): string {
  return `${JSON.stringify({ schema: 'secrecy-screen/doctor/v1', checks: found }, null, 2)}\n`
}
