import { createHash } from 'node:crypto'
import { maskPath } from '../../mask/index.js'
import { POLICY_RULE, VERDICTS, type Finding, type Reason, type Screening } from '../../model/index.js'
import { coverageOf, verdict } from './verdict.js'

/** A file of the policy that a change adds, changes or removes. */
export interface PolicyChange {
  /** From the root of the repository. */
  readonly path: string
  /** Of the policy after the change; undefined if it cannot be read. */
  readonly digest: string | undefined
  readonly accepted: 'signed' | 'command-line' | undefined
}

/**
 * Adds the finding of a changed policy file to the screening of that file: `review`, or a note where the new policy is
 * accepted. The verdict is that of the findings, or the graver one that it had from its members.
 */
export function withPolicyChange(screening: Screening, change: PolicyChange): Screening {
  const findings = [policyFinding(change), ...screening.findings]
  const own = verdict(findings, coverageOf(screening.gaps))
  const gravest = VERDICTS.find((one) => one === own || one === screening.verdict)!
  return { ...screening, findings, verdict: gravest }
}

/** The screening of a changed policy file that is not among the documents, because it was removed. */
export function screeningOfChange(change: PolicyChange): Screening {
  const empty: Screening = {
    path: change.path, format: 'unknown', bytes: 0, verdict: 'clear',
    findings: [], gaps: [], suppressed: [], remarks: [],
  }
  return withPolicyChange(empty, change)
}

function policyFinding({ path, digest, accepted }: PolicyChange): Finding {
  const fingerprint = createHash('sha256').update(JSON.stringify([POLICY_RULE, path, digest ?? ''])).digest('hex')
  const reasons: Reason[] = [
    { code: 'policy-file-changed' },
    digest === undefined ? { code: 'policy-invalid' } : { code: 'policy-digest', args: { digest } },
    ...(accepted === undefined ? [] : [{ code: ACCEPTED[accepted] }]),
  ]
  return {
    rule: POLICY_RULE, category: 'custom', severity: accepted === undefined ? 'review' : 'note',
    title: { 'zh-CN': '检查策略被改动', 'en': 'The policy of the check is changed' },
    match: maskPath(path), visibility: 'visible', location: { kind: 'body' }, basis: [], reasons,
    fingerprint: fingerprint.slice(0, FINGERPRINT_DIGITS),
  }
}

const ACCEPTED = { 'signed': 'policy-signed', 'command-line': 'policy-accepted' } as const
const FINGERPRINT_DIGITS = 32
