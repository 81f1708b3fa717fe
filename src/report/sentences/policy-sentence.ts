import type { Policy, UnusedPolicyFile, Weakening } from '../../model/index.js'
import { fill, type Messages } from '../messages/index.js'
import { escapeArgs } from '../text/escape-controls.js'
import { shownPath } from '../text/shown-path.js'

/** How a policy is weaker than the default, in one sentence; undefined if it is not. */
function weakenedSentence(policy: Policy | undefined, messages: Messages): string | undefined {
  if (!policy || policy.weakenings.length === 0) return undefined
  const { says } = messages.policy
  const list = policy.weakenings.map((one) => weakeningSentence(one, messages)).join(messages.report.list)
  return fill(says.weakened, { list })
}

/** One weakening in words. */
function weakeningSentence({ code, args }: Weakening, { policy, severities }: Messages): string {
  const severity = args?.severity as keyof typeof severities | undefined
  return fill(policy.weakenings[code], { ...escapeArgs(args), ...(severity && { severity: severities[severity] }) })
}

/** Why a file of a policy is not used. */
function unusedSentence({ kind, path, reason }: UnusedPolicyFile, { policy }: Messages): string {
  return fill(policy.unused[reason], { kind: policy.kinds[kind], path: shownPath(path) })
}

/** What a report says about the policy: what is weaker than the default, and each file that is not used. */
export function policyRemarks(policy: Policy | undefined, messages: Messages): PolicyRemark[] {
  const weakened = weakenedSentence(policy, messages)
  return [
    ...(weakened === undefined ? [] : [{ rule: 'policy.weakened', sentence: weakened } as const]),
    ...(policy?.unused ?? []).map((one): PolicyRemark => ({
      rule: 'policy.unused', sentence: unusedSentence(one, messages),
    })),
  ]
}

/** A remark, under the name by which programs know its kind. */
export interface PolicyRemark {
  readonly rule: 'policy.weakened' | 'policy.unused'
  readonly sentence: string
}

/** The sentences of `policyRemarks`. */
export function policySentences(policy: Policy | undefined, messages: Messages): string[] {
  return policyRemarks(policy, messages).map(({ sentence }) => sentence)
}

/** The files of a policy that are not shipped, with their sources; undefined if there are none. */
export function policyFilesSentence(policy: Policy | undefined, messages: Messages): string | undefined {
  const { kinds, sources, says } = messages.policy
  const files = (policy?.files ?? []).filter(({ source }) => source !== 'shipped').map((file) => {
    const commit = file.commit === undefined ? '' : ` ${file.commit.slice(0, COMMIT_DIGITS)}`
    return `${kinds[file.kind]} ${shownPath(file.path)} (${sources[file.source]}${commit})`
  })
  return files.length === 0 ? undefined : fill(says.files, { list: files.join(messages.report.list) })
}

const COMMIT_DIGITS = 8
