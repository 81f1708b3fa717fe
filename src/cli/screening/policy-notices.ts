import type { Policy } from '../../model/index.js'
import { messagesIn } from '../../report/messages/index.js'
import { policySentences } from '../../report/sentences/index.js'
import type { Io } from '../io.js'
import type { Settings } from '../settings/settings.js'

/**
 * What files weaken in the policy, and which of them are not used, for stderr. A report on the same terminal says so
 * itself, and what the command line weakens is there to be seen.
 */
export function policyNotices(policy: Policy | undefined, { format, output, language }: Settings, io: Io): string {
  if (!policy || (format === 'terminal' && output === undefined && io.stdout.isTTY)) return ''
  return policyLines(policy, language)
}

/** The same for a command whose report does not say so. */
export function policyLines(policy: Policy, language: Settings['language']): string {
  const weakenings = policy.weakenings.filter(({ by }) => by !== 'command-line')
  return policySentences({ ...policy, weakenings }, messagesIn(language)).map((sentence) => `${sentence}\n`).join('')
}
