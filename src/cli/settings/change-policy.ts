import type { PolicyChange } from '../../judge/index.js'
import { ScreenError, sha256, type Policy } from '../../model/index.js'
import { gitChange, type GitChange, type GitRepository, type GitRequest } from '../../source/index.js'
import type { RawOptions } from '../command-line/raw-options.js'
import type { Io } from '../io.js'
import { configPaths, loadConfig, type LoadedConfig } from './find-config.js'
import { commitTree, namedTree, policyRepository, type PolicyRepository } from './git-policy.js'
import { isInside, namedPath, type PolicyPath, type PolicyTree } from './policy-tree.js'
import { lexiconPaths, signatureFaultOf, signingKeyPath, waiversPath } from './read-policy.js'
import { resolveSettings, type Settings } from './settings.js'

/** The settings by which a change is screened, and what the change does to the files they come from. */
export interface ChangePolicy {
  readonly settings: Settings
  readonly changes: readonly PolicyChange[]
}

/**
 * Reads the policy for a change: from the tree that `--policy` names, or from the commit that the change is based on,
 * never from the change. Without a base only the shipped rules apply. The whole history is screened by the policy of
 * the working folder, like a folder.
 * @throws ScreenError `usage` or `configuration`
 */
export async function changePolicy(
  request: GitRequest, options: RawOptions, given: GitRepository, env: Io['env'],
): Promise<ChangePolicy> {
  const change = await gitChange(request, given)
  const repository = change && await policyRepository(given)
  const named = options.policy === undefined ? undefined : await namedTree(options.policy, given)
  const tree = named ?? (repository && commitTree(repository, change.base))
  const scope = { env, fromChange: true, screened: [given.folder], ...(tree && { tree }) }
  const settings = await resolveSettings(options, scope)
  if (!repository || tree?.source !== 'commit') return { settings, changes: [] }
  return { settings, changes: await changesOf(change, options, repository, settings, env) }
}

/** The files of the policy that differ between the start and the end of a change, by path. */
async function changesOf(
  { fork, tip }: GitChange, options: RawOptions, repository: PolicyRepository, settings: Settings, env: Io['env'],
): Promise<PolicyChange[]> {
  const [before, after] = [commitTree(repository, fork), commitTree(repository, tip)]
  const files = new Set([...await filesOf(options, before), ...await filesOf(options, after)])
  const changed: string[] = []
  for (const file of [...files].sort()) {
    if (await digestIn(before, file) !== await digestIn(after, file)) changed.push(file)
  }
  if (changed.length === 0) return []
  const policy = await policyAfter(options, after, env)
  const accepted = policy && await acceptance(policy, changed, options, after, settings)
  return changed.map((file) => ({ path: after.nameOf(file), digest: policy?.digest, accepted }))
}

/** Every file of the repository that belongs to the policy in a state of it, whether it is there or not. */
async function filesOf(options: RawOptions, tree: PolicyTree): Promise<string[]> {
  // A configuration that cannot be read names nothing; that it changed is found all the same.
  const loaded: LoadedConfig | undefined = await loadConfig(options.config, tree).catch(ignoreScreenError)
  const key = signingKeyPath(options, loaded, tree)
  const paths: PolicyPath[] = [
    ...(options.config === undefined ? configPaths(tree) : [namedPath(options.config, tree)]),
    ...lexiconPaths(options, loaded, tree), waiversPath(options, loaded, tree).path, ...(key ? [key] : []),
  ]
  return paths.filter(({ source, file }) => source === 'commit' && isInside(tree.top, file)).map(({ file }) => file)
}

async function digestIn(tree: PolicyTree, file: string): Promise<string> {
  try {
    const bytes = await tree.read(file, MAX_POLICY_BYTES)
    return bytes ? sha256(bytes) : ''
  } catch (error) {
    return (error as { readonly code?: string }).code ?? 'unreadable'
  }
}

/** More than any file of a policy may have. */
const MAX_POLICY_BYTES = 64 * 1024 * 1024

/** The policy as it will be after the change; undefined if it cannot be read. */
async function policyAfter(options: RawOptions, tree: PolicyTree, env: Io['env']): Promise<Policy | undefined> {
  const settings = await resolveSettings(options, { env, tree, fromChange: true }).catch(ignoreScreenError)
  return settings?.policy
}

/**
 * Why a new policy is accepted. It is signed if each changed file is there and signed for the key of the policy in
 * force; a signature on some other file does not count.
 */
async function acceptance(
  policy: Policy, changed: readonly string[], options: RawOptions, after: PolicyTree, { requireSigned }: Settings,
): Promise<PolicyChange['accepted']> {
  if (options.acceptPolicy === policy.digest) return 'command-line'
  if (requireSigned === undefined) return undefined
  const { signingKey } = await import('../../lexicon/signature.js')
  const key = signingKey(requireSigned)
  for (const file of changed) {
    const bytes = await after.read(file, MAX_POLICY_BYTES).catch(() => undefined)
    const path = { file, name: after.nameOf(file), source: 'commit', nameOf: after.nameOf, read: after.read } as const
    if (!bytes || await signatureFaultOf(path, bytes, key).catch(() => true)) return undefined
  }
  return 'signed'
}

function ignoreScreenError(error: unknown): undefined {
  if (error instanceof ScreenError) return undefined
  throw error
}
