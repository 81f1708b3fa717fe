import type { PolicyChange } from '../../judge/index.js'
import { ScreenError, sha256, type Policy } from '../../model/index.js'
import { gitChange, type GitChange, type GitRepository, type GitRequest } from '../../source/index.js'
import type { RawOptions } from '../command-line/raw-options.js'
import type { Io } from '../io.js'
import { configPaths, loadConfig, type LoadedConfig } from './find-config.js'
import { commitTree, folderInWorkTree, namedTree, policyRepository, type PolicyRepository } from './git-policy.js'
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
  const treeAt = repository && await treesOf(repository, named, change.base)
  const tree = named?.source === 'commit' ? named : treeAt?.(change?.base) ?? named
  const scope = { env, fromChange: true, ...(tree && { tree }) }
  const settings = await resolveSettings(options, scope)
  return { settings, changes: treeAt ? await changesOf(change, options, treeAt, settings, env) : [] }
}

/** The tree of a policy in a state of the repository. */
type TreeAt = (state: string | undefined) => PolicyTree

/**
 * Where the policy is in each state of a repository. A folder of the work tree stands for that folder in the state,
 * since the work tree belongs to the change. A folder outside is the same in every state.
 * @throws ScreenError `usage` for a folder of the work tree that the base does not have
 */
async function treesOf(
  repository: PolicyRepository, named: PolicyTree | undefined, base: string | undefined,
): Promise<TreeAt> {
  if (named?.source !== 'folder') return (state) => commitTree(repository, state)
  const folder = await folderInWorkTree(repository, named.folder, base)
  return (state) => {
    const workTree = commitTree(repository, state)
    return folder === undefined ? { ...named, workTree } : { ...workTree, folder, top: folder, workTree }
  }
}

/** The files of the policy that differ between the start and the end of a change, by path. */
async function changesOf(
  { fork, tip }: GitChange, options: RawOptions, treeAt: TreeAt, settings: Settings, env: Io['env'],
): Promise<PolicyChange[]> {
  const [before, after] = [treeAt(fork), treeAt(tip)]
  const files = new Set([...await filesOf(options, before), ...await filesOf(options, after)])
  const [contentBefore, contentAfter] = [before.workTree ?? before, after.workTree ?? after]
  const changed: string[] = []
  for (const file of [...files].sort()) {
    if (await digestIn(contentBefore, file) !== await digestIn(contentAfter, file)) changed.push(file)
  }
  if (changed.length === 0) return []
  const policy = await policyAfter(options, after, env)
  const accepted = policy && await acceptance(policy, changed, options, contentAfter, settings)
  return changed.map((file) => ({ path: contentAfter.nameOf(file), digest: policy?.digest, accepted }))
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
  const { top } = tree.workTree ?? tree
  return paths.filter(({ source, file }) => source === 'commit' && isInside(top, file)).map(({ file }) => file)
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
