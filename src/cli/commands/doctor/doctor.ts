import { fill, type Messages } from '../../../report/messages/index.js'
import type { ExitStatus } from '../../exit-status.js'
import type { CommandContext } from '../command.js'
import type { CheckResult } from './check-result.js'
import { runChecks } from './checks.js'

/**
 * `screen doctor`: tests everything a screening needs on this machine. Each reader screens a small document with a
 * known mark. Status 0 if everything works, 3 if something is missing that would leave documents incomplete.
 * @throws ScreenError `configuration` when the configuration, an active lexicon or a key cannot be used
 */
export async function doctor(context: CommandContext): Promise<ExitStatus> {
  const { options, io, messages } = context
  const results = await runChecks(context)
  await io.stdout.write(options.format === 'json' ? jsonOf(results) : textOf(results, messages))
  return results.some(isProblem) ? 3 : 0
}

function isProblem({ state, optional }: CheckResult): boolean {
  return state === 'lacking' && !optional
}

function jsonOf(results: readonly CheckResult[]): string {
  return `${JSON.stringify({ schema: 'secrecy-screen/doctor/v1', checks: results }, null, 2)}\n`
}

function textOf(results: readonly CheckResult[], { doctor: { checks, fixes, allWork, someFail } }: Messages): string {
  const lines = results.flatMap((result) => [
    `${symbolOf(result)} ${checks[result.check]}${result.detail === '' ? '' : `  ${result.detail}`}`,
    ...(result.state === 'lacking' ? [`    ${fixes[result.check as keyof typeof fixes]}`] : []),
  ])
  const problems = results.filter(isProblem).length
  return `${lines.join('\n')}\n\n${problems === 0 ? allWork : fill(someFail, { count: problems })}\n`
}

function symbolOf({ state, optional }: CheckResult): string {
  if (state === 'works') return '✓'
  return optional ? '–' : '✗'
}
