import { createHash } from 'node:crypto'
import type { Finding } from './finding.js'
import { SEVERITIES, type Severity } from './rule.js'
import type { PolicyFileKind, Weakening } from './weakening.js'

/**
 * Where a file of a policy comes from. `found`: in the working folder or above it · `commit`: from git's objects.
 * @example
 * const isOwn = ({ source }: PolicyFile) => source !== ('shipped' satisfies PolicySource)
 */
export type PolicySource = 'shipped' | 'command-line' | 'found' | 'commit' | 'folder'

/**
 * A file that decides how documents are judged. The shipped lexicons count as one.
 * @example
 * const show = ({ kind, path, source }: PolicyFile) => `${kind} ${path} (${source})`
 */
export interface PolicyFile {
  readonly kind: PolicyFileKind
  readonly source: PolicySource
  /** The commit it was read from: 40 or 64 hexadecimal digits. */
  readonly commit?: string
  /** As it was named; relative to the root of the repository if it comes from a commit. */
  readonly path: string
  /** `sha256:` and the digest of its bytes. */
  readonly digest: string
}

/**
 * A file that would belong to the policy and is not used. `key`: that of the fingerprints.
 * @example
 * const show = ({ kind, path, reason }: UnusedPolicyFile) => `${kind} ${path}: ${reason}`
 */
export interface UnusedPolicyFile {
  readonly kind: PolicyFileKind | 'key'
  readonly path: string
  readonly reason: UnusedReason
  /** Of its bytes; absent if it was not read. */
  readonly digest?: string
}

/**
 * `no-key`: waivers need a key in `screen git` and where CI is set · `not-named`: it was found, and CI is set, where
 * whoever wrote what is screened can put files beside it.
 * @example
 * const lacksKey = ({ reason }: UnusedPolicyFile) => reason === ('no-key' satisfies UnusedReason)
 */
export type UnusedReason = 'no-key' | 'not-named'

/**
 * The policy in force: which files decide how documents are judged, where they come from, and what they weaken.
 * @example
 * const isWeakened = ({ weakenings }: Policy) => weakenings.length > 0
 */
export interface Policy {
  /** `sha256:` and a digest of the kinds and contents of all files, the threshold and the settings that weaken. */
  readonly digest: string
  /** The lowest severity that counts as found. */
  readonly failOn: Severity
  readonly files: readonly PolicyFile[]
  readonly weakenings: readonly Weakening[]
  readonly unused: readonly UnusedPolicyFile[]
}

/**
 * Makes a policy. Its digest depends on contents and settings, not on names and places of files: the same policy has
 * the same digest in a folder and in a commit. Waivers that lack a key count, other files that are not used do not.
 * Weakenings by lexicons follow from the contents of their files.
 */
export function createPolicy(parts: Omit<Policy, 'digest'>): Policy {
  const { failOn, files, weakenings, unused } = parts
  const settings = weakenings.filter(({ by }) => by !== 'lexicon').map(({ code, args = {} }) => [code, args])
  const waivers = unused.filter(({ reason }) => reason === 'no-key')
  const contents = [...files, ...waivers].map(({ kind, digest }) => [kind, digest])
  return { digest: sha256(JSON.stringify({ failOn, contents, settings })), failOn, files, weakenings, unused }
}

/** The policy with what its lexicons weaken, which is known when they are compiled. */
export function withLexiconWeakenings(policy: Policy, weakenings: readonly Weakening[] = []): Policy {
  const others = policy.weakenings.filter(({ by }) => by !== 'lexicon')
  return { ...policy, weakenings: [...others, ...weakenings] }
}

/** The digest of a file in a policy. */
export function sha256(content: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`
}

/**
 * The rule of the finding of a changed policy file. It is in no lexicon, so that no lexicon disables it; waivers do not
 * apply to it.
 */
export const POLICY_RULE = 'policy.changed'

/**
 * Whether a finding is at or above a threshold. A change of the policy always is, unless it is accepted: a threshold
 * of the policy does not protect the policy.
 */
export function reachesThreshold({ rule, severity }: Pick<Finding, 'rule' | 'severity'>, failOn: Severity): boolean {
  if (rule === POLICY_RULE && severity !== 'note') return true
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn)
}
