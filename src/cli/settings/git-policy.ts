import { stat } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'
import { ScreenError } from '../../model/index.js'
import { gitCommit, gitRoot, gitTree, type GitRepository } from '../../source/index.js'
import { folderTree, isInside, realPath, type PolicyTree } from './policy-tree.js'

/** A repository, and the folder in which the command runs. */
export interface PolicyRepository {
  /** Its folder is `top`. */
  readonly repository: GitRepository
  readonly top: string
  readonly folder: string
}

/**
 * The repository of the working folder. A bare one, as on a server, has no work tree: the working folder then stands
 * for the root of its commits.
 */
export async function policyRepository(given: GitRepository): Promise<PolicyRepository> {
  const top = await gitRoot(given) ?? given.folder
  return { repository: { ...given, folder: top }, top, folder: given.folder }
}

/** The files of a commit or of the index, or none: the shipped rules only. Links are not followed. */
export function commitTree({ repository, top, folder }: PolicyRepository, state: string | undefined): PolicyTree {
  const tree = gitTree(repository, state)
  const pathOf = (file: string): string => relative(top, file).split(sep).join('/')
  return {
    source: 'commit', ...(state !== undefined && { commit: state }), folder, top, nameOf: pathOf,
    read: (file, most) => tree.read(pathOf(file), most),
    holds: async (home, file) => isInside(home, file),
  }
}

/**
 * The place of a folder in the work tree, by its name or at the end of its links; undefined for a folder outside.
 * @throws ScreenError `usage` if the folder is in the work tree and not in the commit
 */
export async function folderInWorkTree(
  { repository, top }: PolicyRepository, folder: string, commit: string | undefined,
): Promise<string | undefined> {
  const inside = [folder, await realPath(folder)].find((one) => one === top || isInside(top, one))
  if (inside === undefined || inside === top) return inside
  const path = relative(top, inside).split(sep).join('/')
  if (await gitTree(repository, commit).isFolder(path)) return inside
  throw new ScreenError('policy-in-change', { name: path })
}

/**
 * The tree that `--policy` names: a folder if it begins with `/` or `.`, so that no file of a change can take the place
 * of a commit; otherwise a commit of the repository of the working folder.
 * @throws ScreenError `usage` if there is no such commit
 */
export async function namedTree(name: string, given: GitRepository): Promise<PolicyTree> {
  if (/^(?:[./\\]|[A-Za-z]:[\\/])/.test(name)) {
    const isFolder = await stat(name).then((stats) => stats.isDirectory(), () => false)
    if (!isFolder) throw new ScreenError('policy-missing', { name })
    return folderTree('folder', resolve(name))
  }
  const repository = await policyRepository(given)
  const commit = await gitCommit(name, repository.repository)
  if (commit === undefined) throw new ScreenError('policy-missing', { name })
  return commitTree(repository, commit)
}
